// A visit that was booked, and what became of it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/base/enum_names.h"

namespace notary::appointment {

enum class VisitState {
  kBooked,
  kKept,       // the party came
  kMissed,     // its time has passed without the party
  kCancelled,  // given back, or its case has ended
};

// Why the office cancelled a visit: its party is told.
enum class CancelReason {
  kPartyAsked,  // by telephone, or at the counter
  kStaffAway,
  kDeviceFailed,
  kOfficeReason,  // another one of the office's own
  kOfficeClosed,  // by a change of its opening hours
};

struct Visit {
  std::string office;
  std::string id;
  std::string application;
  std::string visitor;
  int64_t counter = 0;
  absl::Time start;
  absl::Time end;
  VisitState state = VisitState::kBooked;
  // The office's, of what it has just cancelled.
  std::optional<CancelReason> cancel_reason = {};
  absl::Time create_time;

  // A booked visit is missed by time alone; who comes late still keeps it.
  VisitState StateAt(absl::Time now) const {
    return state == VisitState::kBooked && end <= now ? VisitState::kMissed : state;
  }
};

// Whoever cancels it says this of the reason. The office's own where staff give none; an applicant
// needs none. INVALID_ARGUMENT at reason: CANCEL_REASON_UNKNOWN for what nobody may give,
// CANCEL_REASON_OF_STAFF.
absl::StatusOr<std::optional<CancelReason>> ReasonGiven(bool by_staff, absl::string_view given);

}  // namespace notary::appointment

namespace notary {

template <>
inline constexpr auto kEnumNames<appointment::VisitState> =
    std::to_array<const char*>({"BOOKED", "KEPT", "MISSED", "CANCELLED"});

template <>
inline constexpr auto kEnumNames<appointment::CancelReason> = std::to_array<const char*>(
    {"PARTY_ASKED", "STAFF_AWAY", "DEVICE_FAILED", "OFFICE_REASON", "OFFICE_CLOSED"});

}  // namespace notary
