#include "services/common/deadline.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "platform/base/status_macros.h"

namespace notary::common {
namespace {

constexpr int kMaxWorkingDays = 1000;

absl::Status CheckInput(int working_days, const std::vector<Pause>& pauses) {
  if (working_days < 1 || working_days > kMaxWorkingDays) {
    return InvalidField("working_days", "WORKING_DAYS_RANGE",
                        {"工作日数应为1至1000", "The number of working days is 1 to 1000"});
  }
  for (size_t i = 0; i < pauses.size(); ++i) {
    if (pauses[i].resume_day && *pauses[i].resume_day < pauses[i].first_day) {
      return InvalidField(absl::StrCat("pauses[", i, "].resume_day"), "PAUSE_ORDER",
                          {"恢复日不能早于中止日", "A pause cannot end before it begins"});
    }
  }
  return absl::OkStatus();
}

// The pause that takes this day out of the count, if any: an open one first, for it ends the count.
const Pause* PauseOn(const std::vector<Pause>& pauses, absl::CivilDay day) {
  const Pause* found = nullptr;
  for (const Pause& pause : pauses) {
    const bool covers = day > pause.first_day && (!pause.resume_day || day <= *pause.resume_day);
    if (!covers) continue;
    if (!pause.resume_day) return &pause;
    if (found == nullptr) found = &pause;
  }
  return found;
}

CountedDay::Why WhyOf(DayClass::Why why) {
  switch (why) {
    case DayClass::Why::kWeekday:
      return CountedDay::Why::kWorkingDay;
    case DayClass::Why::kMakeupWorkday:
      return CountedDay::Why::kMakeupWorkday;
    case DayClass::Why::kWeekend:
      return CountedDay::Why::kWeekend;
    case DayClass::Why::kHoliday:
      break;
  }
  return CountedDay::Why::kHoliday;
}

// A day off stays a day off under a pause: a pause costs working days only.
CountedDay Explain(const DayClass& day_class, absl::CivilDay day, const Pause* pause) {
  if (day_class.working && pause != nullptr) {
    return {day, false, CountedDay::Why::kPaused, pause->reason};
  }
  return {day, day_class.working, WhyOf(day_class.why), day_class.name};
}

// The corresponding day of a later month, or its last day (Civil Code Art. 202).
absl::CivilDay AddMonths(absl::CivilDay from, int months) {
  const absl::CivilMonth month = absl::CivilMonth(from) + months;
  const absl::CivilDay last = absl::CivilDay(month + 1) - 1;
  return std::min(absl::CivilDay(month) + (from.day() - 1), last);
}

}  // namespace

absl::StatusOr<Deadline> AddWorkingDays(const WorkingCalendar& calendar, absl::CivilDay from,
                                        int working_days, const std::vector<Pause>& pauses) {
  if (absl::Status valid = CheckInput(working_days, pauses); !valid.ok()) return valid;
  Deadline deadline{.due = {},
                    .promisable = true,
                    .counted_days = 0,
                    .calendar_version = calendar.version(),
                    .days = {}};
  for (absl::CivilDay day = from + 1; deadline.counted_days < working_days; ++day) {
    const Pause* const pause = PauseOn(pauses, day);
    if (pause != nullptr && !pause->resume_day) {
      deadline.promisable = false;
      return deadline;
    }
    const DayClass day_class = calendar.Classify(day);
    if (day_class.provisional) deadline.promisable = false;
    deadline.days.push_back(Explain(day_class, day, pause));
    if (deadline.days.back().counted) ++deadline.counted_days;
  }
  deadline.due = deadline.days.back().day;
  return deadline;
}

CalendarLimit AddPeriod(const WorkingCalendar& calendar, absl::CivilDay from, Period period) {
  const absl::CivilDay end = AddMonths(from, period.years * 12 + period.months) + period.days;
  const absl::CivilDay due = calendar.NextWorkingDay(end);
  const bool provisional = calendar.Classify(end).provisional || calendar.Classify(due).provisional;
  return {.due = due, .promisable = !provisional};
}

absl::StatusOr<CalendarLimit> LastDayOf(const WorkingCalendar& calendar, const Limit& limit,
                                        absl::CivilDay from) {
  if (limit.working_days == 0) return AddPeriod(calendar, from, limit.period);
  ASSIGN_OR_RETURN(const Deadline deadline, AddWorkingDays(calendar, from, limit.working_days));
  return CalendarLimit{.due = *deadline.due, .promisable = deadline.promisable};
}

absl::StatusOr<absl::CivilDay> LastDayRunOut(const WorkingCalendar& calendar, const Limit& limit,
                                             absl::CivilDay today) {
  for (absl::CivilDay day = today - 1;; --day) {
    ASSIGN_OR_RETURN(const CalendarLimit last, LastDayOf(calendar, limit, day));
    if (last.due < today) return day;
  }
}

}  // namespace notary::common
