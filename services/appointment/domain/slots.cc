#include "services/appointment/domain/slots.h"

#include <algorithm>

#include "platform/base/error.h"
#include "platform/time/clock.h"

namespace notary::appointment {
namespace {

// Years far from now are none that a calendar could hold.
constexpr absl::Duration kFarthest = absl::Hours(24 * 400);

}  // namespace

std::vector<absl::Time> SlotsOf(const OpeningHours& hours, const common::WorkingCalendar& calendar,
                                absl::CivilDay day) {
  std::vector<absl::Time> starts;
  if (calendar.Classify(day).provisional || !calendar.IsWorkingDay(day)) return starts;
  for (int minute = hours.open_hour * 60; minute + hours.slot_minutes <= hours.close_hour * 60;
       minute += hours.slot_minutes) {
    const bool pause = minute >= hours.pause_from_hour * 60 && minute < hours.pause_to_hour * 60;
    if (!pause) starts.push_back(absl::FromCivil(absl::CivilMinute(day) + minute, ShanghaiZone()));
  }
  return starts;
}

absl::Status CheckSlot(const OpeningHours& hours, const common::WorkingCalendar& calendar,
                       absl::Time start, absl::Time now) {
  if (start <= now) {
    return InvalidField("visit.start_time", "SLOT_IN_THE_PAST",
                        {"该时段已过", "This slot has passed"});
  }
  const absl::CivilDay day = absl::ToCivilDay(start, ShanghaiZone());
  if (start > now + kFarthest || calendar.Classify(day).provisional) {
    return InvalidField("visit.start_time", "SLOT_NOT_OPEN_YET",
                        {"该日期尚未开放预约", "Visits on this day cannot be booked yet"});
  }
  const std::vector<absl::Time> starts = SlotsOf(hours, calendar, day);
  if (std::binary_search(starts.begin(), starts.end(), start)) return absl::OkStatus();
  return InvalidField("visit.start_time", "SLOT_UNKNOWN", {"没有该时段", "There is no such slot"});
}

}  // namespace notary::appointment
