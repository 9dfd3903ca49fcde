// Rows 15, 20, 35–39: what a case that was to be ended goes back to, and who may end it.
#include "notary/application/v1/side_service.pb.h"
#include "notary/payment/v1/payment_service.pb.h"
#include "platform/rpc/timestamp.h"
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

using ::testing::Contains;
using ::testing::Not;

class ClosureTest : public ApplicationFixture {
 protected:
  Result SendBack(const std::string& name) {
    v1::SendBackClosureRequest request;
    request.set_name(name);
    request.set_note("当事人改变主意");
    Result back = Do(head_, "SendBackClosure", request);
    harness_.clock().Advance(absl::Minutes(1));
    return back;
  }

  std::vector<std::string> Acts(const rpc::Principal& who, const std::string& name) {
    v1::GetApplicationRequest request;
    request.set_name(name);
    const Result seen = harness_.Call<v1::Application>(who, Method("GetApplication"), request);
    return {seen->acts().begin(), seen->acts().end()};
  }

  // How often anybody was shown what is hidden.
  int Looks() {
    v1::ListDisclosuresRequest request;
    request.set_parent("offices/xuhui");
    return harness_
        .Call<v1::ListDisclosuresResponse>(
            testing::Staff("xuhui", "a1", {rpc::Role::ROLE_AUDIT_ADMIN}), Method("ListDisclosures"),
            request)
        ->disclosures_size();
  }

  bool Ending(const std::string& name) {
    v1::CheckSideRequest request;
    request.set_name(name);
    request.set_person(applicant_.subject);
    return harness_
        .Call<v1::CheckSideResponse>(system_, "/notary.application.v1.SideService/CheckSide",
                                     request)
        ->ending();
  }

  static int OpenPauses(const v1::Application& a) {
    int open = 0;
    for (const v1::Pause& pause : a.pauses()) open += pause.has_end_time() ? 0 : 1;
    return open;
  }
};

// The last day for issuing that was told before the pause is not the one that holds now.
TEST_F(ClosureTest, WhoSupplementsIsToldThatTimeRunsAgain) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(AskForAPaper(name).ok());
  EXPECT_FALSE(Notices().back().values().at("until").empty());

  ASSERT_TRUE(
      Move<v1::SupplementApplicationRequest>(applicant_, "SupplementApplication", name).ok());

  EXPECT_EQ(Notices().back().code(), "N08");
  EXPECT_EQ(Notices().back().values().at("reason"), "SUPPLEMENT");
  EXPECT_EQ(Notices().back().values().at("phase"), "END");
}

TEST_F(ClosureTest, ARefusedSupplementThatIsSentBackIsAskedForAgain) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(AskForAPaper(name).ok());
  ASSERT_TRUE(Move<v1::RefuseSupplementRequest>(applicant_, "RefuseSupplement", name).ok());

  const Result back = SendBack(name);

  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(back->state(), v1::Application::REVIEWING);
  EXPECT_EQ(OpenPauses(*back), 0);
  EXPECT_EQ(AskForAPaper(name).status(), absl::OkStatus());
}

TEST_F(ClosureTest, AWithdrawalThatIsSentBackDoesNotWaitForTheAgency) {
  catalogue_.rules.facts = {{"MARRIAGE_RECORD", 30, {"applicant.name"}}};
  const std::string name = GivenReviewing();
  const Result asked = AskTheRegister(name);
  ASSERT_TRUE(asked.ok()) << asked.status();
  ASSERT_TRUE(Move<v1::WithdrawApplicationRequest>(applicant_, "WithdrawApplication", name).ok());

  const Result back = SendBack(name);

  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(OpenPauses(*back), 0);
  EXPECT_NE(back->due_date(), "");
  v1::ReportVerificationRequest answer;
  answer.set_name(name);
  answer.set_verification(asked->verifications(0).verification());
  answer.set_outcome("VERIFIED");
  answer.set_reason_code("V00");
  EXPECT_EQ(Do(system_, "ReportVerification", answer)->state(), v1::Application::REVIEWING);
  EXPECT_EQ(AskTheRegister(name).status(), absl::OkStatus());
}

// Nobody handles the case yet, so the handler alone would not tell who may not approve.
TEST_F(ClosureTest, OnlyAFeeThatIsOwedIsRefused) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(Pay(name).ok());

  EXPECT_EQ(ReasonOf(Move<v1::RefusePaymentRequest>(applicant_, "RefusePayment", name).status()),
            "NOTHING_IS_OWED");
}

