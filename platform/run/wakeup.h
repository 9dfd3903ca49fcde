// A doorbell between a commit and the workers of the same process. Rings are not counted: a worker
// looks for work until there is none, then waits. Thread-safe.
#pragma once

#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace notary {

class Wakeup {
 public:
  void Notify() {
    absl::MutexLock lock(&mutex_);
    ++rings_;
  }

  // The number of rings so far: read it before looking for work, wait with it after.
  int64_t rings() const {
    absl::MutexLock lock(&mutex_);
    return rings_;
  }

  // Returns when there was a ring after `seen`, or after timeout.
  void Wait(int64_t seen, absl::Duration timeout) const {
    absl::MutexLock lock(&mutex_);
    const auto rang = [this, seen]()
                          ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return rings_ > seen; };
    mutex_.AwaitWithTimeout(absl::Condition(&rang), timeout);
  }

 private:
  mutable absl::Mutex mutex_;
  int64_t rings_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace notary
