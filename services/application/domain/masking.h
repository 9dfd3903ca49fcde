// Personal data as staff see it until they reveal it for a purpose (GB/T 35273, domain.md 11).
#pragma once

#include <map>
#include <string>

#include "absl/strings/string_view.h"

namespace notary::application {

// Identity numbers keep the first three and last four characters, phones likewise, addresses their
// first six; other fields are not masked.
std::string MaskValue(absl::string_view field, const std::string& value);
std::map<std::string, std::string> MaskForm(const std::map<std::string, std::string>& form);

}  // namespace notary::application
