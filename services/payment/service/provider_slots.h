// How many calls of clients may wait for payment providers at once: a provider that does not answer
// must not hold every thread of the service. Workers have threads of their own and need none.
// Thread-safe.
#pragma once

#include <atomic>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace notary::payment {

class ProviderSlots {
 public:
  static constexpr int kAtOnce = 4;

  // Held while it lives; not longer than the slots.
  class Slot {
   public:
    explicit Slot(std::atomic<int>& taken) : taken_(&taken) {}
    Slot(Slot&& other) noexcept : taken_(std::exchange(other.taken_, nullptr)) {}
    Slot& operator=(Slot&&) = delete;
    ~Slot();

   private:
    std::atomic<int>* taken_;
  };

  // UNAVAILABLE (PAYMENT_CHANNEL_BUSY) with a time to try again, at once.
  absl::StatusOr<Slot> Take();

 private:
  std::atomic<int> taken_ = 0;
};

}  // namespace notary::payment
