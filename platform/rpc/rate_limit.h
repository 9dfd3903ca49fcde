// A token bucket per principal: one careless or hostile caller cannot take the office's capacity.
// Thread-safe.
#pragma once

#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace notary::rpc {

class RateLimit {
 public:
  struct Options {
    double calls_per_second = 50;
    double burst = 200;
  };
  explicit RateLimit(Options options) : options_(options) {}

  // RESOURCE_EXHAUSTED (RATE_LIMITED) with the time until the next call may pass. Real time.
  absl::Status Admit(const std::string& principal);

 private:
  struct Bucket {
    double tokens;
    absl::Time filled;
  };
  // What the bucket holds by now.
  double Tokens(const Bucket& bucket, absl::Time now) const;
  // Forgets the fuller half. A full bucket says nothing that a new one would not, so whoever asks
  // under ever new names makes the others forgotten last who have asked most.
  void MakeRoom(absl::Time now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Options options_;
  absl::Mutex mutex_;
  absl::flat_hash_map<std::string, Bucket> buckets_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace notary::rpc
