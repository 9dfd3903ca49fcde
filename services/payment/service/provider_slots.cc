#include "services/payment/service/provider_slots.h"

#include "platform/base/error.h"

namespace notary::payment {

ProviderSlots::Slot::~Slot() {
  if (taken_ != nullptr) taken_->fetch_sub(1);
}

absl::StatusOr<ProviderSlots::Slot> ProviderSlots::Take() {
  const int before = taken_.fetch_add(1);
  Slot slot(taken_);
  if (before < kAtOnce) return slot;
  return MakeError(absl::StatusCode::kUnavailable,
                   {.reason = "PAYMENT_CHANNEL_BUSY",
                    .text = {"支付渠道繁忙，请稍后再试",
                             "The payment provider is slow now; try again in a moment"},
                    .retry_after = absl::Seconds(5)});
}

}  // namespace notary::payment
