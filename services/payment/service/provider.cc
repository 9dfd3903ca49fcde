// What the provider tells us, and what we ask it: notices, orders under way, refunds.
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "services/payment/service/payment_service.h"

namespace notary::payment {
namespace {

constexpr int64_t kBatch = 20;
constexpr absl::Duration kLease = absl::Minutes(1);
constexpr absl::Duration kAskAgain = absl::Minutes(2);

}  // namespace

absl::StatusOr<v1::ReceiveProviderNoticeResponse> PaymentService::ReceiveProviderNotice(
    const Call& call, const v1::ReceiveProviderNoticeRequest& request) {
  ASSIGN_OR_RETURN(PaymentChannel * channel, ChannelOf(call.office));
  RawNotice raw{.headers = {}, .body = request.body()};
  for (const v1::NoticeHeader& header : request.headers()) {
    raw.headers.emplace_back(header.name(), header.value());
  }
  const absl::StatusOr<Notice> notice = channel->ReadNotice(raw);
  absl::Status outcome = notice.status();
  if (notice.ok() && std::holds_alternative<Trade>(notice->report)) {
    outcome = RecordTrade(call.office, std::get<Trade>(notice->report), call.now);
  }
  // A refund's notice only hurries the worker, which asks the provider under the refund's number.
  if (!outcome.ok()) Log(Severity::kWarning, "payment_notice_refused", {{"status", outcome}});
  const NoticeAnswer answer = channel->AnswerNotice(outcome);
  v1::ReceiveProviderNoticeResponse response;
  response.set_http_status(answer.http_status);
  response.set_body(answer.body);
  return response;
}

absl::Status PaymentService::RecordTrade(const std::string& office, const Trade& trade,
                                         absl::Time now) {
  ASSIGN_OR_RETURN(PaymentChannel * channel, ChannelOf(office));
  return db_.Transact([&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Order found, store_.GetOrder(tx, office, trade.order_number));
    ASSIGN_OR_RETURN(FeeNote note, store_.LockNote(tx, office, found.fee_note_id));
    // Read again under the note's lock: a twin of this notice may have been faster.
    ASSIGN_OR_RETURN(Order order, store_.GetOrder(tx, office, trade.order_number));
    const Receipt receipt = Judge({.merchant = channel->merchant(),
                                   .order_number = order.number,
                                   .total_fen = order.total_fen,
                                   .order_state = order.state,
                                   .note_state = note.state},
                                  trade);
    if (receipt == Receipt::kNotPaid || receipt == Receipt::kKnown) return absl::OkStatus();
    if (IsQuarantined(receipt)) {
      Log(Severity::kError, "payment_quarantined",
          {{"order", order.number}, {"why", Name(receipt)}});
      return store_.Quarantine(tx, order, receipt, trade.total_fen, now);
    }
    ASSIGN_OR_RETURN(order.state, Decide(order.state, OrderEvent::kPaid));
    order.transaction = trade.transaction;
    RETURN_IF_ERROR(store_.UpdateOrder(tx, order, std::nullopt));
    if (receipt == Receipt::kPays) {
      ASSIGN_OR_RETURN(note.state, Decide(note.state, NoteEvent::kPay));
      RETURN_IF_ERROR(store_.UpdateNote(tx, note));
      RETURN_IF_ERROR(store_.Book(tx, note, "RECEIVED", Received(order.total_fen), now));
      return Report(tx, note, "PAID", now);
    }
    const RefundCause cause =
        receipt == Receipt::kPaidTwice ? RefundCause::kPaidTwice : RefundCause::kPaidAfterClose;
    RETURN_IF_ERROR(
        store_.Book(tx, note, "RECEIVED_UNEXPLAINED", ReceivedUnexplained(order.total_fen), now));
    RETURN_IF_ERROR(
        store_.Book(tx, note, "UNEXPLAINED_RETURNED", UnexplainedReturned(order.total_fen), now));
    return GiveBack(tx, note, order, cause, order.total_fen, /*of_note=*/false, now);
  });
}

absl::StatusOr<int64_t> PaymentService::FollowOrders(absl::Time now) {
  std::vector<Order> due;
  RETURN_IF_ERROR(db_.Transact([&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(due, store_.ClaimOrders(tx, now, now + kLease, kBatch));
    return absl::OkStatus();
  }));
  for (Order& order : due) {
    const absl::Status status = FollowOrder(order, now);
    if (!status.ok())
      Log(Severity::kWarning, "order_not_followed", {{"order", order.number}, {"status", status}});
  }
  return static_cast<int64_t>(due.size());
}

