// How long to wait before the next try. Whether to try again at all is another question
// (MayPassByItself).
#pragma once

#include <cstdint>

#include "absl/random/bit_gen_ref.h"
#include "absl/time/time.h"

namespace notary {

struct BackoffOptions {
  absl::Duration initial = absl::Milliseconds(50);
  absl::Duration maximum = absl::Seconds(30);
  double factor = 2.0;
};

// The upper bound of the wait before try `attempt` (1 = the first repetition), without jitter.
absl::Duration BackoffCeiling(const BackoffOptions& options, int attempt);

// Full jitter: uniform between 0 and the ceiling, so that callers that failed together spread out.
absl::Duration BackoffDelay(const BackoffOptions& options, int attempt, absl::BitGenRef random);

}  // namespace notary
