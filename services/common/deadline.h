// Time limits counted in working days, with pauses (Notarization Law Art. 30, Procedure Rules Art.
// 35), and those counted by the calendar (Civil Code Arts 201-203). Every result explains itself
// day by day, because a party may ask why a case took as long as it did.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "platform/base/error.h"
#include "services/common/working_calendar.h"

namespace notary::common {

// Days that do not count: force majeure, supplementing, verification. The first day counts as used;
// counting resumes the day after the resume event.
struct Pause {
  absl::CivilDay first_day;
  std::optional<absl::CivilDay> resume_day;  // nullopt: still open
  Text reason;
};

struct CountedDay {
  enum class Why { kWorkingDay, kMakeupWorkday, kWeekend, kHoliday, kPaused };
  absl::CivilDay day;
  bool counted;
  Why why;
  Text text;  // the holiday or the reason of the pause; empty for weekdays and weekends
};

struct Deadline {
  std::optional<absl::CivilDay> due;  // nullopt while a pause is open that reaches the count
  bool promisable;                    // every day counted over lies in a year with data, due known
  int counted_days;                   // before an open pause when due is unknown, else all
  std::string calendar_version;
  std::vector<CountedDay> days;  // from the day after `from` to the due day or the open pause
};

// The last of `working_days` counted days after `from`, which itself is not counted. Overlapping
// pauses are not added twice. INVALID_ARGUMENT: working_days outside 1..1000 (WORKING_DAYS_RANGE)
// or a pause that ends before it begins (PAUSE_ORDER).
absl::StatusOr<Deadline> AddWorkingDays(const WorkingCalendar& calendar, absl::CivilDay from,
                                        int working_days, const std::vector<Pause>& pauses = {});

// Limits by the calendar. The day of the event is not counted; a month without the corresponding
// day ends on its last; an end on a day off moves to the next working day.
struct Period {
  int years = 0;
  int months = 0;
  int days = 0;
};

// A limit as the law states it: in working days, or else by the calendar.
struct Limit {
  int working_days = 0;
  Period period = {};
};

struct CalendarLimit {
  absl::CivilDay due;
  bool promisable;
};
CalendarLimit AddPeriod(const WorkingCalendar& calendar, absl::CivilDay from, Period period);

// The last day of a limit that begins with an event on `from`.
absl::StatusOr<CalendarLimit> LastDayOf(const WorkingCalendar& calendar, const Limit& limit,
                                        absl::CivilDay from);

// The latest day whose limit ended before `today`: what happened then, or earlier, is overdue.
absl::StatusOr<absl::CivilDay> LastDayRunOut(const WorkingCalendar& calendar, const Limit& limit,
                                             absl::CivilDay today);

}  // namespace notary::common
