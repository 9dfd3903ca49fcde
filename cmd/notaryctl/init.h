// notaryctl init: everything a demonstration on one machine needs in one folder.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace notary::ctl {

// Makes keys, certificates and configurations of notaryd, the register and the simulators below
// `folder`; data_folder is the repository's root, where the reviewed data lies. A folder that holds
// a configuration already is left as it is.
absl::Status Init(const std::string& folder, const std::string& data_folder);

}  // namespace notary::ctl
