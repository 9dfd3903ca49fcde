// The cases of the demonstration and how each is expected to end.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cmd/notaryctl/demo/case_run.h"
#include "cmd/notaryctl/demo/register_switch.h"

namespace notary::demo {

struct Scenario {
  CaseScript script;
  application::v1::Application::State ends_in;
  std::function<absl::Status(CaseRun&)> steps;
};

// Marriage certificates: what the register answers decides.
std::vector<Scenario> MarriageScenarios(const RegisterSwitch& civil_affairs);
// One of each other matter, at every office.
std::vector<Scenario> MatterScenarios();
// Withdrawn, supplemented, through an agent, for a minor.
std::vector<Scenario> TurnScenarios();

std::vector<Scenario> AllScenarios(const RegisterSwitch& civil_affairs);

// From submit to the notary's desk.
absl::Status UpToReview(CaseRun& run);
// Paid, seen at the office, verified by hand: everything a draft needs.
absl::Status UpToDraft(CaseRun& run);
// From approval to the applicant's hands by courier, and into the archive.
absl::Status FromApprovalByCourier(CaseRun& run);
// The same of what is approved.
absl::Status FromIssueByCourier(CaseRun& run);
// Mode A, from the notary's desk: all is done before the one visit, at collection.
absl::Status FromReviewAtCounter(CaseRun& run);
// The register does not support the certificate: no draft, refused by the head, the fee goes back.
absl::Status RefuseAndRefund(CaseRun& run, const std::string& ground);

}  // namespace notary::demo
