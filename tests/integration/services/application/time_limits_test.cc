// What time alone does to a case: rows 1, 6, 7 and 36, reminders, and answers that grow too old. In
// this catalogue every limit is ten days.
#include <algorithm>

#include "notary/document/v1/document_service.pb.h"
#include "platform/rpc/timestamp.h"
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr absl::Duration kDay = absl::Hours(24);

class TimeLimitsTest : public ApplicationFixture {
 protected:
  static absl::Time After(int days) { return testing::TestStart() + days * kDay; }

  int64_t Pass(int days) { return service_.PassTimeLimits(After(days)).value(); }

  bool Exists(const std::string& name) {
    v1::GetApplicationRequest request;
    request.set_name(name);
    return harness_.Call<v1::Application>(applicant_, Method("GetApplication"), request).ok();
  }

  static std::string NewDocument() {
    return absl::StrCat("offices/xuhui/documents/", NewId(testing::TestStart()));
  }

  // Puts another document in the place of what was there, and says which.
  std::string Replace(const std::string& name, const std::string& slot) {
    v1::UpdateApplicationRequest update;
    update.mutable_application()->set_name(name);
    v1::Material& material = *update.mutable_application()->add_materials();
    material.set_slot(slot);
    material.set_document(NewDocument());
    EXPECT_TRUE(Do(applicant_, "UpdateApplication", update).ok());
    return material.document();
  }

  // Of each call that is owed.
  std::vector<std::vector<std::string>> Deleted() {
    std::vector<std::vector<std::string>> deleted;
    for (const auto& call :
         OwedTo<document::v1::BatchDeleteDocumentsRequest>("BatchDeleteDocuments")) {
      deleted.emplace_back(call.names().begin(), call.names().end());
    }
    return deleted;
  }

  std::string GivenCompletionAsked() {
    const std::string name = GivenPreCheck();
    v1::RequestCompletionRequest request;
    request.set_name(name);
    request.add_items()->set_slot("M01");
    EXPECT_TRUE(Do(assistant_, "RequestCompletion", request).ok());
    return name;
  }

  // A case before approval whose one fact an agency has confirmed.
  std::string GivenConfirmed() {
    catalogue_.rules.facts = {{.fact = "MARRIAGE_RECORD", .stale_after_days = 7}};
    const std::string name = GivenReviewing();
    const std::string question =
        AskTheRegister(name, /*blocking=*/false)->verifications(0).verification();
    Answer(name, question, "VERIFIED");
    BringToApproval(name);
    return name;
  }

  // One whose certificate says that nothing was found.
  std::string GivenNoneFound() {
    catalogue_.rules.facts = {
        {.fact = "MARRIAGE_RECORD", .stale_after_days = 7, .supporting_outcome = "NOT_FOUND"}};
    const std::string name = GivenReviewing();
    const std::string question =
        AskTheRegister(name, /*blocking=*/false)->verifications(0).verification();
    Answer(name, question, "NOT_FOUND");
    v1::ResolveVerificationRequest opinion;
    opinion.set_name(name);
    opinion.set_verification(question);
    opinion.set_opinion("与声明一致");
    EXPECT_TRUE(Do(notary_, "ResolveVerification", opinion).ok());
    BringToApproval(name);
    return name;
  }

  void Answer(const std::string& name, const std::string& question, const std::string& outcome) {
    v1::ReportVerificationRequest answer;
    answer.set_name(name);
    answer.set_verification(question);
    answer.set_outcome(outcome);
    answer.set_reason_code(absl::StrCat(outcome.substr(0, 1), "00"));
    *answer.mutable_answer_time() = rpc::ToTimestamp(harness_.clock().Now());
    const Result reported = Do(system_, "ReportVerification", answer);
    EXPECT_TRUE(reported.ok()) << reported.status();
  }

  absl::Status Approve(const std::string& name) {
    v1::ApproveApplicationRequest request;
    request.set_name(name);
    return Do(approver_, "ApproveApplication", request).status();
  }
};

