// What every parser of typed-in numbers does first: people paste full-width digits, spaces and
// lower case letters, and none of these is a mistake worth an error.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace notary::common {

// Full-width forms (U+FF01..U+FF5E) become ASCII, letters upper case, every kind of dash "-";
// spaces (U+3000 too) go. Text that is not UTF-8 comes back as it is: no parser accepts it.
std::string NormaliseNumber(absl::string_view text);

bool AllDigits(absl::string_view text);
bool AllUpperAlnum(absl::string_view text);

// The value of one to nine digits. Pre: AllDigits(text) and 1 <= size <= 9.
int ToInt(absl::string_view digits);

}  // namespace notary::common
