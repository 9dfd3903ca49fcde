#include "services/payment/domain/states.h"

#include "platform/base/error.h"

namespace notary::payment {
namespace {

template <typename State>
absl::StatusOr<State> OrRefuse(const std::optional<State>& target, absl::string_view reason,
                               Text text) {
  if (target) return *target;
  return PreconditionError(reason, std::move(text));
}

}  // namespace

absl::StatusOr<NoteState> Decide(NoteState from, NoteEvent event) {
  return OrRefuse(Target(kNoteMoves, from, event), "FEE_NOTE_STATE",
                  {"缴费通知单当前状态不允许此操作", "The state of the fee note forbids this"});
}

absl::StatusOr<OrderState> Decide(OrderState from, OrderEvent event) {
  return OrRefuse(Target(kOrderMoves, from, event), "PAYMENT_ORDER_STATE",
                  {"支付订单当前状态不允许此操作", "The state of the payment order forbids this"});
}

absl::StatusOr<RefundState> Decide(RefundState from, RefundEvent event) {
  return OrRefuse(Target(kRefundMoves, from, event), "REFUND_STATE",
                  {"退款当前状态不允许此操作", "The state of the refund forbids this"});
}

}  // namespace notary::payment