TEST_F(TimeLimitsTest, AForgottenDraftGoesAltogether) {
  v1::CreateApplicationRequest create = NewCase();
  v1::Material& material = *create.mutable_application()->add_materials();
  material.set_slot("M01");
  material.set_document(absl::StrCat("offices/xuhui/documents/", NewId(testing::TestStart())));
  const std::string name = Do(applicant_, "CreateApplication", create)->name();

  EXPECT_EQ(Pass(9), 0);
  EXPECT_TRUE(Exists(name));
  EXPECT_EQ(Pass(12), 1);
  EXPECT_FALSE(Exists(name));
  EXPECT_THAT(Owed(), ElementsAre("ReportOwnCase", "BatchDeleteDocuments", "ReportOwnCase"));
  EXPECT_EQ(Pass(13), 0);
}

TEST_F(TimeLimitsTest, ADocumentThatAnotherCaseHasStays) {
  v1::CreateApplicationRequest create = NewCase();
  v1::Material& material = *create.mutable_application()->add_materials();
  material.set_slot("M01");
  material.set_document(absl::StrCat("offices/xuhui/documents/", NewId(testing::TestStart())));
  const std::string name = Do(applicant_, "CreateApplication", create)->name();
  const std::string other = Do(applicant_, "CreateApplication", create)->name();
  EXPECT_TRUE(Do(applicant_, "SubmitApplication", Submission(other)).ok());

  EXPECT_EQ(Pass(12), 1);
  EXPECT_FALSE(Exists(name));
  EXPECT_THAT(Owed(), Not(Contains("BatchDeleteDocuments")));
}

// An unreadable scan goes with the one that took its place; the first was used for another case.
TEST_F(TimeLimitsTest, WhatWasReplacedIsDeletedTooUnlessAnotherCaseHasIt) {
  const std::string name = GivenDraft();
  const std::string other = GivenDraft();
  EXPECT_TRUE(Do(applicant_, "SubmitApplication", Submission(other)).ok());
  const std::string unreadable = Replace(name, "CERTIFICATE");
  const std::string readable = Replace(name, "CERTIFICATE");
  ASSERT_TRUE(Do(applicant_, "SubmitApplication", Submission(name)).ok());
  ASSERT_TRUE(Move<v1::CancelApplicationRequest>(applicant_, "CancelApplication", name).ok());

  EXPECT_EQ(Pass(12), 1);

  EXPECT_THAT(Deleted(), ElementsAre(UnorderedElementsAre(unreadable, readable)));
  static constexpr pg::Statement kKept{"test_replaced",
                                       "SELECT count(*) AS n FROM material_replaced"};
  EXPECT_EQ(db_->Read("xuhui", [](pg::Tx& tx) { return tx.One(kKept); })->Int("n"), 0);
}

TEST_F(TimeLimitsTest, MoreDocumentsThanOneCallTakesAreDeletedByTwo) {
  const std::string name = GivenDraft();
  for (int n = 0; n < 100; ++n) Replace(name, "CERTIFICATE");

  EXPECT_EQ(Pass(12), 1);

  EXPECT_THAT(Deleted(), ElementsAre(SizeIs(100), SizeIs(1)));
}

TEST_F(TimeLimitsTest, ACancelledCaseKeepsItsHistoryAndLosesThePerson) {
  const std::string name = GivenPreCheck();
  ASSERT_TRUE(Move<v1::CancelApplicationRequest>(applicant_, "CancelApplication", name).ok());

  EXPECT_EQ(Pass(12), 1);
  EXPECT_EQ(Get(name).state(), v1::Application::CANCELLED);
  EXPECT_TRUE(Get(name).form().empty());
  EXPECT_EQ(Pass(400), 0);  // once
  static constexpr pg::Statement kForgotten{
      "test_forgotten", "SELECT count(*) AS n FROM application WHERE forgotten"};
  EXPECT_EQ(db_->Read("xuhui", [](pg::Tx& tx) { return tx.One(kForgotten); })->Int("n"), 1);
}

