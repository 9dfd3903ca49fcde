// How many may do something slow at once, so that it cannot hold every thread of a service: whoever
// finds all slots taken is told so at once and keeps no thread. Thread-safe.
#pragma once

#include <atomic>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace notary {

class Slots {
 public:
  // `busy` is what is said to whoever gets none: an error with a reason and a time to try again.
  Slots(int at_once, absl::Status busy) : at_once_(at_once), busy_(std::move(busy)) {}

  // Held while it lives; not longer than the slots.
  class Slot {
   public:
    explicit Slot(std::atomic<int>& taken) : taken_(&taken) {}
    Slot(Slot&& other) noexcept : taken_(std::exchange(other.taken_, nullptr)) {}
    Slot& operator=(Slot&&) = delete;
    ~Slot() {
      if (taken_ != nullptr) taken_->fetch_sub(1);
    }

   private:
    std::atomic<int>* taken_;
  };

  absl::StatusOr<Slot> Take() {
    const int before = taken_.fetch_add(1);
    Slot slot(taken_);
    if (before < at_once_) return slot;
    return busy_;
  }

 private:
  const int at_once_;
  const absl::Status busy_;
  std::atomic<int> taken_ = 0;
};

}  // namespace notary
