// A fixed number of threads behind a bounded queue: where blocking work runs, so that no gRPC
// thread ever waits for a disk. Thread-safe.
#pragma once

#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace notary {

class Executor {
 public:
  Executor(int threads, int max_queued);
  ~Executor();  // finishes what was queued

  // False when the queue is full or Stop was called: the caller refuses its own caller, at once.
  bool TrySubmit(std::function<void()> task);

  // Tasks that wait for a thread now.
  size_t queued() const;

  // Takes nothing new, finishes what is queued, joins. Safe to call twice.
  void Stop();

 private:
  void Work();
  bool HasWorkOrStops() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return stopping_ || !queue_.empty();
  }

  const size_t max_queued_;
  mutable absl::Mutex mutex_;
  std::deque<std::function<void()>> queue_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace notary
