// Asking the provider about everything that is open. A notice that never came changes nothing but
// the minute.
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/pg/queue.h"
#include "platform/time/backoff.h"
#include "services/payment/service/payment_service.h"

namespace notary::payment {
namespace {

constexpr int64_t kBatch = 20;
constexpr absl::Duration kPollEvery = absl::Minutes(1);
// A batch of refunds is done before it ends, however slow the provider: 10 s for each.
constexpr absl::Duration kLease = absl::Minutes(4);
constexpr BackoffOptions kBackoff{absl::Minutes(1), absl::Hours(6), 2.0};
constexpr char kRefundReason[] = "公证费退费";
// Whether an order's merchant can be asked again; only our own configuration is looked at.
constexpr absl::Duration kLookAgain = absl::Hours(6);

bool IsOpen(const PaymentOrder& order) {
  return order.state == OrderState::kCreated || order.state == OrderState::kPending;
}

// Nobody mends the rights or the keys of an account that the office has given up.
bool IsDeaf(const absl::Status& answer) {
  return IsRefusedForGood(answer) || ReasonOf(answer) == "CHANNEL_SIGNATURE_REFUSED";
}

void LogFailure(absl::string_view event, const std::string& number, const absl::Status& status) {
  const Severity severity = MayPassByItself(status) ? Severity::kWarning : Severity::kError;
  Log(severity, event, {{"number", number}, {"status", status}});
}

}  // namespace

absl::StatusOr<int64_t> PaymentService::PollOrders(absl::Time now) {
  ASSIGN_OR_RETURN(const std::vector<PaymentOrder> due,
                   pg::ClaimInOffices(
                       db_, kBatch, [&](pg::Tx& tx) { return store_.OrdersDue(tx, now, kBatch); },
                       [&](pg::Tx& tx, int64_t room) {
                         return store_.ClaimOrders(tx, now, now + kPollEvery, room);
                       }));
  int64_t followed = 0;
  for (const PaymentOrder& order : due) {
    const absl::Status status = FollowOrder(order, now);
    if (!status.ok()) LogFailure("payment_order_poll_failed", order.number, status);
    followed += status.ok() ? 1 : 0;
  }
  return followed;
}

// Takes over what the provider knows; then closes the order if it is old, of a merchant number that
// the office has no more, or nothing is owed. The other merchant does not know it, which says
// nothing of whether it was paid.
absl::Status PaymentService::FollowOrder(const PaymentOrder& order, absl::Time now) {
  ASSIGN_OR_RETURN(const Merchants* const merchants, MerchantsOf(order.office));
  PaymentChannel* const channel = merchants->Find(order.merchant);
  if (channel == nullptr) return LeaveOrderToPeople(order, now);
  const bool former = channel != merchants->present.get();
  const absl::StatusOr<Trade> trade = channel->FindTrade(order.number);
  const bool unknown = absl::IsNotFound(trade.status());
  if (!trade.ok() && !unknown) {
    return former && IsDeaf(trade.status()) ? LeaveOrderToPeople(order, now) : trade.status();
  }
  if (trade.ok()) RETURN_IF_ERROR(TakeTrade(order.office, *trade, now));

  bool lapses = false;
  RETURN_IF_ERROR(db_.Transact(order.office, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const FeeNote note, store_.LockNote(tx, order.office, order.note));
    ASSIGN_OR_RETURN(const PaymentOrder current, store_.GetOrder(tx, order.office, order.id));
    const bool over = former || note.state != NoteState::kPending || order.expire_time <= now;
    lapses = IsOpen(current) && over;
    // One that was closed before anybody could ask has been asked about now.
    const bool asked = !IsOpen(current) && current.next_poll;
    if (asked) store_.PollOrderAt(tx, current, std::nullopt);
    return absl::OkStatus();
  }));
  if (!lapses) return absl::OkStatus();
  // An order that the provider never got cannot be closed there and need not be.
  const absl::Status closed = unknown ? absl::OkStatus() : channel->CloseOrder(order.number);
  if (former && IsDeaf(closed)) return LeaveOrderToPeople(order, now);
  RETURN_IF_ERROR(closed);
  return db_.Transact(order.office, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(FeeNote note, store_.LockNote(tx, order.office, order.note));
    ASSIGN_OR_RETURN(PaymentOrder current, store_.GetOrder(tx, order.office, order.id));
    return RecordClosed(tx, note, current);
  });
}