TEST_F(TimeLimitsTest, WhoDoesNotCompleteIsRemindedThenTheCaseLapses) {
  const std::string name = GivenCompletionAsked();

  // All three limits are ten days here: the case lapses, and a lapsed one is not reminded.
  EXPECT_EQ(Pass(12), 1);
  EXPECT_EQ(Get(name).state(), v1::Application::LAPSED);
  EXPECT_THAT(NoticeCodes(), Not(Contains("N02_REMINDER")));
}

TEST_F(TimeLimitsTest, EachReminderComesOnce) {
  catalogue_.longer = "PRE_SUPPLEMENT_IDLE";
  const std::string name = GivenCompletionAsked();

  EXPECT_EQ(Pass(12), 2);
  EXPECT_EQ(Pass(13), 0);
  EXPECT_EQ(std::ranges::count(NoticeCodes(), "N02_REMINDER"), 2);
  EXPECT_EQ(Get(name).state(), v1::Application::PRE_SUPPLEMENT);
}

TEST_F(TimeLimitsTest, WhoDoesNotSupplementIsRemindedThenEndingIsProposed) {
  catalogue_.longer = "TERMINATION";
  const std::string name = GivenReviewing();
  ASSERT_TRUE(AskForAPaper(name).ok());

  EXPECT_EQ(Pass(9), 0);
  EXPECT_EQ(Pass(12), 1);
  EXPECT_THAT(NoticeCodes(), Contains("N07_REMINDER"));
  EXPECT_EQ(Pass(13), 0);
  EXPECT_EQ(Get(name).state(), v1::Application::SUPPLEMENT_WAIT);
  EXPECT_EQ(Pass(400), 1);
  EXPECT_EQ(Get(name).state(), v1::Application::TERMINATION_PENDING);
  EXPECT_EQ(std::ranges::count(NoticeCodes(), "N07_REMINDER"), 1);
}

TEST_F(TimeLimitsTest, HowManyRoundsThereAreIsTheCataloguesData) {
  const std::string name = GivenCompletionAsked();
  v1::ResubmitApplicationRequest again;
  again.set_name(name);
  ASSERT_TRUE(Do(applicant_, "ResubmitApplication", again).ok());
  v1::RequestCompletionRequest request;
  request.set_name(name);
  request.add_items()->set_slot("M01");
  catalogue_.rounds = 1;

  EXPECT_EQ(ReasonOf(Do(assistant_, "RequestCompletion", request).status()),
            "COMPLETION_ROUND_REASON_REQUIRED");
  catalogue_.rounds = 2;
  EXPECT_TRUE(Do(assistant_, "RequestCompletion", request).ok());
}

TEST_F(TimeLimitsTest, AnUnpaidFeeIsRemindedThenEndingIsProposedOnce) {
  const std::string name = GivenReviewing();
  v1::ReportPaymentRequest assessed;
  assessed.set_name(name);
  assessed.set_payment_state("ASSESSED");
  assessed.set_fee_fen(38000);
  ASSERT_TRUE(Do(system_, "ReportPayment", assessed).ok());
  catalogue_.longer = "TERMINATION";

  EXPECT_EQ(Pass(12), 1);
  EXPECT_THAT(NoticeCodes(), Contains("N06_REMINDER"));
  catalogue_.longer.clear();
  EXPECT_EQ(Pass(13), 1);
  EXPECT_EQ(Get(name).state(), v1::Application::TERMINATION_PENDING);
  EXPECT_EQ(Get(name).ground(), "R50_1");
  v1::SendBackClosureRequest back;
  back.set_name(name);
  back.set_note("当事人承诺近日缴费");
  ASSERT_TRUE(Do(head_, "SendBackClosure", back).ok());
  EXPECT_EQ(Pass(14), 0);  // the head has decided: it is not proposed again
}

TEST_F(TimeLimitsTest, APaidCaseIsLeftAlone) {
  GivenPendingApproval();
  EXPECT_EQ(Pass(400), 0);
}

