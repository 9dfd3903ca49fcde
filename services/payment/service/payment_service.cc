#include "services/payment/service/payment_service.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "notary/application/v1/application_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/durable_call.h"
#include "platform/rpc/timestamp.h"

namespace notary::payment {
namespace {

constexpr absl::Duration kCodeLife = absl::Hours(2);  // WeChat Pay: a native code lives two hours
constexpr char kDescription[] = "公证费";

std::string IdOf(const std::string& name) {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  return parts.size() == 4 && IsUuid(parts[3]) ? parts[3] : "00000000-0000-0000-0000-000000000000";
}

absl::Status NotHere() { return NotFoundError("RESOURCE_NOT_FOUND", {"未找到", "Not found"}); }

v1::Payment ToProto(const Order& o) {
  v1::Payment out;
  out.set_name(absl::StrCat("offices/", o.office, "/payments/", o.id));
  out.set_fee_note(absl::StrCat("offices/", o.office, "/feeNotes/", o.fee_note_id));
  out.set_order_number(o.number);
  out.set_code_url(o.code_url);
  out.set_total_fen(o.total_fen);
  *out.mutable_expire_time() = rpc::ToTimestamp(o.expire_time);
  return out;
}

const char* BasisName(PriceBasis basis) {
  switch (basis) {
    case PriceBasis::kGovernment:
      return "GOVERNMENT";
    case PriceBasis::kMarket:
      return "MARKET";
    case PriceBasis::kThirdParty:
      return "THIRD_PARTY";
  }
  return "";
}

}  // namespace

rpc::Service PaymentService::Bind() {
  rpc::Service service("notary.payment.v1.PaymentService");
  service.Method("CreateFeeNote", this, &PaymentService::CreateFeeNote);
  service.Method("SettleFeeNote", this, &PaymentService::SettleFeeNote);
  service.Method("GetFeeNote", this, &PaymentService::GetFeeNote);
  service.Method("StartPayment", this, &PaymentService::StartPayment);
  service.Method("ReceiveProviderNotice", this, &PaymentService::ReceiveProviderNotice);
  return service;
}

absl::StatusOr<PaymentChannel*> PaymentService::ChannelOf(const std::string& office) const {
  const auto channel = channels_.find(office);
  if (channel != channels_.end()) return channel->second.get();
  return PreconditionError("OFFICE_WITHOUT_MERCHANT",
                           {"该公证处未开通在线支付", "This office has no merchant account"});
}

absl::StatusOr<v1::CreateFeeNoteResponse> PaymentService::CreateFeeNote(
    const Call& call, const v1::CreateFeeNoteRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<FeeLine> lines, quote_(request));
  ASSIGN_OR_RETURN(const FeeTotal total, CheckLines(lines));
  const FeeNote note{.office = call.office,
                     .id = NewId(call.now),
                     .application = request.application(),
                     .payer = request.payer(),
                     .total = total,
                     .create_time = call.now};
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::CreateFeeNoteResponse> {
    RETURN_IF_ERROR(store_.InsertNote(tx, note, lines));
    RETURN_IF_ERROR(store_.Book(tx, note, "ASSESSED", Assessed(total), call.now));
    RETURN_IF_ERROR(Report(tx, note, "ASSESSED", call.now));
    v1::CreateFeeNoteResponse response;
    response.set_fee_note(note.Name());
    response.set_total_fen(total.sum());
    return response;
  });
}

absl::StatusOr<v1::FeeNote> PaymentService::GetFeeNote(const Call& call,
                                                       const v1::GetFeeNoteRequest& request) {
  return db_.Read([&](pg::Tx& tx) -> absl::StatusOr<v1::FeeNote> {
    ASSIGN_OR_RETURN(const FeeNote note, store_.GetNote(tx, call.office, IdOf(request.name())));
    if (!call.caller.IsStaff() && call.principal != note.payer) return NotHere();
    ASSIGN_OR_RETURN(const std::vector<FeeLine> lines, store_.Lines(tx, note));
    v1::FeeNote out;
    out.set_name(note.Name());
    out.set_application(note.application);
    out.set_total_fen(note.total.sum());
    out.set_refund_fen(note.refund_fen);
    out.set_state(notary::Name(note.state));
    *out.mutable_create_time() = rpc::ToTimestamp(note.create_time);
    for (const FeeLine& line : lines) {
      v1::FeeItem& item = *out.add_items();
      item.set_code(line.code);
      item.set_name_zh(line.name_zh);
      item.set_name_en(line.name_en);
      item.set_basis(BasisName(line.basis));
      item.set_unit_fen(line.unit_fen);
      item.set_quantity(line.quantity);
      item.set_discount_fen(line.discount_fen);
      item.set_subtotal_fen(line.subtotal_fen);
    }
    return out;
  });
}

