#include "services/common/certificate_number.h"

#include <algorithm>
#include <array>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "platform/base/check.h"
#include "platform/base/error.h"
#include "platform/base/strings.h"
#include "services/common/input.h"
#include "services/common/unicode.h"

namespace notary::common {
namespace {

constexpr std::array<const char*, 7> kMarks = {"经", "外", "外民", "外经", "港", "澳", "台"};
constexpr size_t kMaxSerialDigits = 6;

absl::Status FormatError(absl::string_view field) {
  return InvalidField(field, "CERTIFICATE_NUMBER_FORMAT",
                      {"公证书编号形如（2017）沪东证字第1234号",
                       "A certificate number looks like (2017) Hu Dong Zheng Zi, No. 1234"});
}

// Four digits from 1950 on: the first notary offices of the People's Republic.
std::optional<int> TakeYear(absl::string_view& text) {
  if (!absl::ConsumePrefix(&text, "(") || text.size() < 5 || text[4] != ')') return std::nullopt;
  if (!AllDigits(text.substr(0, 4))) return std::nullopt;
  const int year = ToInt(text.substr(0, 4));
  text.remove_prefix(5);
  return year >= 1950 ? std::optional<int>(year) : std::nullopt;
}

std::optional<int> ToSerial(absl::string_view digits) {
  if (digits.empty() || digits.size() > kMaxSerialDigits || !AllDigits(digits)) {
    return std::nullopt;
  }
  const int serial = ToInt(digits);
  return serial > 0 ? std::optional<int>(serial) : std::nullopt;
}

bool IsOfficeWord(absl::string_view word) {
  const std::optional<std::vector<char32_t>> characters = DecodeUtf8(word);
  return characters && !characters->empty() && characters->size() <= 3 &&
         std::all_of(characters->begin(), characters->end(), IsHan);
}

bool IsMark(absl::string_view word) {
  return word.empty() || std::find(kMarks.begin(), kMarks.end(), word) != kMarks.end();
}

std::string EnglishPrefix(const CertificateSeries& series) {
  const std::string mark = series.mark_pinyin.empty() ? "" : absl::StrCat(series.mark_pinyin, " ");
  return absl::StrCat(series.region_pinyin, " ", series.office_pinyin, " Zheng ", mark, "Zi, No. ");
}

}  // namespace

std::string FormatChinese(const CertificateSeries& series, int year, int serial) {
  NOTARY_CHECK(serial >= 1);
  return absl::StrCat("（", year, "）", series.region, series.office, "证", series.mark, "字第",
                      serial, "号");
}

std::string FormatEnglish(const CertificateSeries& series, int year, int serial) {
  NOTARY_CHECK(serial >= 1);
  return absl::StrCat("(", year, ") ", EnglishPrefix(series), serial);
}

absl::StatusOr<CertificateNumber> ParseChineseNumber(absl::string_view field,
                                                     absl::string_view text) {
  const std::string normalised = NormaliseNumber(text);
  absl::string_view rest = normalised;
  const std::optional<int> year = TakeYear(rest);
  if (!year || !absl::ConsumePrefix(&rest, "沪") || !absl::ConsumeSuffix(&rest, "号")) {
    return FormatError(field);
  }
  const size_t office_end = rest.find("证");
  const size_t mark_end = rest.find("字第");
  if (office_end == absl::string_view::npos || mark_end == absl::string_view::npos ||
      mark_end < office_end) {
    return FormatError(field);
  }
  const size_t mark_begin = office_end + absl::string_view("证").size();
  const absl::string_view office = rest.substr(0, office_end);
  const absl::string_view mark = rest.substr(mark_begin, mark_end - mark_begin);
  const std::optional<int> serial =
      ToSerial(rest.substr(mark_end + absl::string_view("字第").size()));
  if (!IsOfficeWord(office) || !IsMark(mark) || !serial) return FormatError(field);
  return CertificateNumber{
      .year = *year, .office = std::string(office), .mark = std::string(mark), .serial = *serial};
}

}  // namespace notary::common
