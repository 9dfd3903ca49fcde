// One attempt to pay: the order is stored, then the provider is asked, then its code is stored. A
// process that dies between finds the stored order and asks again with the same number.
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/resource_name.h"
#include "services/payment/service/convert.h"
#include "services/payment/service/payment_service.h"

namespace notary::payment {
namespace {

constexpr absl::Duration kOrderLife = absl::Hours(2);
constexpr absl::Duration kFirstPoll = absl::Minutes(1);
constexpr char kDescription[] = "公证费";

absl::StatusOr<std::string> CaseOf(const absl::StatusOr<FeeNote>& note) {
  if (!note.ok()) return note.status();
  return note->application;
}

}  // namespace

absl::Status PaymentService::ProviderBusy() {
  return MakeError(absl::StatusCode::kUnavailable,
                   {.reason = "PAYMENT_CHANNEL_BUSY",
                    .text = {"支付渠道繁忙，请稍后再试",
                             "The payment provider is slow now; try again in a moment"},
                    .retry_after = absl::Seconds(5)});
}

absl::StatusOr<v1::Payment> PaymentService::StartPayment(const Call& call,
                                                         const v1::StartPaymentRequest& request) {
  ASSIGN_OR_RETURN(const std::string note_id, rpc::IdOf(request.name(), "feeNotes"));
  ASSIGN_OR_RETURN(const Merchants* const merchants, MerchantsOf(call.office));
  PaymentChannel& channel = *merchants->present;
  const absl::StatusOr<FeeNote> known =
      db_.Read(call.office, [&](pg::Tx& tx) { return store_.GetNote(tx, call.office, note_id); });
  RETURN_IF_ERROR(application::CheckMayPay(sides_, call, CaseOf(known)));
  ASSIGN_OR_RETURN(PaymentOrder order, OrderToPay(call, note_id, channel));
  // Nothing more is paid to an earlier merchant of the office than what was by now.
  const bool over = order.expire_time <= call.now || order.merchant != channel.merchant();
  if (order.state == OrderState::kPending && !over) return ToProto(order);
  ASSIGN_OR_RETURN(const Slots::Slot slot, slots_.Take());
  if (over) {
    RETURN_IF_ERROR(FollowOrder(order, call.now));
    ASSIGN_OR_RETURN(order, OrderToPay(call, note_id, channel));
  }
  if (order.state == OrderState::kCreated && order.merchant == channel.merchant()) {
    ASSIGN_OR_RETURN(order, PlaceOrder(channel, order, call.now));
  }
  return ToProto(order);
}

// The open order of the note, or a new one. The request log is not used: what is open decides.
absl::StatusOr<PaymentOrder> PaymentService::OrderToPay(const Call& call,
                                                        const std::string& note_id,
                                                        const PaymentChannel& channel) {
  PaymentOrder order;
  RETURN_IF_ERROR(db_.Transact(call.office, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(FeeNote note, store_.LockNote(tx, call.office, note_id));
    if (note.state == NoteState::kPending) {
      ASSIGN_OR_RETURN(const std::optional<PaymentOrder> open, store_.OpenOrder(tx, note));
      if (!open) return absl::InternalError("a pending fee note has no open order");
      order = *open;
      return absl::OkStatus();
    }
    RETURN_IF_ERROR(store_.MoveNote(tx, note, NoteEvent::kPlaceOrder));
    const std::string id = NewId(call.now);
    order = {.office = call.office,
             .id = id,
             .note = note.id,
             .number = OrderNumber(id),
             .merchant = channel.merchant(),
             .total_fen = note.total.sum(),
             .create_time = call.now,
             .expire_time = call.now + kOrderLife,
             .next_poll = call.now + kFirstPoll};
    store_.InsertOrder(tx, order);
    return absl::OkStatus();
  }));
  return order;
}

absl::StatusOr<PaymentOrder> PaymentService::PlaceOrder(PaymentChannel& channel,
                                                        const PaymentOrder& order, absl::Time now) {
  const absl::StatusOr<std::string> code = channel.CreateOrder({.number = order.number,
                                                                .description = kDescription,
                                                                .total_fen = order.total_fen,
                                                                .expires = order.expire_time});
  const std::string reason = ReasonOf(code.status());
  const bool beyond = reason == "CHANNEL_ORDER_PAID" || reason == "CHANNEL_ORDER_CLOSED";
  if (!code.ok() && !beyond) return code.status();
  if (beyond) RETURN_IF_ERROR(FollowOrder(order, now));
  PaymentOrder placed;
  RETURN_IF_ERROR(db_.Transact(order.office, [&](pg::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(store_.LockNote(tx, order.office, order.note).status());
    ASSIGN_OR_RETURN(placed, store_.GetOrder(tx, order.office, order.id));
    if (beyond || placed.state != OrderState::kCreated) return absl::OkStatus();
    placed.code_url = *code;
    return store_.MoveOrder(tx, placed, OrderEvent::kPlaced);
  }));
  return placed;
}

}  // namespace notary::payment