TEST_F(ClosureTest, WhoRefusedToPayAndPaidAfterAllIsNotRefused) {
  const std::string name = GivenReviewing();
  v1::ReportPaymentRequest assessed;
  assessed.set_name(name);
  assessed.set_payment_state("ASSESSED");
  assessed.set_fee_fen(38000);
  ASSERT_TRUE(Do(system_, "ReportPayment", assessed).ok());
  ASSERT_TRUE(Move<v1::RefusePaymentRequest>(applicant_, "RefusePayment", name).ok());
  ASSERT_TRUE(ReportClosure(name).ok());
  EXPECT_TRUE(Ending(name));
  ASSERT_TRUE(Pay(name).ok());
  v1::ApproveClosureRequest approve;
  approve.set_name(name);
  approve.set_fault("PARTY");

  EXPECT_EQ(ReasonOf(Do(head_, "ApproveClosure", approve).status()), "PAID_MEANWHILE");
  EXPECT_EQ(SendBack(name)->state(), v1::Application::REVIEWING);
  EXPECT_FALSE(Ending(name));
}

// What comes in after it goes back in full.
TEST_F(ClosureTest, WhenTheEndWasProposedIsToldWithTheEnd) {
  const std::string name = GivenReviewing();
  const absl::Time proposed = harness_.clock().Now();
  ASSERT_TRUE(Move<v1::WithdrawApplicationRequest>(applicant_, "WithdrawApplication", name).ok());
  harness_.clock().Advance(absl::Minutes(5));
  ASSERT_TRUE(ReportClosure(name).ok());
  v1::ApproveClosureRequest approve;
  approve.set_name(name);
  approve.set_fault("PARTY");
  ASSERT_TRUE(Do(head_, "ApproveClosure", approve).ok());

  const auto settled = OwedTo<payment::v1::SettleFeeNoteRequest>("SettleFeeNote");
  ASSERT_EQ(settled.size(), 1u);
  EXPECT_EQ(rpc::FromTimestamp(settled[0].propose_time()), proposed);
}

// Who is assigned only so that the case can be ended reviews nothing: 90 % go back (domain.md 3.3).
TEST_F(ClosureTest, WhatWasReviewedIsWhatWasWhenThePartyWithdrew) {
  const std::string name = GivenPreCheck();
  ASSERT_TRUE(Accept(name).ok());
  ASSERT_TRUE(Pay(name).ok());
  ASSERT_TRUE(Move<v1::WithdrawApplicationRequest>(applicant_, "WithdrawApplication", name).ok());
  v1::ReassignNotaryRequest reassign;
  reassign.set_name(name);
  reassign.set_notary(notary_.subject);
  reassign.set_note("须由公证员报告");
  ASSERT_TRUE(Do(head_, "ReassignNotary", reassign).ok());
  ASSERT_TRUE(ReportClosure(name).ok());
  v1::ApproveClosureRequest approve;
  approve.set_name(name);
  approve.set_fault("PARTY");
  ASSERT_TRUE(Do(head_, "ApproveClosure", approve).ok());

  EXPECT_FALSE(OwedTo<payment::v1::SettleFeeNoteRequest>("SettleFeeNote").at(0).reviewed());
}

// In this catalogue the six months are ten days.
TEST_F(ClosureTest, ThePartysDelayEndsACaseAfterSixMonths) {
  v1::ProposeTerminationRequest request;
  request.set_name(GivenReviewing());
  request.set_ground("R50_1");
  EXPECT_EQ(ReasonOf(Do(notary_, "ProposeTermination", request).status()), "SIX_MONTHS_NOT_OVER");
  harness_.clock().Advance(absl::Hours(24 * 11));

  EXPECT_TRUE(Do(notary_, "ProposeTermination", request).ok());
}

TEST_F(ClosureTest, WhoProposedToEndACaseDoesNotApproveIt) {
  const rpc::Principal both =
      testing::Staff("xuhui", "b1", {rpc::Role::ROLE_NOTARY, rpc::Role::ROLE_HEAD});
  const std::string name = GivenPreCheck();
  ASSERT_TRUE(Accept(name).ok());
  v1::ProposeTerminationRequest propose;
  propose.set_name(name);
  propose.set_ground("R50_3");
  ASSERT_TRUE(Do(both, "ProposeTermination", propose).ok());
  ASSERT_TRUE(Pay(name).ok());  // news of another kind in between
  v1::ApproveClosureRequest approve;
  approve.set_name(name);
  approve.set_fault("NOBODY");

  EXPECT_EQ(ReasonOf(Do(both, "ApproveClosure", approve).status()), "FOUR_EYES");
  EXPECT_EQ(Do(head_, "ApproveClosure", approve).status(), absl::OkStatus());
}