// The party may pay by another order. Once the merchant can be asked again, it is asked after all:
// what was paid is found, until people have settled what became of it.
absl::Status PaymentService::LeaveOrderToPeople(const PaymentOrder& order, absl::Time now) const {
  bool shown = false;
  RETURN_IF_ERROR(db_.Transact(order.office, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(FeeNote note, store_.LockNote(tx, order.office, order.note));
    ASSIGN_OR_RETURN(PaymentOrder current, store_.GetOrder(tx, order.office, order.id));
    if (current.state == OrderState::kPaid) return absl::OkStatus();
    if (IsOpen(current) && note.state == NoteState::kPending && current.expire_time > now) {
      return MakeError(absl::StatusCode::kUnavailable, "PAYMENT_MERCHANT_CHANGED",
                       {"该公证处正在更换收款商户号，请于两小时后重新付款",
                        "The office changes its merchant account: pay in two hours"});
    }
    RETURN_IF_ERROR(RecordClosed(tx, note, current));
    ASSIGN_OR_RETURN(shown, store_.Quarantine(tx, {.office = order.office,
                                                   .id = NewId(now),
                                                   .reason = kMerchantChanged,
                                                   .merchant = order.merchant,
                                                   .number = order.number,
                                                   .total_fen = order.total_fen,
                                                   .currency = "CNY",
                                                   .create_time = now}));
    ASSIGN_OR_RETURN(const bool waits,
                     store_.IsReportWaiting(tx, order.office, order.number, kMerchantChanged));
    store_.PollOrderAt(tx, current, waits ? std::optional(now + kLookAgain) : std::nullopt);
    return absl::OkStatus();
  }));
  if (shown) {
    Log(Severity::kError, "payment_quarantined",
        {{"office", order.office}, {"reason", kMerchantChanged}});
  }
  return absl::OkStatus();
}

absl::StatusOr<int64_t> PaymentService::RefundDue(absl::Time now) {
  ASSIGN_OR_RETURN(const std::vector<RefundOrder> due,
                   pg::ClaimInOffices(
                       db_, kBatch, [&](pg::Tx& tx) { return store_.RefundsDue(tx, now, kBatch); },
                       [&](pg::Tx& tx, int64_t room) {
                         return store_.ClaimRefunds(tx, now, now + kLease, room);
                       }));
  int64_t followed = 0;
  for (const RefundOrder& refund : due) {
    const absl::Status status = FollowRefund(refund, now);
    if (!status.ok()) LogFailure("refund_failed", refund.number, status);
    followed += status.ok() ? 1 : 0;
    const absl::Time next =
        now + BackoffCeiling(kBackoff, static_cast<int>(std::min<int64_t>(refund.attempts, 20)));
    RETURN_IF_ERROR(db_.Transact(refund.office, [&](pg::Tx& tx) {
      store_.PostponeRefund(tx, refund, next, ReasonOf(status));
      return absl::OkStatus();
    }));
  }
  return followed;
}

// The same number is the same refund, so placing it again after a lost answer does no harm.
absl::Status PaymentService::FollowRefund(const RefundOrder& refund, absl::Time now) {
  ASSIGN_OR_RETURN(const Merchants* const merchants, MerchantsOf(refund.office));
  ASSIGN_OR_RETURN(const PaymentOrder order, db_.Read(refund.office, [&](pg::Tx& tx) {
    return store_.GetOrder(tx, refund.office, refund.order);
  }));
  // The office has another merchant number since, which does not know the order.
  PaymentChannel* const channel = merchants->Find(order.merchant);
  if (channel == nullptr) return LeaveToPeople(refund, kMerchantChanged);
  const absl::StatusOr<RefundReport> report = AskAfter(*channel, refund, order);
  if (IsRefusedForGood(report.status())) return LeaveToPeople(refund, ReasonOf(report.status()));
  RETURN_IF_ERROR(report.status());
  return TakeRefund(refund.office, *report, now);
}

// One that the provider refused before, and people gave back to it, is not known there.
absl::StatusOr<RefundReport> PaymentService::AskAfter(PaymentChannel& channel,
                                                      const RefundOrder& refund,
                                                      const PaymentOrder& order) {
  if (refund.state == RefundState::kSent) {
    absl::StatusOr<RefundReport> known = channel.FindRefund(refund.number);
    if (!absl::IsNotFound(known.status())) return known;
  }
  return channel.Refund({.number = refund.number,
                         .order_number = order.number,
                         .reason = kRefundReason,
                         .refund_fen = refund.amount.sum(),
                         .total_fen = order.total_fen});
}

absl::Status PaymentService::LeaveToPeople(const RefundOrder& refund, const std::string& reason) {
  RETURN_IF_ERROR(db_.Transact(refund.office, [&](pg::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(store_.LockNote(tx, refund.office, refund.note).status());
    ASSIGN_OR_RETURN(RefundOrder current, store_.GetRefund(tx, refund.office, refund.id));
    const bool waits =
        current.state == RefundState::kApproved || current.state == RefundState::kSent;
    if (!waits) return absl::OkStatus();
    current.failure = reason;
    return store_.MoveRefund(tx, current, RefundEvent::kFail, std::nullopt);
  }));
  Log(Severity::kError, "refund_needs_a_person",
      {{"office", refund.office}, {"refund", refund.number}, {"reason", reason}});
  return absl::OkStatus();
}

}  // namespace notary::payment
