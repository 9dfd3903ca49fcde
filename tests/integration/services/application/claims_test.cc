// An answer counts for what was asked and for nothing else.
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

class ClaimsTest : public ApplicationFixture {
 protected:
  ClaimsTest() {
    catalogue_.rules.facts = {{"MARRIAGE_RECORD", 30, {"applicant.name", "marriage.date"}}};
  }

  Result Answer(const std::string& name, const std::string& verification) {
    v1::ReportVerificationRequest request;
    request.set_name(name);
    request.set_verification(verification);
    request.set_outcome("VERIFIED");
    request.set_reason_code("V00");
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
