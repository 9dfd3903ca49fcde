// The slots of a day: fifteen minutes each, in opening hours, on working days (domain.md 1.7).
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/common/working_calendar.h"

namespace notary::appointment {

// How an office receives visitors.
struct OpeningHours {
  int open_hour = 9;
  int close_hour = 17;
  int pause_from_hour = 12;  // lunch
  int pause_to_hour = 13;
  int slot_minutes = 15;
  int counters = 3;
};

// Starts of all slots of the day, earliest first; none on a day off, and none in a year whose days
// off are not published.
std::vector<absl::Time> SlotsOf(const OpeningHours& hours, const common::WorkingCalendar& calendar,
                                absl::CivilDay day);

// INVALID_ARGUMENT: SLOT_IN_THE_PAST; SLOT_NOT_OPEN_YET in a year whose days off are not published;
// SLOT_UNKNOWN for a time that is no slot's start.
absl::Status CheckSlot(const OpeningHours& hours, const common::WorkingCalendar& calendar,
                       absl::Time start, absl::Time now);

}  // namespace notary::appointment
