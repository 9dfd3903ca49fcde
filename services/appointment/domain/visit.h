// A visit that was booked, and what became of it.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "platform/base/enum_names.h"

namespace notary::appointment {

enum class VisitState {
  kBooked,
  kKept,       // the party came
  kMissed,     // its time has passed without the party
  kCancelled,  // given back, or its case has ended
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
  absl::Time create_time;

  // A booked visit is missed by time alone; who comes late still keeps it.
  VisitState StateAt(absl::Time now) const {
    return state == VisitState::kBooked && end <= now ? VisitState::kMissed : state;
  }
};

}  // namespace notary::appointment

namespace notary {

template <>
inline constexpr auto kEnumNames<appointment::VisitState> =
    std::to_array<const char*>({"BOOKED", "KEPT", "MISSED", "CANCELLED"});

}  // namespace notary
