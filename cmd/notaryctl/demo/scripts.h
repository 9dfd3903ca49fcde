// The cases of the demonstration and how each is expected to end.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cmd/notaryctl/demo/case_run.h"

namespace notary::demo {

struct Scenario {
  CaseScript script;
  application::v1::Application::State ends_in;
  std::function<absl::Status(CaseRun&)> steps;
};

std::vector<Scenario> AllScenarios();

}  // namespace notary::demo
