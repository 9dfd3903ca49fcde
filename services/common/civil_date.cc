#include "services/common/civil_date.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/common/input.h"

namespace notary::common {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2200;

constexpr std::array<const char*, 10> kDigits = {"〇", "一", "二", "三", "四",
                                                 "五", "六", "七", "八", "九"};
constexpr std::array<const char*, 12> kMonths = {"January",   "February", "March",    "April",
                                                 "May",       "June",     "July",     "August",
                                                 "September", "October",  "November", "December"};

bool HasDateShape(absl::string_view text) {
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && AllDigits(text.substr(0, 4)) &&
         AllDigits(text.substr(5, 2)) && AllDigits(text.substr(8, 2));
}

// 1..99 in Chinese numerals: 十一, 二十三.
std::string ChineseNumeral(int n) {
  std::string out;
  if (n >= 20) out = kDigits[n / 10];
  if (n >= 10) absl::StrAppend(&out, "十");
  if (n % 10 != 0) absl::StrAppend(&out, kDigits[n % 10]);
  return out;
}

}  // namespace

std::optional<absl::CivilDay> MakeDay(int year, int month, int day) {
  const absl::CivilDay made(year, month, day);
  if (made.year() != year || made.month() != month || made.day() != day) return std::nullopt;
  return made;
}

absl::StatusOr<absl::CivilDay> ParseCivilDay(absl::string_view field, absl::string_view text) {
  if (!HasDateShape(text)) {
    return InvalidField(field, "DATE_FORMAT",
                        {"日期应为 年-月-日,例如 2026-11-23",
                         "A date is written year-month-day, for example 2026-11-23"});
  }
  const int year = ToInt(text.substr(0, 4));
  const std::optional<absl::CivilDay> day =
      MakeDay(year, ToInt(text.substr(5, 2)), ToInt(text.substr(8, 2)));
  if (!day) {
    return InvalidField(field, "DATE_NOT_A_DAY",
                        {"日历上没有这一天", "The calendar has no such day"});
  }
  if (year < kFirstYear || year > kLastYear) {
    return InvalidField(field, "DATE_YEAR",
                        {"年份应在1900年至2200年之间", "The year must be between 1900 and 2200"});
  }
  return *day;
}

absl::StatusOr<absl::CivilDay> ParsePastDay(absl::string_view field, absl::string_view text,
                                            absl::CivilDay today) {
  ASSIGN_OR_RETURN(absl::CivilDay day, ParseCivilDay(field, text));
  if (day > today) {
    return InvalidField(field, "DATE_IN_FUTURE",
                        {"日期不能晚于今天", "The date cannot be later than today"});
  }
  return day;
}

std::string FormatCivilDay(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

std::string FormatChineseDay(absl::CivilDay day) {
  std::string out;
  for (char c : absl::StrFormat("%04d", day.year())) absl::StrAppend(&out, kDigits[c - '0']);
  absl::StrAppend(&out, "年", ChineseNumeral(day.month()), "月", ChineseNumeral(day.day()), "日");
  return out;
}

std::string FormatEnglishDay(absl::CivilDay day) {
  return absl::StrFormat("%s %d, %d", kMonths[day.month() - 1], day.day(), day.year());
}

int FullYears(absl::CivilDay birth, absl::CivilDay on) {
  const int years = static_cast<int>(on.year() - birth.year());
  const bool before_birthday =
      on.month() < birth.month() || (on.month() == birth.month() && on.day() < birth.day());
  return before_birthday ? years - 1 : years;
}

}  // namespace notary::common