// Whoever brought the case there: the notary reports, the head decides (R48, R51).
TEST_F(ClosureTest, TheHeadDecidesOnTheReportOfTheNotary) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(Move<v1::WithdrawApplicationRequest>(applicant_, "WithdrawApplication", name).ok());
  v1::ApproveClosureRequest approve;
  approve.set_name(name);
  approve.set_fault("NOBODY");
  EXPECT_THAT(Acts(notary_, name), Contains("reportClosure"));
  EXPECT_EQ(ReasonOf(Do(head_, "ApproveClosure", approve).status()), "CLOSURE_NOT_REPORTED");

  v1::ReportClosureRequest of_another;
  of_another.set_name(name);
  of_another.set_report("拟予终结");
  EXPECT_EQ(ReasonOf(Do(approver_, "ReportClosure", of_another).status()), "NOT_THE_HANDLER");
  const Result reported = ReportClosure(name);
  ASSERT_TRUE(reported.ok()) << reported.status();
  EXPECT_TRUE(reported->closure_reported());
  EXPECT_THAT(Acts(notary_, name), Not(Contains("reportClosure")));
  EXPECT_EQ(Do(head_, "ApproveClosure", approve).status(), absl::OkStatus());
}

TEST_F(ClosureTest, ANotaryWhoFallsIllBeforeTheEndIsReplaced) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(Move<v1::WithdrawApplicationRequest>(applicant_, "WithdrawApplication", name).ok());
  ASSERT_TRUE(ReportClosure(name).ok());
  v1::ReassignNotaryRequest reassign;
  reassign.set_name(name);
  reassign.set_notary(approver_.subject);

  const Result replaced = Do(head_, "ReassignNotary", reassign);

  ASSERT_TRUE(replaced.ok()) << replaced.status();
  EXPECT_EQ(replaced->state(), v1::Application::TERMINATION_PENDING);
  EXPECT_FALSE(replaced->closure_reported()) << "whoever takes over reports";
  v1::ReportClosureRequest report;
  report.set_name(name);
  report.set_report("拟予终结");
  EXPECT_TRUE(Do(approver_, "ReportClosure", report).ok());
}

TEST_F(ClosureTest, WhatIsSentBackIsReportedAnew) {
  const std::string name = GivenReviewing();
  v1::ProposeTerminationRequest propose;
  propose.set_name(name);
  propose.set_ground("R50_4");
  propose.set_note("当事人多次不到场");
  const Result proposed = Do(notary_, "ProposeTermination", propose);
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  EXPECT_TRUE(proposed->closure_reported()) << "who proposes has reported";
  v1::SendBackClosureRequest back;
  back.set_name(name);
  back.set_note("请再联系");
  ASSERT_TRUE(Do(head_, "SendBackClosure", back).ok());
  ASSERT_TRUE(Move<v1::WithdrawApplicationRequest>(applicant_, "WithdrawApplication", name).ok());
  EXPECT_FALSE(Get(name).closure_reported());
}

TEST_F(ClosureTest, WhatWasWrittenIsReadForAPurposeAndTheLookIsRecorded) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(Move<v1::WithdrawApplicationRequest>(applicant_, "WithdrawApplication", name).ok());
  ASSERT_TRUE(ReportClosure(name).ok());
  v1::RevealHistoryRequest reveal;
  reveal.set_name(name);
  reveal.set_purpose("APPROVE");

  const auto shown = harness_.Call<v1::ListHistoryResponse>(head_, Method("RevealHistory"), reveal);

  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(shown->entries(shown->entries_size() - 1).note(), "当事人撤回申请，拟予终结");
  EXPECT_EQ(Looks(), 1);
  v1::ListHistoryRequest list;
  list.set_name(name);
  const auto plain = harness_.Call<v1::ListHistoryResponse>(head_, Method("ListHistory"), list);
  for (const v1::HistoryEntry& entry : plain->entries()) EXPECT_EQ(entry.note(), "");
  reveal.set_purpose("CURIOSITY");
  EXPECT_EQ(
      ReasonOf(
          harness_.Call<v1::ListHistoryResponse>(head_, Method("RevealHistory"), reveal).status()),
      "NOT_AN_OPTION");
  EXPECT_EQ(Looks(), 1);
}

}  // namespace
}  // namespace notary::application
