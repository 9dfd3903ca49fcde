// Consents that are withdrawn (PIPL 15, domain.md 6.6 row 37).
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

using ::testing::Contains;
using ::testing::Not;

class ConsentTest : public ApplicationFixture {
 protected:
  ConsentTest() { catalogue_.rules.facts = {{"MARRIAGE_RECORD", 30, {"applicant.name"}}}; }

  Result Withdraw(const std::string& name, const std::string& code = "AGENCY") {
    v1::WithdrawConsentRequest request;
    request.set_name(name);
    request.set_code(code);
    return Do(applicant_, "WithdrawConsent", request);
  }

  Result Answer(const std::string& name, const std::string& question) {
    v1::ReportVerificationRequest request;
    request.set_name(name);
    request.set_verification(question);
    request.set_outcome("VERIFIED");
    request.set_reason_code("V00");
    request.set_reply_number("R-1");
    (*request.mutable_disclosed())["marriage.date"] = "2015-06-01";
    return Do(system_, "ReportVerification", request);
  }

  std::vector<std::string> Events(const std::string& name) {
    v1::ListHistoryRequest request;
    request.set_name(name);
    const auto history =
        harness_.Call<v1::ListHistoryResponse>(notary_, Method("ListHistory"), request);
    EXPECT_TRUE(history.ok()) << history.status();
    std::vector<std::string> events;
    for (const auto& entry : history->entries()) events.push_back(entry.event());
    return events;
  }
};

TEST_F(ConsentTest, WhoIsNotAgreedToIsNotAsked) {
  const std::string name = GivenReviewing();
  const Result withdrawn = Withdraw(name);
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_EQ(withdrawn->state(), v1::Application::REVIEWING);
  EXPECT_EQ(ReasonOf(AskTheRegister(name).status()), "CONSENT_MISSING");
  EXPECT_EQ(ReasonOf(Withdraw(name).status()), "CONSENT_MISSING");
  EXPECT_TRUE(Withdraw(name, "FACE").ok());
}

TEST_F(ConsentTest, AQuestionThatIsOpenEndsWithIt) {
  const std::string name = GivenReviewing();
  const Result asked = AskTheRegister(name);
  ASSERT_TRUE(asked.ok()) << asked.status();
  ASSERT_EQ(asked->state(), v1::Application::VERIFY_WAIT);

  const Result withdrawn = Withdraw(name);

  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_EQ(withdrawn->state(), v1::Application::REVIEWING);
  EXPECT_EQ(withdrawn->verifications(0).outcome(), "REJECTED");
  EXPECT_EQ(withdrawn->verifications(0).reason_code(), "R01");
  EXPECT_TRUE(withdrawn->pauses(0).has_end_time());
  EXPECT_THAT(withdrawn->acts(), Contains("withdrawConsent"));
  EXPECT_THAT(Owed(), Contains("CancelVerifications"));
}

TEST_F(ConsentTest, AnAnswerThatStillComesIsNotedAndNotUsed) {
  const std::string name = GivenReviewing();
  const std::string question = AskTheRegister(name)->verifications(0).verification();
  ASSERT_TRUE(Withdraw(name).ok());

  const Result answered = Answer(name, question);

  ASSERT_TRUE(answered.ok()) << answered.status();
  EXPECT_EQ(answered->verifications(0).outcome(), "REJECTED");
  EXPECT_EQ(answered->verifications(0).reply_number(), "");
  EXPECT_THAT(answered->form(), Not(Contains(::testing::Key("marriage.date"))));
  EXPECT_THAT(Events(name), Contains("LATE_ANSWER"));
}

TEST_F(ConsentTest, WhatWasAnsweredBeforeStays) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(Answer(name, AskTheRegister(name)->verifications(0).verification()).ok());
  const Result withdrawn = Withdraw(name);
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_EQ(withdrawn->verifications(0).outcome(), "VERIFIED");
  EXPECT_THAT(Owed(), Not(Contains("CancelVerifications")));
}

