// notaryctl migrate, rotate-keys, rewrap: the schemas of every service and the keys of the personal
// data in them.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace notary::ctl {

// Brings every schema up to date, then seals what an earlier version stored in clear, as the role
// that owns the schemas.
absl::Status MigrateAll(const std::string& config_path, const std::string& owner);

// New keys for the data of every office in every schema; they take effect five minutes later.
absl::Status RotateKeys(const std::string& config_path);

// Wraps by personal_data.kek_file what retired_kek_files have wrapped. After it they may go.
absl::Status RewrapKeys(const std::string& config_path);

}  // namespace notary::ctl
