#include "services/appointment/domain/opening_change.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "platform/base/status_macros.h"
#include "platform/time/clock.h"

namespace notary::appointment {
namespace {

constexpr char kStart[] = "opening_change.start_time";
constexpr char kEnd[] = "opening_change.end_time";
constexpr absl::Duration kFarthest = absl::Hours(24 * 400);
constexpr absl::Duration kLongest = absl::Hours(24 * 31);

absl::CivilDay DayOf(absl::Time time) { return absl::ToCivilDay(time, ShanghaiZone()); }

// Slots lie at multiples of their length from midnight, which in Shanghai is a full hour of UTC.
bool IsBetweenSlots(absl::Time time, absl::Duration slot) {
  return absl::Floor(time - absl::UnixEpoch(), slot) != time - absl::UnixEpoch();
}

absl::Status CheckTimes(const OpeningChange& change, absl::Duration slot, absl::Time now) {
  if (change.start + slot <= now) {
    return InvalidField(kStart, "OPENING_IN_THE_PAST",
                        {"开始时间已过", "It would begin in the past"});
  }
  if (change.start > now + kFarthest) {
    return InvalidField(kStart, "OPENING_TOO_FAR",
                        {"开始时间最迟为400天后", "It begins 400 days ahead at most"});
  }
  if (change.end <= change.start) {
    return InvalidField(kEnd, "OPENING_ENDS_BEFORE_IT_BEGINS",
                        {"结束时间须晚于开始时间", "It must end after it begins"});
  }
  if (change.end - change.start > kLongest) {
    return InvalidField(kEnd, "OPENING_TOO_LONG", {"一次最长31天", "It lasts 31 days at most"});
  }
  constexpr char kBetween[] = "OPENING_BETWEEN_SLOTS";
  const Text quarter = {"须为整刻钟", "It must be a full quarter of an hour"};
  if (IsBetweenSlots(change.start, slot)) return InvalidField(kStart, kBetween, quarter);
  if (IsBetweenSlots(change.end, slot)) return InvalidField(kEnd, kBetween, quarter);
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckOpeningChange(const OpeningChange& change, const OpeningHours& hours,
                                const common::WorkingCalendar& calendar, absl::Time now) {
  const absl::Duration slot = absl::Minutes(hours.slot_minutes);
  RETURN_IF_ERROR(CheckTimes(change, slot, now));
  if (change.kind == OpeningKind::kClosed) return absl::OkStatus();
  const absl::CivilDay day = DayOf(change.start);
  if (DayOf(change.end - slot) != day) {
    return InvalidField(kEnd, "OPENING_OVER_MIDNIGHT",
                        {"加开须在同一日内", "An extra opening ends on its own day"});
  }
  if (calendar.Classify(day).provisional) {
    return InvalidField(kStart, "SLOT_NOT_OPEN_YET",
                        {"该年节假日安排尚未公布", "The days off of this year are not published"});
  }
  if (!calendar.IsWorkingDay(day)) return absl::OkStatus();
  return InvalidField(kStart, "OPENING_ON_WORKING_DAY",
                      {"该日为工作日，无需加开", "This is a working day; the office is open"});
}

absl::Status MayAdd(const OpeningChange& change, int64_t ahead,
                    const std::vector<OpeningChange>& touched) {
  if (ahead >= kOpeningChangesMax) {
    return PreconditionError("OPENING_CHANGES_TOO_MANY",
                             {absl::StrCat("未来的时间调整最多", kOpeningChangesMax, "项"),
                              absl::StrCat("At most ", kOpeningChangesMax, " may lie ahead")});
  }
  if (std::ranges::count(touched, change.kind, &OpeningChange::kind) == 0) return absl::OkStatus();
  return PreconditionError("OPENING_OVERLAPS", {"与已有的同类时间调整重叠，请先撤回",
                                                "It overlaps another of its kind; withdraw that"});
}

absl::Status MayWithdraw(const OpeningChange& change, absl::Time now) {
  if (change.state == OpeningState::kWithdrawn) {
    return PreconditionError("OPENING_WITHDRAWN", {"该时间调整已撤回", "It was withdrawn already"});
  }
  if (change.end > now) return absl::OkStatus();
  return PreconditionError("OPENING_PASSED", {"该时间调整已结束", "It has ended"});
}

absl::Status MayCancelVisits(int64_t visits, bool cancel) {
  if (visits == 0) return absl::OkStatus();
  if (visits > kCancelledVisitsMax) {
    return PreconditionError(
        "VISITS_TOO_MANY",
        {absl::StrCat("涉及的预约超过", kCancelledVisitsMax, "个，请分段办理"),
         absl::StrCat("More than ", kCancelledVisitsMax, " visits; do it in several parts")});
  }
  if (cancel) return absl::OkStatus();
  return PreconditionError(
      "VISITS_BOOKED",
      {absl::StrCat("该时段内已有", visits, "个预约；确认取消的，请选择同时取消预约"),
       absl::StrCat("Visits are booked there: ", visits, ". Ask for them to be cancelled too")});
}

const OpeningChange* ClosureAt(const std::vector<OpeningChange>& changes, absl::Time start,
                               absl::Time end) {
  const auto found = std::ranges::find_if(changes, [&](const OpeningChange& change) {
    return change.kind == OpeningKind::kClosed && change.start < end && start < change.end;
  });
  return found == changes.end() ? nullptr : &*found;
}

}  // namespace notary::appointment