TEST_F(ConsentTest, CanBeGivenAgain) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(Withdraw(name).ok());
  v1::RequestSupplementRequest request;
  request.set_name(name);
  request.set_note("请补充同意");
  request.add_items()->set_slot("CONSENT");
  ASSERT_TRUE(Do(notary_, "RequestSupplement", request).ok());
  v1::SupplementApplicationRequest supplement;
  supplement.set_name(name);
  EXPECT_EQ(ReasonOf(Do(applicant_, "SupplementApplication", supplement).status()),
            "CONSENT_REQUIRED");
  v1::Consent& consent = *supplement.add_consents();
  consent.set_code("AGENCY");
  consent.set_text_hash("a1");
  harness_.clock().Advance(absl::Minutes(1));
  const Result supplemented = Do(applicant_, "SupplementApplication", supplement);
  ASSERT_TRUE(supplemented.ok()) << supplemented.status();
  EXPECT_TRUE(AskTheRegister(name).ok());
}

// The notary verifies by hand, and needs a paper for it.
TEST_F(ConsentTest, StaysWithdrawnWhenAnotherPaperIsHandedIn) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(Withdraw(name).ok());
  ASSERT_TRUE(AskForAPaper(name).ok());
  v1::SupplementApplicationRequest supplement;
  supplement.set_name(name);

  const Result supplemented = Do(applicant_, "SupplementApplication", supplement);

  ASSERT_TRUE(supplemented.ok()) << supplemented.status();
  EXPECT_EQ(ReasonOf(AskTheRegister(name).status()), "CONSENT_MISSING");
}

// Nobody asks by themselves what the party does not want asked, and others' answers are renewed.
TEST_F(ConsentTest, AnOldAnswerIsNotAskedForAgain) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(Answer(name, AskTheRegister(name)->verifications(0).verification()).ok());
  BringToApproval(name);
  ASSERT_TRUE(Withdraw(name).ok());
  harness_.clock().Advance(absl::Hours(24 * 40));
  EXPECT_EQ(service_.RenewAnswers(harness_.clock().Now()).value(), 0);
}

// The wait ends with the last of them, also where a clock that stands still gives both one time.
TEST_F(ConsentTest, EachOfSeveralAnswersIsTaken) {
  const std::string name = GivenReviewing();
  const std::string first = AskTheRegister(name)->verifications(0).verification();
  const Result both = AskTheRegister(name);
  ASSERT_TRUE(both.ok()) << both.status();
  ASSERT_EQ(both->verifications_size(), 2);
  const std::string second = both->verifications(0).verification() == first
                                 ? both->verifications(1).verification()
                                 : both->verifications(0).verification();
  const Result one = Answer(name, first);
  ASSERT_TRUE(one.ok()) << one.status();
  EXPECT_EQ(one->state(), v1::Application::VERIFY_WAIT);
  const Result all = Answer(name, second);
  ASSERT_TRUE(all.ok()) << all.status();
  EXPECT_EQ(all->state(), v1::Application::REVIEWING);
}

// For as long as anything is still done under it.
TEST_F(ConsentTest, AnEndThatIsProposedKeepsNoConsent) {
  const std::string name = GivenReviewing();
  v1::WithdrawApplicationRequest gives_up;
  gives_up.set_name(name);
  ASSERT_TRUE(Do(applicant_, "WithdrawApplication", gives_up).ok());

  const Result withdrawn = Withdraw(name, "FACE");

  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_EQ(withdrawn->state(), v1::Application::TERMINATION_PENDING);
  EXPECT_THAT(NoticeCodes(), Not(Contains("N12_VISIT"))) << "nothing is left to come for";

  v1::SendBackClosureRequest back;
  back.set_name(name);
  back.set_note("当事人撤回申请");
  ASSERT_TRUE(Do(head_, "SendBackClosure", back).ok());
  EXPECT_THAT(NoticeCodes(), Contains("N12_VISIT")) << "who signs nothing from afar comes";
}

}  // namespace
}  // namespace notary::application
