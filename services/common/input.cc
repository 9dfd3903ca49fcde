#include "services/common/input.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "platform/base/check.h"
#include "platform/base/strings.h"

namespace notary::common {
namespace {

constexpr char32_t kFullWidthFirst = 0xFF01;
constexpr char32_t kFullWidthLast = 0xFF5E;
constexpr char32_t kIdeographicSpace = 0x3000;
constexpr char32_t kNoBreakSpace = 0x00A0;

bool IsDash(char32_t c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

bool IsSpace(char32_t c) {
  return c == kIdeographicSpace || c == kNoBreakSpace ||
         (c < 0x80 && absl::ascii_isspace(static_cast<unsigned char>(c)));
}

char32_t Fold(char32_t c) {
  if (c >= kFullWidthFirst && c <= kFullWidthLast) c = c - kFullWidthFirst + '!';
  if (IsDash(c)) return '-';
  if (c < 0x80) return absl::ascii_toupper(static_cast<unsigned char>(c));
  return c;
}

}  // namespace

std::string NormaliseNumber(absl::string_view text) {
  const std::optional<std::vector<char32_t>> code_points = DecodeUtf8(text);
  if (!code_points) return std::string(text);
  std::vector<char32_t> out;
  for (char32_t c : *code_points) {
    if (!IsSpace(c)) out.push_back(Fold(c));
  }
  return EncodeUtf8(out);
}

bool AllDigits(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return absl::ascii_isdigit(c); });
}

bool AllUpperAlnum(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return absl::ascii_isdigit(c) || absl::ascii_isupper(c);
  });
}

int ToInt(absl::string_view digits) {
  NOTARY_CHECK(!digits.empty() && digits.size() <= 9);
  int value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return value;
}

}  // namespace notary::common
