// What an office changes of its opening hours for a time: closed by weather, open on a Saturday
// (domain.md 9). It concerns visits alone; the days that the law counts stay as they are.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "platform/base/enum_names.h"
#include "platform/base/error.h"
#include "services/appointment/domain/opening_hours.h"
#include "services/common/working_calendar.h"

namespace notary::appointment {

enum class OpeningKind {
  kClosed,
  kExtra,  // on a day off
};

enum class OpeningState { kInForce, kWithdrawn };

struct OpeningChange {
  std::string office;
  std::string id;
  OpeningKind kind = OpeningKind::kClosed;
  absl::Time start;
  absl::Time end;
  Text reason;  // as applicants read it
  OpeningState state = OpeningState::kInForce;
  std::string author;
  int64_t revision = 1;
  absl::Time create_time;

  std::string Etag() const { return absl::StrCat(revision); }
};

// How many of an office's may lie ahead, and how many visits one of them cancels.
inline constexpr int64_t kOpeningChangesMax = 100;
inline constexpr int64_t kCancelledVisitsMax = 500;

// INVALID_ARGUMENT at opening_change.start_time or end_time: OPENING_IN_THE_PAST for what begins
// before the slot that is under way, OPENING_TOO_FAR, OPENING_ENDS_BEFORE_IT_BEGINS,
// OPENING_TOO_LONG, OPENING_BETWEEN_SLOTS. An extra opening is on one day off of a year whose days
// off are published: OPENING_OVER_MIDNIGHT, SLOT_NOT_OPEN_YET, OPENING_ON_WORKING_DAY.
absl::Status CheckOpeningChange(const OpeningChange& change, const OpeningHours& hours,
                                const common::WorkingCalendar& calendar, absl::Time now);

// `ahead` are in force and have not ended; `touched` are those of them that touch its time.
// FAILED_PRECONDITION: OPENING_CHANGES_TOO_MANY; OPENING_OVERLAPS for two of one kind.
absl::Status MayAdd(const OpeningChange& change, int64_t ahead,
                    const std::vector<OpeningChange>& touched);
// FAILED_PRECONDITION: OPENING_WITHDRAWN; OPENING_PASSED for what has ended.
absl::Status MayWithdraw(const OpeningChange& change, absl::Time now);

// Whether a change may be made on which so many booked visits depend. FAILED_PRECONDITION:
// VISITS_BOOKED when they are not to be cancelled, VISITS_TOO_MANY.
absl::Status MayCancelVisits(int64_t visits, bool cancel);

// The closure that [start, end) touches; nullptr when there is none.
const OpeningChange* ClosureAt(const std::vector<OpeningChange>& changes, absl::Time start,
                               absl::Time end);

}  // namespace notary::appointment

namespace notary {

template <>
inline constexpr auto kEnumNames<appointment::OpeningKind> = std::to_array<const char*>({"CLOSED",
                                                                                         "EXTRA"});

template <>
inline constexpr auto kEnumNames<appointment::OpeningState> =
    std::to_array<const char*>({"IN_FORCE", "WITHDRAWN"});

}  // namespace notary
