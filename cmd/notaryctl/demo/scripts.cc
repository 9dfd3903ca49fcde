#include "cmd/notaryctl/demo/scripts.h"

#include "platform/base/status_macros.h"

namespace notary::demo {

using App = application::v1::Application;

absl::Status UpToReview(CaseRun& run) {
  RETURN_IF_ERROR(run.CreateAndSubmit());
  RETURN_IF_ERROR(run.TakeAndAccept());
  return run.AssignAndSign();
}

absl::Status UpToDraft(CaseRun& run) {
  RETURN_IF_ERROR(run.Pay());
  RETURN_IF_ERROR(run.VisitOffice());
  return run.VerifyByHand();
}

absl::Status FromApprovalByCourier(CaseRun& run) {
  RETURN_IF_ERROR(run.DraftAndApprove());
  return FromIssueByCourier(run);
}

absl::Status FromIssueByCourier(CaseRun& run) {
  RETURN_IF_ERROR(run.ProduceAndCheck());
  RETURN_IF_ERROR(run.SendByCourier());
  RETURN_IF_ERROR(run.AwaitState(App::DELIVERED));
  return run.Archive();
}

absl::Status FromReviewAtCounter(CaseRun& run) {
  RETURN_IF_ERROR(run.VerifyByHand());
  RETURN_IF_ERROR(run.Pay());
  RETURN_IF_ERROR(run.DraftAndApprove());
  RETURN_IF_ERROR(run.ProduceAndCheck());
  RETURN_IF_ERROR(run.HandOverAtCounter());
  return run.Archive();
}

absl::Status RefuseAndRefund(CaseRun& run, const std::string& ground) {
  RETURN_IF_ERROR(run.ExpectNoDraft("VERIFICATION_NOT_SUPPORTING"));
  RETURN_IF_ERROR(run.Refuse(ground));
  RETURN_IF_ERROR(run.ApproveClosure("NOBODY"));
  RETURN_IF_ERROR(run.ExpectFullRefund());
  return run.ExpectNotices("N10", 1);
}

std::vector<Scenario> AllScenarios(const RegisterSwitch& civil_affairs) {
  std::vector<Scenario> all = MarriageScenarios(civil_affairs);
  for (Scenario& scenario : MatterScenarios()) all.push_back(std::move(scenario));
  for (Scenario& scenario : TurnScenarios()) all.push_back(std::move(scenario));
  return all;
}

}  // namespace notary::demo
