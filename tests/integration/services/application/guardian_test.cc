// A ward who comes of age while the case runs (domain.md 2.4, ADR a ward who comes of age).
#include "services/common/masking.h"
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

class GuardianOfCaseTest : public ApplicationFixture {
 protected:
  // For somebody who is 18 on 24 November, a day after the test begins.
  std::string GivenWard(v1::CreateApplicationRequest request) {
    request.mutable_application()->set_capacity(v1::Application::GUARDIAN);
    (*request.mutable_application()->mutable_form())["applicant.birth_date"] = "2008-11-24";
    (*request.mutable_application()->mutable_form())["guardian.name"] = "李二";
    const Result made = Do(applicant_, "CreateApplication", request);
    EXPECT_TRUE(made.ok()) << made.status();
    EXPECT_TRUE(Do(applicant_, "SubmitApplication", Submission(made->name())).ok());
    EXPECT_TRUE(Move<v1::TakeApplicationRequest>(assistant_, "TakeApplication", made->name()).ok());
    return made->name();
  }

  std::string GivenWardUnderReview() {
    const std::string name = GivenWard(NewCase());
    EXPECT_EQ(Accept(name).status(), absl::OkStatus());
    Assign(name);
    PrepareDraft(name);
    return name;
  }

  void Birthday() { harness_.clock().Advance(absl::Hours(24)); }

  Result Approve(const std::string& name) {
    return Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name);
  }

  Result ProposeTermination(const std::string& name) {
    v1::ProposeTerminationRequest request;
    request.set_name(name);
    request.set_ground("R50_5");
    request.set_note("申请人已成年");
    return Do(notary_, "ProposeTermination", request);
  }
};

TEST_F(GuardianOfCaseTest, NoCertificateNamesAGuardianOfAnAdult) {
  const std::string name = GivenWardUnderReview();
  ASSERT_TRUE(Draft(name).ok());
  Birthday();

  EXPECT_EQ(ReasonOf(Approve(name).status()), "WARD_OF_AGE");
  const Result ending = ProposeTermination(name);
  ASSERT_TRUE(ending.ok()) << ending.status();
  v1::ApproveClosureRequest close;
  close.set_name(name);
  close.set_fault("NOBODY");
  ASSERT_TRUE(ReportClosure(name).ok());
  EXPECT_EQ(Do(head_, "ApproveClosure", close)->state(), v1::Application::TERMINATED);
}

TEST_F(GuardianOfCaseTest, TheDayBeforeTheBirthdayItIsIssued) {
  const std::string name = GivenWardUnderReview();
  ASSERT_TRUE(Draft(name).ok());
  EXPECT_EQ(Approve(name)->state(), v1::Application::ISSUED);
}

TEST_F(GuardianOfCaseTest, WhoAppliedWithoutAMandateWithdraws) {
  const std::string name = GivenWardUnderReview();
  Birthday();
  EXPECT_EQ(ReasonOf(Draft(name).status()), "WARD_OF_AGE");
  EXPECT_EQ(Move<v1::WithdrawApplicationRequest>(applicant_, "WithdrawApplication", name)->state(),
            v1::Application::TERMINATION_PENDING);
}

TEST_F(GuardianOfCaseTest, ACourtsDecisionIsSupplemented) {
  const std::string name = GivenWardUnderReview();
  Birthday();
  ASSERT_EQ(ReasonOf(Draft(name).status()), "WARD_OF_AGE");
  ASSERT_TRUE(AskForAPaper(name).ok());
  v1::UpdateApplicationRequest update;
  update.mutable_application()->set_name(name);
  (*update.mutable_application()->mutable_form())["guardian.ward_incapable"] = "YES";
  ASSERT_TRUE(Do(applicant_, "UpdateApplication", update).ok());
  ASSERT_TRUE(
      Move<v1::SupplementApplicationRequest>(applicant_, "SupplementApplication", name).ok());
  EXPECT_EQ(Draft(name).status(), absl::OkStatus());
}

TEST_F(GuardianOfCaseTest, IsNotAcceptedOnceTheWardIsOfAge) {
  const std::string name = GivenWard(NewCase());
  Birthday();
  EXPECT_EQ(ReasonOf(Accept(name).status()), "WARD_OF_AGE");
}

// The mandate ended on the birthday too: nobody of the party's side reaches the case, and the
// office ends it.
TEST_F(GuardianOfCaseTest, UnderAMandateTheOfficeEndsIt) {
  mandates_.mandate = {.kind = MandateKind::kGuardian, .representative = applicant_.subject};
  mandates_.ward = "310111199001151010";
  v1::CreateApplicationRequest request = NewCase();
  request.mutable_application()->set_mandate("mandates/1");
  const std::string name = GivenWard(request);
  ASSERT_TRUE(Accept(name).ok());
  Assign(name);
  Birthday();
  mandates_.held = DeniedError("MANDATE_EXPIRED", {"授权已到期", "The mandate has ended"});

  EXPECT_EQ(
      ReasonOf(
          Move<v1::WithdrawApplicationRequest>(applicant_, "WithdrawApplication", name).status()),
      "MANDATE_EXPIRED");
  EXPECT_EQ(ProposeTermination(name)->state(), v1::Application::TERMINATION_PENDING);
}

}  // namespace
}  // namespace notary::application
