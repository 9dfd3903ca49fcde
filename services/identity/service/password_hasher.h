// Password hashing with a lid on it: at most two at once, 64 MiB each, so that signing in is no
// lever against the office. Thread-safe.
#pragma once

#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"

namespace notary::identity {

class PasswordHasher {
 public:
  static constexpr int kAtOnce = 2;

  // RESOURCE_EXHAUSTED (SIGN_IN_BUSY) when no turn came within a second.
  absl::StatusOr<std::string> Hash(absl::string_view password);
  absl::StatusOr<bool> Fits(absl::string_view hash, absl::string_view password);

 private:
  absl::Status TakeTurn() ABSL_LOCKS_EXCLUDED(mutex_);
  void EndTurn() ABSL_LOCKS_EXCLUDED(mutex_);
  bool HasTurn() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return running_ < kAtOnce; }

  absl::Mutex mutex_;
  int running_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace notary::identity
