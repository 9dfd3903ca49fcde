// notaryctl init, the part about the register of civil affairs: the circle of certificates and keys
// between the office and the agency, and the configurations of both ends.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "cmd/notaryctl/folder.h"
#include "notary/config/v1/config.pb.h"

namespace notary::ctl {

// Keys, certificates and register.textproto. `data`: root of the reviewed data files.
absl::Status WriteRegister(const Folder& folder, const std::string& data, int port);

// The office's end.
config::v1::Agency AgencyConfig(const Folder& folder, int port);

}  // namespace notary::ctl
