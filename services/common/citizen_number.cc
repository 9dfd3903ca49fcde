#include "services/common/citizen_number.h"

#include <algorithm>
#include <array>
#include <optional>

#include "absl/strings/str_cat.h"
#include "platform/base/check.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/common/civil_date.h"
#include "services/common/input.h"

namespace notary::common {
namespace {

constexpr size_t kLength = 18;
constexpr size_t kOldLength = 15;
constexpr std::array<int, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
constexpr char kCheckCharacters[] = "10X98765432";

// First two digits of GB/T 2260. County codes come and go and stay valid on cards, so only the
// province is checked. 81-83 are the residence permits.
constexpr std::array<int, 35> kProvinces = {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34,
                                            35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
                                            53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83};

// Sequence numbers 996-999 of 15-digit numbers were kept for people born before 1900.
constexpr int kCentenarianSequence = 996;

absl::Status FormatError(absl::string_view field) {
  return InvalidField(field, "CITIZEN_NUMBER_FORMAT",
                      {"公民身份号码应为18位:17位数字加1位数字或X",
                       "A citizen number has 18 characters: 17 digits, then a digit or X"});
}

absl::Status BirthDateError(absl::string_view field) {
  return InvalidField(field, "CITIZEN_NUMBER_BIRTH_DATE",
                      {"号码第7至14位不是有效的出生日期",
                       "Characters 7 to 14 of the number are not a possible date of birth"});
}

bool KnownProvince(int province) {
  return std::find(kProvinces.begin(), kProvinces.end(), province) != kProvinces.end();
}

Holder HolderOf(int province) {
  if (province == 81) return Holder::kHongKongResident;
  if (province == 82) return Holder::kMacauResident;
  if (province == 83) return Holder::kTaiwanResident;
  return Holder::kCitizen;
}

bool HasShape(absl::string_view number) {
  return number.size() == kLength && AllDigits(number.substr(0, kLength - 1)) &&
         (AllDigits(number.substr(kLength - 1)) || number.back() == 'X');
}

// Birth year 1800..today: the register of 1999 still held people born in the 19th century.
std::optional<absl::CivilDay> BirthDate(absl::string_view digits, absl::CivilDay today) {
  const int year = ToInt(digits.substr(0, 4));
  const std::optional<absl::CivilDay> day =
      MakeDay(year, ToInt(digits.substr(4, 2)), ToInt(digits.substr(6, 2)));
  if (!day || year < 1800 || *day > today) return std::nullopt;
  return day;
}

}  // namespace

char CitizenNumberCheckDigit(absl::string_view first_17) {
  NOTARY_CHECK(first_17.size() == kWeights.size() && AllDigits(first_17));
  int sum = 0;
  for (size_t i = 0; i < kWeights.size(); ++i) sum += (first_17[i] - '0') * kWeights[i];
  return kCheckCharacters[sum % 11];
}

absl::StatusOr<CitizenNumber> ParseCitizenNumber(absl::string_view field, absl::string_view text,
                                                 absl::CivilDay today) {
  const std::string number = NormaliseNumber(text);
  const absl::string_view view = number;
  if (!HasShape(view)) return FormatError(field);
  const int province = ToInt(view.substr(0, 2));
  if (!KnownProvince(province)) {
    return InvalidField(
        field, "CITIZEN_NUMBER_DIVISION",
        {"号码前两位不是省级行政区划代码", "The first two digits are not the code of a province"});
  }
  const std::optional<absl::CivilDay> birth_date = BirthDate(view.substr(6, 8), today);
  if (!birth_date) return BirthDateError(field);
  if (CitizenNumberCheckDigit(view.substr(0, kLength - 1)) != view.back()) {
    return InvalidField(field, "CITIZEN_NUMBER_CHECK_DIGIT",
                        {"校验码不符,请核对号码",
                         "The check digit does not fit: please compare the "
                         "number with the card"});
  }
  const bool odd = (view[16] - '0') % 2 == 1;
  return CitizenNumber{.number = number,
                       .division = number.substr(0, 6),
                       .birth_date = *birth_date,
                       .sex = odd ? Sex::kMale : Sex::kFemale,
                       .holder = HolderOf(province)};
}

absl::StatusOr<CitizenNumber> UpgradeOldCitizenNumber(absl::string_view field,
                                                      absl::string_view text,
                                                      absl::CivilDay today) {
  const std::string old = NormaliseNumber(text);
  const absl::string_view view = old;
  if (view.size() != kOldLength || !AllDigits(view)) {
    return InvalidField(field, "OLD_CITIZEN_NUMBER_FORMAT",
                        {"旧身份证号码应为15位数字", "An old citizen number has 15 digits"});
  }
  const char* century = ToInt(view.substr(12)) >= kCentenarianSequence ? "18" : "19";
  const std::string first_17 = absl::StrCat(view.substr(0, 6), century, view.substr(6));
  return ParseCitizenNumber(
      field, absl::StrCat(first_17, std::string(1, CitizenNumberCheckDigit(first_17))), today);
}

}  // namespace notary::common
