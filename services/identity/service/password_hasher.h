// Password hashing with a lid on it: at most two at once, 64 MiB each, and two that wait for their
// turn, so that signing in is no lever against the office, and who signs in by a code is not kept
// from it by who tries passwords. Thread-safe.
#pragma once

#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "platform/base/slots.h"

namespace notary::identity {

class PasswordHasher {
 public:
  static constexpr int kAtOnce = 2;
  static constexpr int kWithThoseWaiting = 4;

  PasswordHasher();

  // RESOURCE_EXHAUSTED (SIGN_IN_BUSY) when as many wait already, or no turn came within a second.
  absl::StatusOr<std::string> Hash(absl::string_view password);
  absl::StatusOr<bool> Fits(absl::string_view hash, absl::string_view password);

 private:
  absl::Status TakeTurn() ABSL_LOCKS_EXCLUDED(mutex_);
  void EndTurn() ABSL_LOCKS_EXCLUDED(mutex_);
  bool HasTurn() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return running_ < kAtOnce; }

  Slots guests_;
  absl::Mutex mutex_;
  int running_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace notary::identity
