// Rows 15, 20, 35–39: what a case that was to be ended goes back to, and who may end it.
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

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

  static int OpenPauses(const v1::Application& a) {
    int open = 0;
    for (const v1::Pause& pause : a.pauses()) open += pause.has_end_time() ? 0 : 1;
    return open;
  }
};

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

}  // namespace
}  // namespace notary::application
