// An answer counts for what was asked and for nothing else.
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

class ClaimsTest : public ApplicationFixture {
 protected:
  ClaimsTest() {
    catalogue_.rules.facts = {{"MARRIAGE_RECORD", 30, {"applicant.name", "marriage.date"}}};
  }

  Result Answer(const std::string& name, const std::string& verification,
                const std::string& outcome = "VERIFIED",
                const std::map<std::string, std::string>& disclosed = {}) {
    v1::ReportVerificationRequest request;
    request.set_name(name);
    request.set_verification(verification);
    request.set_outcome(outcome);
    request.set_reason_code(absl::StrCat(outcome.substr(0, 1), "00"));
    for (const auto& [field, value] : disclosed) (*request.mutable_disclosed())[field] = value;
    return Do(system_, "ReportVerification", request);
  }

  Result ByHand(const std::string& name) {
    v1::RecordManualVerificationRequest request;
    request.set_name(name);
    request.set_fact("MARRIAGE_RECORD");
    request.set_means("DOCUMENTS");
    request.set_opinion("已函查");
    return Do(notary_, "RecordManualVerification", request);
  }

  Result Change(const std::string& name, const std::string& field, const std::string& value) {
    v1::UpdateApplicationRequest request;
    request.mutable_application()->set_name(name);
    (*request.mutable_application()->mutable_form())[field] = value;
    return Do(applicant_, "UpdateApplication", request);
  }

  void IdentifyFromAfar(const std::string& name) {
    v1::RecordRemoteIdentityRequest request;
    request.set_name(name);
    request.set_reference("realname-face-check");
    ASSERT_TRUE(Do(assistant_, "RecordRemoteIdentity", request).ok());
  }
};

// Asking twice for the same record would show it twice (PIPL 6).
TEST_F(ClaimsTest, ARecordThatComesWhileAPaperIsAwaitedIsTaken) {
  const std::string name = GivenReviewing();
  const Result asked = AskTheRegister(name, /*blocking=*/false);
  ASSERT_TRUE(asked.ok()) << asked.status();
  ASSERT_TRUE(AskForAPaper(name).ok());

  const Result answered = Answer(name, asked->verifications(0).verification(), "VERIFIED",
                                 {{"marriage.registry", "上海市徐汇区民政局"}});

  ASSERT_TRUE(answered.ok()) << answered.status();
  EXPECT_EQ(answered->state(), v1::Application::SUPPLEMENT_WAIT);
  EXPECT_EQ(Get(name).form().at("marriage.registry"), "上海市徐汇区民政局");
}

TEST_F(ClaimsTest, AChangedClaimIsAskedAgain) {
  const std::string name = GivenReviewing();
  const Result asked = AskTheRegister(name, /*blocking=*/false);
  ASSERT_TRUE(asked.ok()) << asked.status();
  ASSERT_TRUE(Answer(name, asked->verifications(0).verification()).ok());
  ASSERT_TRUE(AskForAPaper(name).ok());

  EXPECT_FALSE(Change(name, "applicant.phone", "13800000001")->verifications(0).claim_changed());
  EXPECT_TRUE(Change(name, "marriage.date", "2016-05-21")->verifications(0).claim_changed());
  EXPECT_TRUE(Get(name).verifications(0).claim_changed());
  ASSERT_TRUE(
      Move<v1::SupplementApplicationRequest>(applicant_, "SupplementApplication", name).ok());
  v1::SubmitDraftRequest draft;
  draft.set_name(name);
  draft.set_opinion("属实");
  v1::SignNoticeRequest sign;
  sign.set_name(name);
  sign.set_text_hash("aa");
  IdentifyFromAfar(name);
  ASSERT_TRUE(Do(applicant_, "SignNotice", sign).ok());
  EXPECT_EQ(ReasonOf(Do(notary_, "SubmitDraft", draft).status()), "VERIFICATION_OF_EARLIER_CLAIM");
  harness_.clock().Advance(absl::Minutes(1));
  const Result again = AskTheRegister(name, /*blocking=*/false);
  ASSERT_TRUE(again.ok()) << again.status();
  ASSERT_TRUE(Answer(name, again->verifications(1).verification()).ok());
  draft.clear_request_id();
  EXPECT_EQ(Do(notary_, "SubmitDraft", draft).status(), absl::OkStatus());
}

// 6.6 row 5: said at once, and nothing is asked.
TEST_F(ClaimsTest, NobodyIsAskedAboutWithANumberThatCannotBeOne) {
  catalogue_.rules.facts = {{"MARRIAGE_RECORD", 30, {"applicant.id_number"}}};
  const std::string name = GivenReviewing();
  ASSERT_TRUE(AskForAPaper(name).ok());
  ASSERT_TRUE(Change(name, "applicant.id_number", "310111199001151011").ok());
  ASSERT_TRUE(
      Move<v1::SupplementApplicationRequest>(applicant_, "SupplementApplication", name).ok());

  const Result refused = AskTheRegister(name);

  EXPECT_EQ(ReasonOf(refused.status()), "CITIZEN_NUMBER_CHECK_DIGIT");
  EXPECT_EQ(Get(name).verifications_size(), 0);
  EXPECT_THAT(Owed(), ::testing::Not(::testing::Contains("CreateVerification")));
}