// The function is the one way to delete, and it looks for itself.
TEST_F(TimeLimitsTest, TheDatabaseForgetsNoAcceptedCase) {
  const std::string name = GivenReviewing();
  static constexpr pg::Statement kForget{
      "test_forget", "SELECT forget_application(office_id, id) FROM application"};
  static constexpr pg::Statement kDelete{"test_delete", "DELETE FROM history"};

  EXPECT_FALSE(db_->Transact("xuhui", [](pg::Tx& tx) { return tx.Query(kForget).status(); }).ok());
  EXPECT_FALSE(db_->Transact("xuhui", [](pg::Tx& tx) { return tx.Query(kDelete).status(); }).ok());
  EXPECT_EQ(Get(name).form().size(), NewCase().application().form().size());
}

TEST_F(TimeLimitsTest, AnAnswerTooOldIsAskedAgainAndTheNewOneDecides) {
  const std::string name = GivenConfirmed();
  EXPECT_EQ(service_.RenewAnswers(After(6)).value(), 0);
  harness_.clock().Advance(8 * kDay);
  ASSERT_EQ(ReasonOf(Approve(name)), "VERIFICATION_STALE");

  EXPECT_EQ(service_.RenewAnswers(harness_.clock().Now()).value(), 1);
  EXPECT_EQ(service_.RenewAnswers(harness_.clock().Now()).value(), 0);
  EXPECT_EQ(ReasonOf(Approve(name)), "VERIFICATION_OPEN");
  ASSERT_EQ(Get(name).verifications_size(), 2);
  Answer(name, Get(name).verifications(1).verification(), "VERIFIED");

  EXPECT_EQ(Get(name).state(), v1::Application::PENDING_APPROVAL);
  EXPECT_TRUE(Approve(name).ok());
}

// An agency that was away for five days: its answer is of the day on which it was asked.
TEST_F(TimeLimitsTest, AnAnswerThatComesLateIsNoYoungerForIt) {
  catalogue_.rules.facts = {{.fact = "MARRIAGE_RECORD", .stale_after_days = 7}};
  const std::string name = GivenReviewing();
  const std::string question =
      AskTheRegister(name, /*blocking=*/false)->verifications(0).verification();
  harness_.clock().Advance(5 * kDay);
  Answer(name, question, "VERIFIED");
  BringToApproval(name);
  harness_.clock().Advance(3 * kDay);

  EXPECT_EQ(ReasonOf(Approve(name)), "VERIFICATION_STALE");
  EXPECT_EQ(service_.RenewAnswers(harness_.clock().Now()).value(), 1);
}

// That nothing was found counts by the notary's opinion, and nobody writes one before approval.
TEST_F(TimeLimitsTest, TheOpinionStandsWhileTheAnswerIsTheSame) {
  const std::string name = GivenNoneFound();
  harness_.clock().Advance(8 * kDay);
  ASSERT_EQ(service_.RenewAnswers(harness_.clock().Now()).value(), 1);
  Answer(name, Get(name).verifications(1).verification(), "NOT_FOUND");

  EXPECT_EQ(Get(name).verifications(1).opinion(), "与声明一致");
  EXPECT_TRUE(Approve(name).ok());
}

TEST_F(TimeLimitsTest, AnotherAnswerIsForTheNotaryToJudge) {
  const std::string name = GivenNoneFound();
  harness_.clock().Advance(8 * kDay);
  ASSERT_EQ(service_.RenewAnswers(harness_.clock().Now()).value(), 1);
  Answer(name, Get(name).verifications(1).verification(), "INCONCLUSIVE");

  EXPECT_EQ(Get(name).verifications(1).opinion(), "");
  EXPECT_EQ(ReasonOf(Approve(name)), "VERIFICATION_NOT_SUPPORTING");
}

TEST_F(TimeLimitsTest, ANewAnswerThatDoesNotSupportStopsTheApproval) {
  const std::string name = GivenConfirmed();
  harness_.clock().Advance(8 * kDay);
  ASSERT_EQ(service_.RenewAnswers(harness_.clock().Now()).value(), 1);
  Answer(name, Get(name).verifications(1).verification(), "MISMATCH");

  EXPECT_EQ(ReasonOf(Approve(name)), "VERIFICATION_NOT_SUPPORTING");
}

}  // namespace
}  // namespace notary::application
