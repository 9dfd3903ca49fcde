// notaryctl admin, rotate-keys, rewrap: what an installation does with accounts and keys before, or
// beside, the services. All connect as the identity service does.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "services/identity/service/first_admin.h"

namespace notary::ctl {

// Makes the first security administrator of an office. The one-time password goes into
// `password_file` (a new file, mode 0600), or, without one, to standard output: once.
absl::Status MakeFirstAdmin(const std::string& config_path, const identity::FirstAdmin& admin,
                            const std::string& password_file);

// New keys for the data of every office; they take effect five minutes later.
absl::Status RotateKeys(const std::string& config_path);

// Wraps by personal_data.kek_file what retired_kek_files have wrapped. After it they may go.
absl::Status RewrapKeys(const std::string& config_path);

}  // namespace notary::ctl
