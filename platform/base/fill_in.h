// Texts with {keys}, for notices and certificates: reviewed data, filled from values.
#pragma once

#include <map>
#include <string>

#include "absl/strings/string_view.h"

namespace notary {

// Replaces {key} by its value. A line that asks for an empty or absent value is left out, so that a
// day that may not be promised simply is not mentioned.
std::string FillIn(absl::string_view pattern, const std::map<std::string, std::string>& values);

}  // namespace notary