absl::Status PaymentService::FollowOrder(Order& order, absl::Time now) {
  ASSIGN_OR_RETURN(PaymentChannel * channel, ChannelOf(order.office));
  const absl::StatusOr<Trade> trade = channel->FindTrade(order.number);
  if (!trade.ok() && !absl::IsNotFound(trade.status())) return trade.status();
  const bool paid =
      trade.ok() && (trade->state == TradeState::kPaid || trade->state == TradeState::kRefunded);
  if (paid) return RecordTrade(order.office, *trade, now);
  bool close = now >= order.expire_time;
  RETURN_IF_ERROR(db_.Transact([&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const FeeNote note, store_.LockNote(tx, order.office, order.fee_note_id));
    close = close || note.state == NoteState::kClosed;
    if (close) return absl::OkStatus();
    ASSIGN_OR_RETURN(const Order current, store_.GetOrder(tx, order.office, order.number));
    const bool open =
        current.state == OrderState::kCreated || current.state == OrderState::kPending;
    return open ? store_.UpdateOrder(tx, current, now + kAskAgain) : absl::OkStatus();
  }));
  if (!close) return absl::OkStatus();
  if (trade.ok()) RETURN_IF_ERROR(channel->CloseOrder(order.number));
  return db_.Transact([&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(FeeNote note, store_.LockNote(tx, order.office, order.fee_note_id));
    ASSIGN_OR_RETURN(Order current, store_.GetOrder(tx, order.office, order.number));
    if (current.state == OrderState::kPaid) return absl::OkStatus();  // paid at the last moment
    current.state = OrderState::kClosed;
    RETURN_IF_ERROR(store_.UpdateOrder(tx, current, std::nullopt));
    if (note.state != NoteState::kPending) return absl::OkStatus();
    ASSIGN_OR_RETURN(note.state, Decide(note.state, NoteEvent::kOrderExpired));
    return store_.UpdateNote(tx, note);
  });
}

absl::StatusOr<int64_t> PaymentService::FollowRefunds(absl::Time now) {
  std::vector<Refund> due;
  RETURN_IF_ERROR(db_.Transact([&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(due, store_.ClaimRefunds(tx, now, now + kLease, kBatch));
    return absl::OkStatus();
  }));
  for (const Refund& refund : due) {
    const absl::Status status = FollowRefund(refund, now);
    if (!status.ok())
      Log(Severity::kWarning, "refund_not_followed",
          {{"refund", refund.number}, {"status", status}});
  }
  return static_cast<int64_t>(due.size());
}

absl::Status PaymentService::FollowRefund(const Refund& refund, absl::Time now) {
  ASSIGN_OR_RETURN(PaymentChannel * channel, ChannelOf(refund.office));
  // The same number is the same refund at the provider, so a second try cannot pay twice.
  const absl::StatusOr<RefundReport> report =
      refund.state == RefundState::kApproved ? channel->Refund({.number = refund.number,
                                                                .order_number = refund.order_number,
                                                                .reason = "公证费退费",
                                                                .refund_fen = refund.refund_fen,
                                                                .total_fen = refund.order_fen})
                                             : channel->FindRefund(refund.number);
  if (!report.ok()) return report.status();
  return RecordRefund(refund, *report, now);
}

absl::Status PaymentService::RecordRefund(const Refund& refund, const RefundReport& report,
                                          absl::Time now) {
  return db_.Transact([&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(FeeNote note, store_.LockNote(tx, refund.office, refund.fee_note_id));
    if (report.state == ChannelRefundState::kProcessing) {
      return store_.MoveRefund(tx, refund, RefundState::kSent, now + absl::Seconds(30)).status();
    }
    if (report.state != ChannelRefundState::kSucceeded) {
      Log(Severity::kError, "refund_abnormal", {{"refund", refund.number}});
      return store_.MoveRefund(tx, refund, RefundState::kAbnormal, std::nullopt).status();
    }
    ASSIGN_OR_RETURN(const bool moved,
                     store_.MoveRefund(tx, refund, RefundState::kDone, std::nullopt));
    if (!moved) return absl::OkStatus();
    RETURN_IF_ERROR(store_.Book(tx, note, "REFUND_DONE", RefundDone(refund.refund_fen), now));
    if (!refund.of_note) return absl::OkStatus();
    note.refund_fen += refund.refund_fen;
    const bool all = note.refund_fen == note.total.sum();
    ASSIGN_OR_RETURN(note.state,
                     Decide(note.state, all ? NoteEvent::kRefundAll : NoteEvent::kRefundPart));
    RETURN_IF_ERROR(store_.UpdateNote(tx, note));
    return Report(tx, note, all ? "REFUNDED" : "PART_REFUNDED", now);
  });
}

}  // namespace notary::payment
