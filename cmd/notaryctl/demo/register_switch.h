// The register of civil affairs is another organisation's computer. The demonstration turns it off
// and on again, to see that a case waits and goes on.
#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"

namespace notary::demo {

struct RegisterSwitch {
  std::function<absl::Status()> off;
  std::function<absl::Status()> on;
};

// `stack` is cmd/dev/stack, `folder` the office it started, `build` the folder of the programs.
RegisterSwitch SwitchOfStack(const std::string& stack, const std::string& folder,
                             const std::string& build);

}  // namespace notary::demo
