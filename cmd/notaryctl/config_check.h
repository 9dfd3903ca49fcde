// notaryctl check-config: everything wrong with a configuration of notaryd, at once, without
// starting anything. What notaryd itself refuses at start is asked of the same functions.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace notary::ctl {

struct ConfigCheckOptions {
  std::string config_path;
  std::vector<std::string> services = {"all"};  // as for notaryd
  bool asks_database = false;  // also whether its roles, rights and number of connections fit
  std::string owner = "onevisit";
};

struct ConfigReport {
  std::vector<std::string> problems;  // sentences that begin with the field; never a secret
  std::vector<std::string> notes;     // worth knowing
};

// `now`: what certificates and offices must be valid at.
ConfigReport CheckConfig(const ConfigCheckOptions& options, absl::Time now);

// Prints the report; FAILED_PRECONDITION when there is a problem.
absl::Status PrintConfigCheck(const ConfigCheckOptions& options);

}  // namespace notary::ctl
