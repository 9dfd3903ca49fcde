// Bridge between absl::string_view, which our signatures use, and std::string_view: Debian's Abseil
// keeps them apart, without conversion in either direction. Everything else here is UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/string_view.h"

namespace notary {

inline std::string_view ToStd(absl::string_view s) { return {s.data(), s.size()}; }

// The code points of a UTF-8 text; nullopt when it is not valid UTF-8 (overlong forms, surrogates
// and values above U+10FFFF included).
std::optional<std::vector<char32_t>> DecodeUtf8(absl::string_view text);

// The UTF-8 form of code points. Pre: each is a Unicode scalar value.
std::string EncodeUtf8(const std::vector<char32_t>& code_points);

// Adds `text` to `out` as a JSON string with its quotes. Pre: valid UTF-8.
void AppendJsonString(absl::string_view text, std::string& out);

// Lower-case hexadecimal, and back; nullopt for an odd length or another character.
std::string HexEncode(absl::string_view bytes);
std::optional<std::string> HexDecode(absl::string_view hex);

}  // namespace notary