// 6.6 row 33: what was found by hand while the agency was away is looked at again.
TEST_F(ClaimsTest, AnAgencyThatAnswersAfterAFindingByHandIsHeard) {
  const std::string name = GivenReviewing();
  PrepareDraft(name);
  const std::string question =
      AskTheRegister(name, /*blocking=*/false)->verifications(0).verification();
  harness_.clock().Advance(absl::Minutes(1));
  ASSERT_TRUE(ByHand(name).ok());
  ASSERT_TRUE(Answer(name, question, "MISMATCH").ok());

  EXPECT_EQ(ReasonOf(Draft(name).status()), "VERIFICATION_CONTRADICTED");

  v1::ResolveVerificationRequest opinion;
  opinion.set_name(name);
  opinion.set_verification(question);
  opinion.set_opinion("登记机关书面更正");
  ASSERT_TRUE(Do(notary_, "ResolveVerification", opinion).ok());
  EXPECT_EQ(Draft(name).status(), absl::OkStatus());
}

TEST_F(ClaimsTest, WhatWasFoundByHandAfterTheAnswerCounts) {
  const std::string name = GivenReviewing();
  PrepareDraft(name);
  const Result asked = AskTheRegister(name, /*blocking=*/false);
  ASSERT_TRUE(Answer(name, asked->verifications(0).verification(), "INCONCLUSIVE").ok());
  harness_.clock().Advance(absl::Minutes(1));
  ASSERT_TRUE(ByHand(name).ok());

  EXPECT_EQ(Draft(name).status(), absl::OkStatus());
}

// The record is that of what was asked about.
TEST_F(ClaimsTest, ARecordFillsNoFormThatWasChangedSince) {
  const std::string name = GivenReviewing();
  const std::string question =
      AskTheRegister(name, /*blocking=*/false)->verifications(0).verification();
  ASSERT_TRUE(AskForAPaper(name).ok());
  ASSERT_TRUE(Change(name, "marriage.date", "2016-05-21").ok());
  ASSERT_TRUE(
      Move<v1::SupplementApplicationRequest>(applicant_, "SupplementApplication", name).ok());

  ASSERT_TRUE(
      Answer(name, question, "VERIFIED", {{"marriage.authority", "上海市徐汇区民政局"}}).ok());

  EXPECT_FALSE(Get(name).form().contains("marriage.authority"));
}

TEST_F(ClaimsTest, ARecordFillsNoFormOfACaseThatHasEnded) {
  const std::string name = GivenReviewing();
  const std::string question =
      AskTheRegister(name, /*blocking=*/false)->verifications(0).verification();
  ASSERT_TRUE(Move<v1::WithdrawApplicationRequest>(applicant_, "WithdrawApplication", name).ok());

  ASSERT_TRUE(
      Answer(name, question, "VERIFIED", {{"marriage.authority", "上海市徐汇区民政局"}}).ok());

  EXPECT_FALSE(Get(name).form().contains("marriage.authority"));
}

TEST_F(ClaimsTest, ARecordFillsWhatTheFormLacks) {
  const std::string name = GivenReviewing();
  const std::string question =
      AskTheRegister(name, /*blocking=*/false)->verifications(0).verification();

  ASSERT_TRUE(
      Answer(name, question, "VERIFIED", {{"marriage.authority", "上海市徐汇区民政局"}}).ok());

  EXPECT_TRUE(Get(name).form().contains("marriage.authority"));
}

TEST_F(ClaimsTest, AnotherNameIsIdentifiedAgain) {
  const std::string name = GivenReviewing();
  IdentifyFromAfar(name);
  ASSERT_TRUE(AskForAPaper(name).ok());

  EXPECT_EQ(Change(name, "applicant.phone", "13800000001")->identity_state(),
            v1::Application::REMOTE);
  EXPECT_EQ(Change(name, "applicant.name", "王三")->identity_state(), v1::Application::UNCHECKED);
}

TEST_F(ClaimsTest, WhatWasChargedForStays) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(AskForAPaper(name).ok());

  EXPECT_EQ(ReasonOf(Change(name, "use.country", "US").status()), "FIXED_AT_ACCEPTANCE");
  EXPECT_EQ(Get(name).form().count("use.country"), 0);
}

// The agency is away for a week; its answer comes when nobody waits any more.
TEST_F(ClaimsTest, AnAgencyThatIsAwayIsNotWaitedFor) {
  const std::string name = GivenReviewing();
  const Result asked = AskTheRegister(name, /*blocking=*/true);
  ASSERT_EQ(asked->state(), v1::Application::VERIFY_WAIT);
  harness_.clock().Advance(absl::Hours(48));

  const Result found = ByHand(name);

  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->state(), v1::Application::REVIEWING);
  EXPECT_TRUE(found->pauses(0).has_end_time());
  EXPECT_EQ(Answer(name, asked->verifications(0).verification())->state(),
            v1::Application::REVIEWING);
}

}  // namespace
}  // namespace notary::application
