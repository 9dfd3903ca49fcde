#include "services/common/mrz.h"

#include <algorithm>
#include <array>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "platform/base/check.h"
#include "platform/base/error.h"
#include "services/common/civil_date.h"
#include "services/common/input.h"

namespace notary::common {
namespace {

constexpr size_t kLineLength = 44;

bool IsZoneCharacter(unsigned char c) {
  return c == '<' || absl::ascii_isdigit(c) || absl::ascii_isupper(c);
}

bool IsZone(absl::string_view line) {
  return line.size() == kLineLength && std::all_of(line.begin(), line.end(), IsZoneCharacter);
}

int Value(unsigned char c) {
  if (absl::ascii_isdigit(c)) return c - '0';
  return c == '<' ? 0 : c - 'A' + 10;
}

std::string Spaced(absl::string_view part) {
  std::string out = absl::StrReplaceAll(part, {{"<", " "}});
  absl::StripAsciiWhitespace(&out);
  return out;
}

std::optional<absl::CivilDay> TwoDigitYear(absl::string_view yymmdd, int century) {
  if (!AllDigits(yymmdd)) return std::nullopt;
  return MakeDay(century + ToInt(yymmdd.substr(0, 2)), ToInt(yymmdd.substr(2, 2)),
                 ToInt(yymmdd.substr(4, 2)));
}

std::optional<absl::CivilDay> BirthDate(absl::string_view yymmdd, absl::CivilDay today) {
  const std::optional<absl::CivilDay> recent = TwoDigitYear(yymmdd, 2000);
  if (recent && *recent <= today) return recent;
  return TwoDigitYear(yymmdd, 1900);
}

absl::Status FormatError(absl::string_view field) {
  return InvalidField(field, "MRZ_FORMAT",
                      {"护照机读码应为两行,每行44个字符(A-Z、0-9、<),首字符为P",
                       "The machine-readable zone of a passport has two lines of 44 characters "
                       "(A-Z, 0-9, <) and begins with P"});
}

absl::Status CheckDigits(absl::string_view field, absl::string_view line) {
  const bool personal_ok = MrzCheckDigit(line.substr(28, 14)) == line[42] ||
                           (line[42] == '<' && line.substr(28, 14) == "<<<<<<<<<<<<<<");
  const std::string composite =
      absl::StrCat(line.substr(0, 10), line.substr(13, 7), line.substr(21, 22));
  const bool all_fit = MrzCheckDigit(line.substr(0, 9)) == line[9] &&
                       MrzCheckDigit(line.substr(13, 6)) == line[19] &&
                       MrzCheckDigit(line.substr(21, 6)) == line[27] && personal_ok &&
                       MrzCheckDigit(composite) == line[43];
  if (all_fit) return absl::OkStatus();
  return InvalidField(field, "MRZ_CHECK_DIGIT",
                      {"机读码校验位不符,请核对第二行",
                       "A check digit does not fit: please compare the second line"});
}

}  // namespace

char MrzCheckDigit(absl::string_view text) {
  constexpr std::array<int, 3> kWeights = {7, 3, 1};
  NOTARY_CHECK(std::all_of(text.begin(), text.end(), IsZoneCharacter));
  int sum = 0;
  for (size_t i = 0; i < text.size(); ++i) sum += Value(text[i]) * kWeights[i % 3];
  return static_cast<char>('0' + sum % 10);
}

absl::StatusOr<PassportMrz> ParsePassportMrz(absl::string_view field, absl::string_view line1,
                                             absl::string_view line2, absl::CivilDay today) {
  const std::string first = NormaliseNumber(line1);
  const std::string second = NormaliseNumber(line2);
  if (!IsZone(first) || !IsZone(second) || first[0] != 'P') return FormatError(field);
  const absl::string_view top = first;
  const absl::string_view bottom = second;
  if (absl::Status digits = CheckDigits(field, bottom); !digits.ok()) return digits;
  const std::optional<absl::CivilDay> birth = BirthDate(bottom.substr(13, 6), today);
  const std::optional<absl::CivilDay> expiry = TwoDigitYear(bottom.substr(21, 6), 2000);
  if (!birth || !expiry) {
    return InvalidField(
        field, "MRZ_DATE",
        {"机读码中的日期不存在", "A date in the machine-readable zone does not exist"});
  }
  const absl::string_view names = top.substr(5);
  const size_t gap = names.find("<<");
  const absl::string_view given =
      gap == absl::string_view::npos ? absl::string_view() : names.substr(gap + 2);
  return PassportMrz{.issuing_state = Spaced(top.substr(2, 3)),
                     .surname = Spaced(names.substr(0, gap)),
                     .given_names = Spaced(given),
                     .number = Spaced(bottom.substr(0, 9)),
                     .nationality = Spaced(bottom.substr(10, 3)),
                     .birth_date = *birth,
                     .expiry_date = *expiry,
                     .sex = bottom[20]};
}

}  // namespace notary::common
