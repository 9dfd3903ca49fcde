// The slots of a day: fifteen minutes each, in opening hours, on working days (domain.md 1.7), as
// the office has changed them.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/appointment/domain/opening_change.h"
#include "services/appointment/domain/opening_hours.h"
#include "services/common/working_calendar.h"

namespace notary::appointment {

// When an office receives visitors. `changes` are those in force that touch the days asked about.
struct OfficeHours {
  OpeningHours regular;
  common::WorkingCalendar calendar;
  std::vector<OpeningChange> changes = {};
};

// Starts of all slots of the day, earliest first; none where the office has closed, none on a day
// off without an extra opening, and none in a year whose days off are not published.
std::vector<absl::Time> SlotsOf(const OfficeHours& office, absl::CivilDay day);

// Whether somebody is received who has booked this start.
bool IsOffered(const OfficeHours& office, absl::Time start);

// INVALID_ARGUMENT: SLOT_IN_THE_PAST; SLOT_NOT_OPEN_YET in a year whose days off are not published.
// Needs no changes.
absl::Status CheckSlotTime(const common::WorkingCalendar& calendar, absl::Time start,
                           absl::Time now);
// INVALID_ARGUMENT: SLOT_UNKNOWN for a time that is no slot's start. FAILED_PRECONDITION:
// OFFICE_CLOSED, with what the office says of it.
absl::Status CheckSlot(const OfficeHours& office, absl::Time start);

}  // namespace notary::appointment
