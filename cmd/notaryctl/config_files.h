// check-config, the part about files: each is there, keys are private and parse, certificates are
// valid and fit their keys.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "cmd/notaryctl/config_fields.h"

namespace notary::ctl {

// Of each file that `fields` name; one problem at most for each.
std::vector<std::string> CheckFiles(const std::vector<ConfigField>& fields, absl::Time now);

}  // namespace notary::ctl
