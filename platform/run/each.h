// A worker's batch: one item that fails does not hold up the others.
#pragma once

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace notary {

// Calls fn(item) → StatusOr<int64_t>, how much it did, for every item. The sum, or the first
// failure.
template <typename Items, typename Fn>
absl::StatusOr<int64_t> ForEach(const Items& items, Fn fn) {
  int64_t sum = 0;
  absl::Status failed;
  for (const auto& item : items) {
    const absl::StatusOr<int64_t> done = fn(item);
    failed.Update(done.status());
    sum += done.value_or(0);
  }
  if (!failed.ok()) return failed;
  return sum;
}

}  // namespace notary
