// What takes two people, each by a call of their own (domain.md 6.3, R28).
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

class SecondPersonTest : public ApplicationFixture {
 protected:
  SecondPersonTest() { catalogue_.rules.facts = {{"MARRIAGE_RECORD", 30, {"applicant.name"}}}; }

  // Under review, of a party who has lost the certificate.
  std::string GivenLost() {
    v1::CreateApplicationRequest request = NewCase();
    v1::Application& a = *request.mutable_application();
    a.set_original_lost(true);
    a.mutable_materials(0)->clear_document();
    a.mutable_materials(0)->set_by_data_sharing(true);
    const std::string name = Do(applicant_, "CreateApplication", request)->name();
    v1::SubmitApplicationRequest submission = Submission(name);
    submission.set_commitment_signed(true);
    EXPECT_TRUE(Do(applicant_, "SubmitApplication", submission).ok());
    EXPECT_TRUE(Move<v1::TakeApplicationRequest>(assistant_, "TakeApplication", name).ok());
    EXPECT_TRUE(Accept(name).ok());
    Assign(name);
    return name;
  }

  Result Permit(const rpc::Principal& who, const std::string& name,
                const std::string& fact = "MARRIAGE_RECORD") {
    v1::PermitDisclosureRequest request;
    request.set_name(name);
    request.set_fact(fact);
    return Do(who, "PermitDisclosure", request);
  }

  Result Disclose(const std::string& name, const std::string& supervisor = "") {
    v1::StartVerificationRequest request;
    request.set_name(name);
    request.set_fact("MARRIAGE_RECORD");
    request.set_mode("DISCLOSE");
    request.set_supervisor(supervisor);
    return Do(notary_, "StartVerification", request);
  }

  Result ByHand(const std::string& name, const std::string& second_person) {
    v1::RecordManualVerificationRequest request;
    request.set_name(name);
    request.set_fact("MARRIAGE_RECORD");
    request.set_means("INSPECT");
    request.set_second_person(second_person);
    request.set_opinion("到登记机关核实，属实");
    return Do(notary_, "RecordManualVerification", request);
  }

  Result Confirm(const rpc::Principal& who, const std::string& name) {
    v1::ConfirmVerificationRequest request;
    request.set_name(name);
    request.set_verification(Get(name).verifications(0).verification());
    return Do(who, "ConfirmVerification", request);
  }
};

TEST_F(SecondPersonTest, ARegisterShowsItsRecordOnlyWhereSomebodyElseHasPermittedIt) {
  const std::string name = GivenLost();
  EXPECT_EQ(ReasonOf(Disclose(name, head_.subject).status()), "DISCLOSURE_NOT_PERMITTED");
  ASSERT_TRUE(Permit(head_, name).ok());
  EXPECT_EQ(ReasonOf(Disclose(name, "staff/another").status()), "SUPERVISOR_DIFFERS");
  const Result asked = Disclose(name);
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_EQ(asked->verifications(0).second_person(), head_.subject);
}

// What was permitted under another plan is not asked for either.
TEST_F(SecondPersonTest, ARegisterThatOnlyComparesIsNotAskedForItsRecord) {
  const std::string name = GivenLost();
  ASSERT_TRUE(Permit(head_, name).ok());
  catalogue_.rules.facts[0].compared_only = true;
  EXPECT_EQ(ReasonOf(Permit(head_, name).status()), "DISCLOSE_NOT_IN_PLAN");
  EXPECT_EQ(ReasonOf(Disclose(name).status()), "DISCLOSE_NOT_IN_PLAN");
  EXPECT_TRUE(AskTheRegister(name).ok()) << "the claims are compared";
}

TEST_F(SecondPersonTest, APermissionIsGoodForOneQuestion) {
  const std::string name = GivenLost();
  ASSERT_TRUE(Permit(head_, name).ok());
  ASSERT_TRUE(Disclose(name).ok());
  EXPECT_EQ(ReasonOf(Disclose(name).status()), "DISCLOSURE_NOT_PERMITTED");
  ASSERT_TRUE(Permit(approver_, name).ok());
  EXPECT_TRUE(Disclose(name).ok());
}

TEST_F(SecondPersonTest, WhoHandlesTheCaseDoesNotPermitIt) {
  const std::string name = GivenLost();
  EXPECT_EQ(ReasonOf(Permit(notary_, name).status()), "FOUR_EYES");
  EXPECT_EQ(ReasonOf(Permit(head_, name, "EDUCATION_RECORD").status()), "FACT_NOT_IN_PLAN");
}

TEST_F(SecondPersonTest, WhatTwoFoundCountsOnceTheSecondHasConfirmedIt) {
  const std::string name = GivenReviewing();
  PrepareDraft(name);
  const Result found = ByHand(name, assistant_.subject);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_TRUE(found->verifications(0).awaits_second_person());
  EXPECT_EQ(ReasonOf(Draft(name).status()), "FINDING_UNCONFIRMED");
  EXPECT_EQ(ReasonOf(Confirm(notary_, name).status()), "NOT_THE_SECOND_PERSON");
  EXPECT_EQ(ReasonOf(Confirm(head_, name).status()), "NOT_THE_SECOND_PERSON");

  const Result confirmed = Confirm(assistant_, name);

  ASSERT_TRUE(confirmed.ok()) << confirmed.status();
  EXPECT_FALSE(confirmed->verifications(0).awaits_second_person());
  EXPECT_FALSE(Get(name).verifications(0).awaits_second_person());
  EXPECT_EQ(ReasonOf(Confirm(assistant_, name).status()), "NOTHING_TO_CONFIRM");
  EXPECT_TRUE(Draft(name).ok());
}

// Falls ill while the case waits, whatever it waits for.
TEST_F(SecondPersonTest, AnotherNotaryTakesOverAtAnyTime) {
  v1::ReassignNotaryRequest request;
  request.set_notary(approver_.subject);
  const std::string waiting = GivenReviewing();
  ASSERT_TRUE(AskTheRegister(waiting).ok());
  request.set_name(waiting);
  EXPECT_EQ(Do(head_, "ReassignNotary", request)->state(), v1::Application::VERIFY_WAIT);
  const std::string missing = GivenReviewing();
  ASSERT_TRUE(AskForAPaper(missing).ok());
  request.set_name(missing);
  EXPECT_EQ(Do(head_, "ReassignNotary", request)->state(), v1::Application::SUPPLEMENT_WAIT);
  catalogue_.rules.facts.clear();
  const std::string pending = GivenPendingApproval();
  request.set_name(pending);
  EXPECT_EQ(Do(head_, "ReassignNotary", request)->state(), v1::Application::REVIEWING);
}

}  // namespace
}  // namespace notary::application
