#include "services/appointment/domain/slots.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/time/clock.h"

namespace notary::appointment {
namespace {

// Years far from now are none that a calendar could hold.
constexpr absl::Duration kFarthest = absl::Hours(24 * 400);

absl::CivilDay DayOf(absl::Time time) { return absl::ToCivilDay(time, ShanghaiZone()); }

absl::Duration Length(const OfficeHours& office) {
  return absl::Minutes(office.regular.slot_minutes);
}

void AddRegular(const OpeningHours& hours, absl::CivilDay day, std::vector<absl::Time>& starts) {
  for (int minute = hours.open_hour * 60; minute + hours.slot_minutes <= hours.close_hour * 60;
       minute += hours.slot_minutes) {
    const bool pause = minute >= hours.pause_from_hour * 60 && minute < hours.pause_to_hour * 60;
    if (!pause) starts.push_back(absl::FromCivil(absl::CivilMinute(day) + minute, ShanghaiZone()));
  }
}

// As if the office had never closed. A day off on which it opens may be made a working day later:
// then a slot is in both.
std::vector<absl::Time> SlotsBeforeClosures(const OfficeHours& office, absl::CivilDay day) {
  std::vector<absl::Time> starts;
  if (office.calendar.Classify(day).provisional) return starts;
  if (office.calendar.IsWorkingDay(day)) AddRegular(office.regular, day, starts);
  const absl::Duration slot = Length(office);
  for (const OpeningChange& change : office.changes) {
    if (change.kind != OpeningKind::kExtra || DayOf(change.start) != day) continue;
    for (absl::Time start = change.start; start + slot <= change.end; start += slot) {
      starts.push_back(start);
    }
  }
  std::ranges::sort(starts);
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  return starts;
}

}  // namespace

std::vector<absl::Time> SlotsOf(const OfficeHours& office, absl::CivilDay day) {
  std::vector<absl::Time> starts = SlotsBeforeClosures(office, day);
  std::erase_if(starts, [&](absl::Time start) {
    return ClosureAt(office.changes, start, start + Length(office)) != nullptr;
  });
  return starts;
}

bool IsOffered(const OfficeHours& office, absl::Time start) {
  return CheckSlot(office, start).ok();
}

absl::Status CheckSlotTime(const common::WorkingCalendar& calendar, absl::Time start,
                           absl::Time now) {
  if (start <= now) {
    return InvalidField("visit.start_time", "SLOT_IN_THE_PAST",
                        {"该时段已过", "This slot has passed"});
  }
  if (start > now + kFarthest || calendar.Classify(DayOf(start)).provisional) {
    return InvalidField("visit.start_time", "SLOT_NOT_OPEN_YET",
                        {"该日期尚未开放预约", "Visits on this day cannot be booked yet"});
  }
  return absl::OkStatus();
}

absl::Status CheckSlot(const OfficeHours& office, absl::Time start) {
  const std::vector<absl::Time> starts = SlotsBeforeClosures(office, DayOf(start));
  if (!std::binary_search(starts.begin(), starts.end(), start)) {
    return InvalidField("visit.start_time", "SLOT_UNKNOWN",
                        {"没有该时段", "There is no such slot"});
  }
  const OpeningChange* closure = ClosureAt(office.changes, start, start + Length(office));
  if (closure == nullptr) return absl::OkStatus();
  return PreconditionError(
      "OFFICE_CLOSED",
      {absl::StrCat("本处该时段暂停接待，请另选：", closure->reason.zh),
       absl::StrCat("The office is closed then; choose another time: ", closure->reason.en)});
}

}  // namespace notary::appointment
