// Personal data as it is shown to whoever has no reason to read it (GB/T 35273, domain.md 11): one
// rule for forms, for what agencies are told of them, and for the numbers of documents.
#pragma once

#include <map>
#include <string>

#include "absl/strings/string_view.h"

namespace notary::common {

// The first three and last four characters of a long number, "310***********231X"; of a short one
// the first and the last two.
std::string MaskNumber(absl::string_view number);

// By the key of the form's field. Numbers of people and of their papers go by MaskNumber, telephone
// numbers keep three and four digits, names the surname (MaskName), addresses their first six
// characters, dates of birth the year; free text about people nothing. What says only what kind of
// case it is stays. The catalogue's tests hold it to every field that is asked for, and to every
// one that agencies are told.
std::string MaskValue(absl::string_view field, const std::string& value);
std::map<std::string, std::string> MaskForm(const std::map<std::string, std::string>& form);

}  // namespace notary::common
