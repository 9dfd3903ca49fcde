#include "services/common/working_calendar.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/civil_date.h"

namespace notary::common {
namespace {

bool IsWeekend(absl::CivilDay day) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  return weekday == absl::Weekday::saturday || weekday == absl::Weekday::sunday;
}

// Calendar dates are public, so the error may name the day.
absl::Status RuleError(absl::CivilDay day, absl::string_view reason, Text text) {
  return InvalidField(absl::StrCat("days[", FormatCivilDay(day), "]"), reason, std::move(text));
}

}  // namespace

absl::StatusOr<WorkingCalendar> WorkingCalendar::Create(std::string version,
                                                        const std::vector<int>& years,
                                                        std::vector<DayRule> rules) {
  WorkingCalendar calendar;
  calendar.version_ = std::move(version);
  calendar.years_ = years;
  for (DayRule& rule : rules) {
    const absl::CivilDay day = rule.day;
    if (!calendar.HasYear(static_cast<int>(day.year()))) {
      return RuleError(day, "CALENDAR_YEAR_UNKNOWN",
                       {"该日期不在已载入的年份内", "The day is in no loaded year"});
    }
    if (rule.kind == DayRule::Kind::kMakeupWorkday && !IsWeekend(day)) {
      return RuleError(day, "CALENDAR_MAKEUP_ON_WEEKDAY",
                       {"调休上班日应为周末", "A make-up working day falls on a weekend"});
    }
    if (!calendar.rules_.emplace(day, std::move(rule)).second) {
      return RuleError(day, "CALENDAR_DAY_TWICE", {"该日期重复", "The day is listed twice"});
    }
  }
  return calendar;
}

bool WorkingCalendar::HasYear(int year) const {
  return std::find(years_.begin(), years_.end(), year) != years_.end();
}

DayClass WorkingCalendar::Classify(absl::CivilDay day) const {
  const bool provisional = !HasYear(static_cast<int>(day.year()));
  const auto rule = rules_.find(day);
  if (rule != rules_.end()) {
    const bool makeup = rule->second.kind == DayRule::Kind::kMakeupWorkday;
    return {makeup, makeup ? DayClass::Why::kMakeupWorkday : DayClass::Why::kHoliday,
            rule->second.name, provisional};
  }
  const bool weekend = IsWeekend(day);
  return {!weekend, weekend ? DayClass::Why::kWeekend : DayClass::Why::kWeekday, {}, provisional};
}

WorkingDayCount WorkingCalendar::WorkingDaysIn(int year) const {
  WorkingDayCount count{0, !HasYear(year)};
  for (absl::CivilDay day(year, 1, 1); day.year() == year; ++day) {
    if (IsWorkingDay(day)) ++count.days;
  }
  return count;
}

absl::CivilDay WorkingCalendar::NextWorkingDay(absl::CivilDay day) const {
  while (!IsWorkingDay(day)) ++day;
  return day;
}

}  // namespace notary::common
