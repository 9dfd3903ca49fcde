// Guessing a password gets slower with each wrong try in a row. The price is known: a stranger who
// keeps trying keeps an account locked; the office sees it in the account's events.
#pragma once

#include <algorithm>

#include "absl/time/time.h"

namespace notary::identity {

inline constexpr int64_t kFreeTries = 5;
inline constexpr absl::Duration kLongestLock = absl::Hours(1);

// How long an account is locked after its nth wrong try in a row: 0 for the first four, then 1, 2,
// 4 … minutes, at most an hour.
constexpr absl::Duration LockAfter(int64_t failures) {
  if (failures < kFreeTries) return absl::ZeroDuration();
  const int64_t doublings = std::min<int64_t>(failures - kFreeTries, 10);
  return std::min(absl::Minutes(int64_t{1} << doublings), kLongestLock);
}

}  // namespace notary::identity
