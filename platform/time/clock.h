// Time comes in by argument. A service holds a Clock&, a test holds a FakeClock, the demo a clock
// that it can move forward. What no rule of the law counts from (how old a file or a copy in memory
// is) may be asked of the machine.
#pragma once

#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace notary {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;  // thread-safe
};

class RealClock final : public Clock {
 public:
  absl::Time Now() const override { return absl::Now(); }
};

class FakeClock final : public Clock {
 public:
  explicit FakeClock(absl::Time start) : now_(start) {}
  absl::Time Now() const override {
    absl::MutexLock lock(&mutex_);
    return now_;
  }
  void Advance(absl::Duration by) {
    absl::MutexLock lock(&mutex_);
    now_ += by;
  }

 private:
  mutable absl::Mutex mutex_;
  absl::Time now_ ABSL_GUARDED_BY(mutex_);
};

// Real time plus an offset that all processes of one demo share through a small mapped file. It
// only moves forward. The configuration refuses it in production mode.
class SharedOffsetClock final : public Clock {
 public:
  // Opens the file, making it with offset 0 when absent.
  static absl::StatusOr<std::unique_ptr<SharedOffsetClock>> Open(const std::string& path);
  ~SharedOffsetClock() override;
  absl::Time Now() const override;
  void Advance(absl::Duration by);  // Pre: by >= 0. Seen by every process at once.

 private:
  explicit SharedOffsetClock(void* page) : page_(page) {}
  void* page_;
};

// How far the clocks of two houses that talk to each other may be apart: what one has just written
// is never refused by the other as of the future.
inline constexpr absl::Duration kClockTolerance = absl::Minutes(2);

// The zone in which the law counts days for a Shanghai office. Fixed: China has kept one offset
// without daylight saving since 1991.
absl::TimeZone ShanghaiZone();

}  // namespace notary
