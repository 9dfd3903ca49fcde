// How long a case is kept in the archive (row 34, R60).
#pragma once

#include <string>

#include "absl/status/status.h"

namespace notary::application {

// SHORT, LONG or PERMANENT, and not shorter than `least` of them, the matter's. INVALID_ARGUMENT
// (NOT_AN_OPTION, RETENTION_TOO_SHORT) at `retention`.
absl::Status CheckRetention(const std::string& retention, const std::string& least);

}  // namespace notary::application
