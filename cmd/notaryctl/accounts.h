// notaryctl admin: what an installation does with accounts before the services do.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "services/identity/service/security_admin.h"

namespace notary::ctl {

// Makes the first security administrator of an office. The one-time password goes into
// `password_file` (a new file, mode 0600), or, without one, to standard output: once.
absl::Status MakeFirstAdmin(const std::string& config_path, const identity::FirstAdmin& admin,
                            const std::string& password_file);

// Lets a security administrator in again who can no longer sign in; the password as above.
absl::Status LetAdminIn(const std::string& config_path, const std::string& office,
                        const std::string& login, const std::string& password_file);

}  // namespace notary::ctl
