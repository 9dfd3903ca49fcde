// Personal data as staff see it until they reveal it for a purpose (GB/T 35273, domain.md 11).
#pragma once

#include <map>
#include <string>

#include "absl/strings/string_view.h"

namespace notary::application {

// Numbers of people and of their papers keep the first three and last four characters, names the
// surname (common::MaskName), addresses their first six, dates of birth the year; free text about
// people nothing. What says only what kind of case it is stays. The catalogue's tests hold it to
// every field that is asked for.
std::string MaskValue(absl::string_view field, const std::string& value);
std::map<std::string, std::string> MaskForm(const std::map<std::string, std::string>& form);

}  // namespace notary::application
