#include "platform/rpc/text_rules.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "platform/base/strings.h"

namespace notary::rpc {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2200;
constexpr size_t kMaxKeyLength = 64;

struct Range {
  char32_t first, last;
};

constexpr std::array<Range, 12> kInvisible = {{{0x00AD, 0x00AD},      // soft hyphen
                                               {0x061C, 0x061C},      // Arabic letter mark
                                               {0x180E, 0x180E},      // Mongolian vowel separator
                                               {0x200B, 0x200B},      // zero-width space
                                               {0x200E, 0x200F},      // direction marks
                                               {0x2028, 0x202E},      // separators, overrides
                                               {0x2060, 0x206F},      // word joiner, isolates
                                               {0xFDD0, 0xFDEF},      // non-characters
                                               {0xFEFF, 0xFEFF},      // byte order mark
                                               {0xFFF9, 0xFFFB},      // interlinear annotation
                                               {0x1BCA0, 0x1BCA3},    // shorthand controls
                                               {0xE0000, 0xE007F}}};  // tags

bool IsOfficeId(absl::string_view id) {
  return id.size() >= 2 && id.size() <= 20 &&
         std::all_of(id.begin(), id.end(), [](unsigned char c) { return absl::ascii_islower(c); });
}

bool IsIdSegment(absl::string_view id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](unsigned char c) {
    return absl::ascii_isalnum(c) || c == '-' || c == '_';
  });
}

}  // namespace

bool IsResourceName(absl::string_view name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  if (parts.size() % 2 != 0) return false;
  for (size_t i = 0; i < parts.size(); i += 2) {
    if (!IsIdSegment(parts[i]) || !IsIdSegment(parts[i + 1])) return false;
    if (parts[i] == "offices" && !IsOfficeId(parts[i + 1])) return false;
  }
  return true;
}

bool IsOffices(absl::string_view name) {
  if (!absl::ConsumePrefix(&name, "offices/")) return false;
  return name == kAllOffices || IsOfficeId(name);
}

bool IsDate(absl::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  absl::CivilDay day;
  // ParseCivilTime normalises 30 February into March; the text must say the day it means.
  return absl::ParseCivilTime(text, &day) && absl::FormatCivilTime(day) == text &&
         day.year() >= kFirstYear && day.year() <= kLastYear;
}

bool IsCode(absl::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool letter = c >= 'A' && c <= 'Z';
    if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '_'))) return false;
  }
  return true;
}

bool IsMapKey(absl::string_view text) {
  if (text.empty() || text.size() > kMaxKeyLength) return false;
  if (!absl::ascii_isalpha(static_cast<unsigned char>(text[0]))) return false;
  return std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return absl::ascii_isalnum(c) || c == '_' || c == '.' || c == '-';
  });
}

bool IsPlainLine(absl::string_view text, size_t length_max) {
  const std::optional<std::vector<char32_t>> code_points = DecodeUtf8(text);
  if (!code_points || code_points->size() > length_max) return false;
  return std::none_of(code_points->begin(), code_points->end(),
                      [](char32_t c) { return IsControl(c) || IsInvisible(c); });
}

bool IsControl(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

bool IsInvisible(char32_t c) {
  if ((c & 0xFFFE) == 0xFFFE) return true;  // the last two of every plane
  return std::any_of(kInvisible.begin(), kInvisible.end(),
                     [c](const Range& range) { return c >= range.first && c <= range.last; });
}

}  // namespace notary::rpc
