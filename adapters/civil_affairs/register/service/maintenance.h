// When the register answers nothing because it is being worked on (code U04 of domain.md 6.5).
#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"

namespace notary::marriage_register {

// Until when, if the file announces it for `now`. A file that does not parse is logged and
// announces nothing: the register goes on answering.
std::optional<absl::Time> MaintenanceEnd(const std::string& file, absl::Time now);

}  // namespace notary::marriage_register
