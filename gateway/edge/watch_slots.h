// How many answers may be watched at once, in all and by one caller. Thread-safe.
#pragma once

#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"

namespace notary::gateway {

class WatchSlots {
 public:
  WatchSlots(int in_all, int per_caller) : in_all_(in_all), per_caller_(per_caller) {}

  // Free again when it is destroyed.
  class Slot {
   public:
    Slot(WatchSlots& slots, std::string caller) : slots_(&slots), caller_(std::move(caller)) {}
    Slot(Slot&& other) noexcept : slots_(other.slots_), caller_(std::move(other.caller_)) {
      other.slots_ = nullptr;
    }
    Slot& operator=(Slot&&) = delete;
    ~Slot() {
      if (slots_ != nullptr) slots_->Release(caller_);
    }

   private:
    WatchSlots* slots_;
    std::string caller_;
  };

  // RESOURCE_EXHAUSTED (TOO_MANY_WATCHES) when there is none left.
  absl::StatusOr<Slot> Take(const std::string& caller);

 private:
  void Release(const std::string& caller);

  const int in_all_;
  const int per_caller_;
  absl::Mutex mutex_;
  int taken_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::flat_hash_map<std::string, int> by_caller_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace notary::gateway