// The order is stored before the provider hears of it: a lost answer is asked for under the same
// number, never paid for under a second one.
absl::StatusOr<v1::Payment> PaymentService::StartPayment(const Call& call,
                                                         const v1::StartPaymentRequest& request) {
  ASSIGN_OR_RETURN(PaymentChannel * channel, ChannelOf(call.office));
  ASSIGN_OR_RETURN(Order order, OpenOrPlace(call, IdOf(request.name())));
  if (!order.code_url.empty()) return ToProto(order);
  ASSIGN_OR_RETURN(order.code_url, channel->CreateOrder({.number = order.number,
                                                         .description = kDescription,
                                                         .total_fen = order.total_fen,
                                                         .expires = order.expire_time}));
  RETURN_IF_ERROR(db_.Transact([&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(Order current, store_.GetOrder(tx, order.office, order.number));
    if (current.state != OrderState::kCreated) return absl::OkStatus();  // paid already
    current.state = OrderState::kPending;
    current.code_url = order.code_url;
    return store_.UpdateOrder(tx, current, call.now + absl::Minutes(1));
  }));
  return ToProto(order);
}

absl::StatusOr<Order> PaymentService::OpenOrPlace(const Call& call, const std::string& note_id) {
  Order order;
  RETURN_IF_ERROR(db_.Transact([&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(FeeNote note, store_.LockNote(tx, call.office, note_id));
    if (call.principal != note.payer) return NotHere();
    ASSIGN_OR_RETURN(const std::optional<Order> open, store_.OpenOrder(tx, note));
    if (open) {
      order = *open;
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(note.state, Decide(note.state, NoteEvent::kPlaceOrder));
    order = {.office = call.office,
             .id = NewId(call.now),
             .fee_note_id = note.id,
             .total_fen = note.total.sum(),
             // To the second: what is sent must be repeatable to the letter.
             .expire_time = absl::FromUnixSeconds(absl::ToUnixSeconds(call.now + kCodeLife))};
    order.number = OrderNumber(order.id);
    RETURN_IF_ERROR(store_.InsertOrder(tx, order, call.now));
    return store_.UpdateNote(tx, note);
  }));
  return order;
}

absl::StatusOr<v1::SettleFeeNoteResponse> PaymentService::SettleFeeNote(
    const Call& call, const v1::SettleFeeNoteRequest& request) {
  const std::optional<RefundCause> cause =
      CauseOfClosing(request.closing(), request.fault(), request.reviewed());
  if (!cause) {
    return InvalidField("closing", "CLOSING_UNKNOWN", {"未知的结案方式", "Unknown way of closing"});
  }
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::SettleFeeNoteResponse> {
    v1::SettleFeeNoteResponse response;
    ASSIGN_OR_RETURN(std::optional<FeeNote> note,
                     store_.LockNoteOfCase(tx, call.office, request.application()));
    if (!note) return response;  // the case ended before a fee was assessed
    if (note->state == NoteState::kCreated || note->state == NoteState::kPending) {
      ASSIGN_OR_RETURN(note->state, Decide(note->state, NoteEvent::kClose));
      RETURN_IF_ERROR(store_.UpdateNote(tx, *note));
      RETURN_IF_ERROR(store_.Book(tx, *note, "UNASSESSED", Unassessed(note->total), call.now));
      tx.WakeWorkers();  // an open order is closed at the provider by FollowOrders
      return response;
    }
    if (note->state != NoteState::kPaid) return response;
    ASSIGN_OR_RETURN(const std::optional<Order> order, store_.PaidOrder(tx, *note));
    if (!order) return absl::DataLossError("paid fee note without a paid order");
    const FeeTotal back = DefaultRefund(*cause, {.total = note->total});
    if (back.sum() == 0) return response;
    RETURN_IF_ERROR(store_.Book(tx, *note, "REFUND_DECIDED", RefundDecided(back), call.now));
    RETURN_IF_ERROR(GiveBack(tx, *note, *order, *cause, back.sum(), /*of_note=*/true, call.now));
    response.set_refund_fen(back.sum());
    return response;
  });
}

absl::Status PaymentService::GiveBack(pg::Tx& tx, const FeeNote& note, const Order& order,
                                      RefundCause cause, int64_t fen, bool of_note,
                                      absl::Time now) {
  Refund refund{.office = note.office,
                .id = NewId(now),
                .fee_note_id = note.id,
                .order_number = order.number,
                .order_fen = order.total_fen,
                .cause = cause,
                .refund_fen = fen,
                .of_note = of_note};
  refund.number = RefundNumber(refund.id);
  RETURN_IF_ERROR(store_.InsertRefund(tx, refund, now));
  tx.WakeWorkers();
  return absl::OkStatus();
}

absl::Status PaymentService::Report(pg::Tx& tx, const FeeNote& note, const char* state,
                                    absl::Time now) {
  application::v1::ReportPaymentRequest request;
  request.set_name(note.application);
  request.set_payment_state(state);
  request.set_fee_note(note.Name());
  request.set_fee_fen(note.total.sum());
  request.set_refund_fen(note.refund_fen);
  const std::string case_id = note.application.substr(note.application.rfind('/') + 1);
  return rpc::CallLater(tx, note.office, case_id,
                        "/notary.application.v1.ApplicationService/ReportPayment", request, now);
}

}  // namespace notary::payment
