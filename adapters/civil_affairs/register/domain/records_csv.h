// The register's data files (docs/reference/register-records.md): text in, records out.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "adapters/civil_affairs/register/domain/record.h"

namespace notary::marriage_register {

// INVALID_ARGUMENT names the line and the column at fault, never the value.
absl::StatusOr<std::vector<Record>> ParseRecords(absl::string_view csv, absl::CivilDay today);
absl::StatusOr<std::vector<District>> ParseDistricts(absl::string_view csv);

}  // namespace notary::marriage_register
