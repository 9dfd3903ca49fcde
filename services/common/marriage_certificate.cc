#include "services/common/marriage_certificate.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "platform/base/error.h"
#include "platform/base/strings.h"
#include "services/common/input.h"
#include "services/common/unicode.h"

namespace notary::common {
namespace {

constexpr int kFirstYear = 1900;

// The kind that the letters open with, and the rest of the number.
std::optional<MarriageCertificateKind> TakeKind(absl::string_view& number) {
  if (absl::ConsumePrefix(&number, "BJ")) return MarriageCertificateKind::kReplacementMarriage;
  if (absl::ConsumePrefix(&number, "BL")) return MarriageCertificateKind::kReplacementDivorce;
  if (absl::ConsumePrefix(&number, "J")) return MarriageCertificateKind::kMarriage;
  if (absl::ConsumePrefix(&number, "L")) return MarriageCertificateKind::kDivorce;
  return std::nullopt;
}

std::optional<MarriageCertificateNumber> ParseCurrent(const std::string& text) {
  absl::string_view rest = text;
  const std::optional<MarriageCertificateKind> kind = TakeKind(rest);
  if (!kind) return std::nullopt;
  const std::vector<std::string> parts = absl::StrSplit(rest, '-');
  if (parts.size() != 3 || parts[0].size() != 6 || parts[1].size() != 4 || parts[2].size() != 6) {
    return std::nullopt;
  }
  for (const std::string& part : parts) {
    if (!AllDigits(part)) return std::nullopt;
  }
  const int year = ToInt(parts[1]);
  if (year < kFirstYear || year > 2099) return std::nullopt;
  return MarriageCertificateNumber{
      .kind = *kind, .text = text, .division = parts[0], .year = year, .serial = ToInt(parts[2])};
}

// One to eight Han characters.
bool IsOfficeWord(absl::string_view word) {
  const std::optional<std::vector<char32_t>> characters = DecodeUtf8(word);
  if (!characters || characters->empty() || characters->size() > 8) return false;
  for (char32_t c : *characters) {
    if (!IsHan(c)) return false;
  }
  return true;
}

// [（YY or YYYY）] office 字 [第] digits 号.
bool IsLegacy(absl::string_view text) {
  if (absl::ConsumePrefix(&text, "（")) {
    const size_t close = text.find("）");
    if (close != 2 && close != 4) return false;
    if (!AllDigits(text.substr(0, close))) return false;
    text.remove_prefix(close);
    absl::ConsumePrefix(&text, "）");
  }
  if (!absl::ConsumeSuffix(&text, "号")) return false;
  const size_t mark = text.find("字");
  if (mark == absl::string_view::npos || !IsOfficeWord(text.substr(0, mark))) return false;
  text.remove_prefix(mark);
  absl::ConsumePrefix(&text, "字");
  absl::ConsumePrefix(&text, "第");
  return !text.empty() && text.size() <= 8 && AllDigits(text);
}

}  // namespace

absl::StatusOr<MarriageCertificateNumber> ParseMarriageCertificateNumber(absl::string_view field,
                                                                         absl::string_view text,
                                                                         int current_year) {
  const std::string number = NormaliseNumber(text);
  if (std::optional<MarriageCertificateNumber> current = ParseCurrent(number)) {
    if (current->year <= current_year) return *std::move(current);
    return InvalidField(field, "MARRIAGE_CERTIFICATE_NUMBER_IN_FUTURE",
                        {"字号中的年份晚于今年", "The year in the number is in the future"});
  }
  const std::string legacy = absl::StrReplaceAll(
      number, {{"(", "（"}, {")", "）"}, {"〔", "（"}, {"〕", "）"}, {"[", "（"}, {"]", "）"}});
  if (IsLegacy(legacy)) {
    return MarriageCertificateNumber{
        .kind = MarriageCertificateKind::kLegacy, .text = legacy, .division = {}};
  }
  return InvalidField(
      field, "MARRIAGE_CERTIFICATE_NUMBER_FORMAT",
      {"结婚证字号形如 J310104-2016-000001(补领为BJ,离婚为L),旧证形如 沪徐结字第123号",
       "The number looks like J310104-2016-000001 (BJ for a replacement, L for a "
       "divorce); on old certificates like 沪徐结字第123号"});
}

}  // namespace notary::common
