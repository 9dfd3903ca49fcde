// Working days as the State Council's yearly notice fixes them: Monday to Friday, minus holidays,
// plus make-up working days (domain: section 9). All rules are data; nothing here knows a holiday.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "platform/base/error.h"

namespace notary::common {

struct DayRule {
  enum class Kind { kHoliday, kMakeupWorkday };
  absl::CivilDay day;
  Kind kind;
  Text name;           // 国庆节 / National Day
  std::string source;  // the notice: 国办发明电〔2025〕7号
};

// What one day is, and why.
struct DayClass {
  enum class Why { kWeekday, kMakeupWorkday, kWeekend, kHoliday };
  bool working;
  Why why;
  Text name;         // of the holiday; empty for plain weekdays and weekends
  bool provisional;  // the year's notice is not loaded: Monday to Friday assumed
};

struct WorkingDayCount {
  int days;
  bool provisional;
};

// Immutable, so safe to share between threads.
class WorkingCalendar {
 public:
  // Knows no year: everything is provisional.
  WorkingCalendar() = default;

  // `years` lists the years whose notice is complete. INVALID_ARGUMENT: a rule outside those years
  // or for a day already ruled (CALENDAR_YEAR_UNKNOWN, CALENDAR_DAY_TWICE), a holiday on no weekday
  // is fine, a make-up day on a weekday is not (CALENDAR_MAKEUP_ON_WEEKDAY).
  static absl::StatusOr<WorkingCalendar> Create(std::string version, const std::vector<int>& years,
                                                std::vector<DayRule> rules);

  const std::string& version() const { return version_; }
  bool HasYear(int year) const;
  DayClass Classify(absl::CivilDay day) const;
  bool IsWorkingDay(absl::CivilDay day) const { return Classify(day).working; }
  WorkingDayCount WorkingDaysIn(int year) const;

  // The day itself when it is a working day, else the next one (Civil Code Art. 203).
  absl::CivilDay NextWorkingDay(absl::CivilDay day) const;

 private:
  std::string version_;
  std::vector<int> years_;
  std::map<absl::CivilDay, DayRule> rules_;
};

}  // namespace notary::common
