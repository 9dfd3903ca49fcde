#include "platform/time/backoff.h"

#include <algorithm>

#include "absl/random/distributions.h"

namespace notary {

absl::Duration BackoffCeiling(const BackoffOptions& options, int attempt) {
  absl::Duration ceiling = options.initial;
  for (int i = 1; i < attempt && ceiling < options.maximum; ++i) ceiling *= options.factor;
  return std::min(ceiling, options.maximum);
}

absl::Duration BackoffDelay(const BackoffOptions& options, int attempt, absl::BitGenRef random) {
  return BackoffCeiling(options, attempt) * absl::Uniform(random, 0.0, 1.0);
}

}  // namespace notary
