// The only file of the shared kernel that includes ICU. ICU rather than libunistring: besides NFC
// it knows the traditional-to-simplified mapping that comparing names of Hong Kong residents needs,
// and the characters of Unicode 15 (CJK extension H). All functions are thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace notary::common {

// Normalisation form C. Text that is not UTF-8 comes back as it is.
std::string ToNfc(absl::string_view text);

bool IsLetterOrMark(char32_t c);
bool IsMark(char32_t c);
bool IsHan(char32_t c);  // any CJK ideograph, compatibility ideographs included
bool IsPrivateUse(char32_t c);
char32_t ToUpper(char32_t c);

// Traditional characters become their simplified forms. Only ever a candidate for "same name": the
// mapping joins characters that are different in names (乾, 干).
std::vector<char32_t> FoldToSimplified(const std::vector<char32_t>& text);

}  // namespace notary::common
