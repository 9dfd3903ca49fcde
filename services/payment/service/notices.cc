// What the provider says, by notice or because we asked, is judged and recorded in one transaction.
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "services/payment/service/payment_service.h"

namespace notary::payment {
namespace {

constexpr absl::Duration kAskAgain = absl::Minutes(1);
// Why the provider did not bring the money back.
constexpr char kClosed[] = "CHANNEL_REFUND_CLOSED";
constexpr char kAbnormal[] = "CHANNEL_REFUND_ABNORMAL";

bool AnyOf(const std::vector<QuarantinedReport>& reports, Receipt reason) {
  for (const QuarantinedReport& report : reports) {
    if (report.reason == Name(reason)) return true;
  }
  return false;
}

// Each merchant has keys of its own, and a notice does not say in the open which it is of. The
// channel that read it, or else the present one.
std::pair<PaymentChannel*, absl::StatusOr<Notice>> Read(const Merchants& merchants,
                                                        const RawNotice& raw) {
  absl::StatusOr<Notice> notice = merchants.present->ReadNotice(raw);
  for (const std::unique_ptr<PaymentChannel>& earlier : merchants.former) {
    if (notice.ok()) break;
    absl::StatusOr<Notice> other = earlier->ReadNotice(raw);
    if (other.ok()) return {earlier.get(), std::move(other)};
  }
  return {merchants.present.get(), std::move(notice)};
}

bool IsPayment(Receipt receipt) {
  return receipt == Receipt::kPays || receipt == Receipt::kPaidTwice ||
         receipt == Receipt::kPaidAfterClose;
}

}  // namespace

absl::StatusOr<v1::ReceiveProviderNoticeResponse> PaymentService::ReceiveProviderNotice(
    const Call& call, const v1::ReceiveProviderNoticeRequest& request) {
  ASSIGN_OR_RETURN(const Merchants* const merchants, MerchantsOf(call.office));
  RawNotice raw{.body = request.body()};
  for (const v1::ProviderHeader& header : request.headers()) {
    raw.headers.emplace_back(header.name(), header.value());
  }
  const auto [channel, notice] = Read(*merchants, raw);
  absl::Status outcome = notice.status();
  if (notice.ok()) {
    const Trade* trade = std::get_if<Trade>(&notice->report);
    outcome = trade != nullptr
                  ? TakeTrade(call.office, *trade, call.now)
                  : TakeRefund(call.office, std::get<RefundReport>(notice->report), call.now);
  }
  if (!outcome.ok()) {
    Log(Severity::kWarning, "payment_notice_refused",
        {{"office", call.office}, {"status", outcome}});
  }
  const NoticeAnswer answer = channel->AnswerNotice(outcome);
  v1::ReceiveProviderNoticeResponse response;
  response.set_http_status(answer.http_status);
  response.set_body(answer.body);
  return response;
}

absl::Status PaymentService::TakeTrade(const std::string& office, const Trade& trade,
                                       absl::Time now) {
  Receipt receipt = Receipt::kNotPaid;
  RETURN_IF_ERROR(db_.Transact(office, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(std::optional<PaymentOrder> order,
                     store_.FindOrder(tx, office, trade.order_number));
    if (!order) {
      receipt = OfNoOrder(office, trade);
      return QuarantineTrade(tx, office, trade, receipt, now);
    }
    ASSIGN_OR_RETURN(FeeNote note, store_.LockNote(tx, office, order->note));
    ASSIGN_OR_RETURN(*order, store_.GetOrder(tx, office, order->id));
    ASSIGN_OR_RETURN(const std::vector<QuarantinedReport> before,
                     store_.ReportsOf(tx, office, trade.transaction));
    ASSIGN_OR_RETURN(const bool used, store_.IsPaidByAnother(tx, *order, trade.transaction));
    receipt = Judge({.merchant = order->merchant,
                     .order_number = order->number,
                     .total_fen = order->total_fen,
                     .owed_fen = note.total.sum(),
                     .order_state = order->state,
                     .note_state = note.state,
                     .transaction_used = used,
                     .refunded_unseen = AnyOf(before, Receipt::kRefundedUnseen)},
                    trade);
    if (IsQuarantined(receipt)) {
      store_.PollOrderAt(tx, *order, std::nullopt);
      // Nobody can pay by it any more, here or there: the fee is still owed, and takes another.
      const bool spent = IsInSuspense(receipt, trade) || receipt == Receipt::kTransactionUsed;
      if (spent) RETURN_IF_ERROR(RecordClosed(tx, note, *order));
      return QuarantineTrade(tx, office, trade, receipt, now);
    }
    order->transaction = trade.transaction;
    order->paid_at = trade.paid_at;
    if (IsPayment(receipt)) RETURN_IF_ERROR(Explain(tx, before, now));
    if (receipt == Receipt::kPays) return RecordPaid(tx, note, *order, now);
    if (receipt == Receipt::kPaidTwice) {
      return RecordUnexplained(tx, note, *order, RefundCause::kPaidTwice, now);
    }
    if (receipt == Receipt::kPaidAfterClose) {
      return RecordUnexplained(tx, note, *order, RefundCause::kPaidAfterClose, now);
    }
    const bool closed = receipt == Receipt::kNotPaid && trade.state == TradeState::kClosed;
    return closed ? RecordClosed(tx, note, *order) : absl::OkStatus();
  }));
  if (IsQuarantined(receipt)) {
    Log(Severity::kError, "payment_quarantined", {{"office", office}, {"reason", Name(receipt)}});
  }
  return absl::OkStatus();
}

absl::Status PaymentService::RecordPaid(pg::Tx& tx, FeeNote& note, PaymentOrder& order,
                                        absl::Time now) const {
  order.next_poll = std::nullopt;
  RETURN_IF_ERROR(store_.MoveOrder(tx, order, OrderEvent::kPaid));
  note.paid_order = order.id;
  RETURN_IF_ERROR(store_.MoveNote(tx, note, NoteEvent::kPay));
  store_.Book(tx, order.office, order.id, "RECEIVED", Received(order.total_fen), now);
  RETURN_IF_ERROR(HastenOpenOrder(tx, note, now));
  return Report(tx, note, "PAID", now);
}

absl::Status PaymentService::RecordUnexplained(pg::Tx& tx, const FeeNote& note, PaymentOrder& order,
                                               RefundCause cause, absl::Time now) const {
  order.next_poll = std::nullopt;
  RETURN_IF_ERROR(store_.MoveOrder(tx, order, OrderEvent::kPaid));
  store_.Book(tx, order.office, order.id, "RECEIVED", ReceivedUnexplained(order.total_fen), now);
  const std::string id = NewId(now);
  store_.InsertRefund(tx, {.office = order.office,
                           .id = id,
                           .note = note.id,
                           .order = order.id,
                           .number = RefundNumber(id),
                           .cause = cause,
                           .unexplained = true,
                           .amount = {.office_fen = order.total_fen},
                           .create_time = now});
  tx.WakeWorkers();
  store_.Book(tx, order.office, id, "REFUND_DECIDED", UnexplainedReturned(order.total_fen), now);
  return absl::OkStatus();
}

absl::Status PaymentService::RecordClosed(pg::Tx& tx, FeeNote& note, PaymentOrder& order) const {
  const bool open = order.state == OrderState::kCreated || order.state == OrderState::kPending;
  if (!open) return absl::OkStatus();
  order.next_poll = std::nullopt;
  RETURN_IF_ERROR(store_.MoveOrder(tx, order, OrderEvent::kClosed));
  const bool owed = note.state == NoteState::kPending;
  return owed ? store_.MoveNote(tx, note, NoteEvent::kOrderExpired) : absl::OkStatus();
}

absl::Status PaymentService::TakeRefund(const std::string& office, const RefundReport& report,
                                        absl::Time now) {
  bool stuck = false;
  RETURN_IF_ERROR(db_.Transact(office, [&](pg::Tx& tx) -> absl::Status {
    stuck = true;
    ASSIGN_OR_RETURN(std::optional<RefundOrder> refund,
                     store_.FindRefund(tx, office, report.number));
    if (!refund) return QuarantineUnknownRefund(tx, office, report, now);
    ASSIGN_OR_RETURN(FeeNote note, store_.LockNote(tx, office, refund->note));
    ASSIGN_OR_RETURN(refund, store_.FindRefund(tx, office, report.number));
    ASSIGN_OR_RETURN(const PaymentOrder order, store_.GetOrder(tx, office, refund->order));
    const bool same = report.merchant == order.merchant && report.order_number == order.number &&
                      report.refund_fen == refund->amount.sum();
    if (!same) return QuarantineRefund(tx, office, report, "REFUND_DIFFERS", now);
    const bool waits =
        refund->state == RefundState::kApproved || refund->state == RefundState::kSent;
    stuck = false;
    switch (report.state) {
      case ChannelRefundState::kProcessing:
        if (refund->state != RefundState::kApproved) return absl::OkStatus();
        return store_.MoveRefund(tx, *refund, RefundEvent::kSend, now + kAskAgain);
      case ChannelRefundState::kSucceeded:
        stuck = refund->way == ReturnWay::kBankTransfer || refund->state == RefundState::kResolving;
        return RecordReturned(tx, note, *refund, report, now);
      case ChannelRefundState::kClosed:
      case ChannelRefundState::kAbnormal:
        stuck = waits;
        if (!waits) return absl::OkStatus();
        refund->failure = report.state == ChannelRefundState::kClosed ? kClosed : kAbnormal;
        return store_.MoveRefund(tx, *refund, RefundEvent::kFail, std::nullopt);
    }
    return absl::OkStatus();
  }));
  if (stuck) {
    Log(Severity::kError, "refund_needs_a_person", {{"office", office}, {"refund", report.number}});
  }
  return absl::OkStatus();
}

// The provider says that the money is back.
absl::Status PaymentService::RecordReturned(pg::Tx& tx, FeeNote& note, RefundOrder& refund,
                                            const RefundReport& report, absl::Time now) const {
  std::optional<Proposal> said;  // of how it went back, and nobody has decided on that
  if (refund.state == RefundState::kResolving) {
    std::vector<RefundOrder> one{refund};
    RETURN_IF_ERROR(proposals_.AddLast(tx, refund.office, one));
    said = one.front().proposal.value();
  }
  // By hand at the provider's site it is the same refund, which the provider now knows too. A
  // transfer is another, and it has left before it is proposed: who decides on it must still look.
  const ReturnWay way = said ? said->way : refund.way;
  if (way == ReturnWay::kBankTransfer) {
    return QuarantineRefund(tx, refund.office, report, "RETURNED_TWICE", now,
                            ReturnedUnexplained(report.refund_fen));
  }
  if (refund.state == RefundState::kDone) return absl::OkStatus();
  if (said) RETURN_IF_ERROR(OvertakeProposal(tx, *said, now));
  // The transfer that it seemed to double was turned down meanwhile: it came back once.
  ASSIGN_OR_RETURN(const std::vector<QuarantinedReport> doubled, store_.ReturnedTwice(tx, refund));
  RETURN_IF_ERROR(Explain(tx, doubled, now));
  return RecordRefundDone(tx, note, refund, RefundEvent::kFinish, now);
}

absl::Status PaymentService::RecordRefundDone(pg::Tx& tx, FeeNote& note, RefundOrder& refund,
                                              RefundEvent event, absl::Time now) const {
  RETURN_IF_ERROR(store_.MoveRefund(tx, refund, event, std::nullopt));
  store_.Book(tx, refund.office, refund.id, "REFUND_DONE",
              RefundDone(AccountOf(refund.way), refund.amount.sum()), now);
  if (refund.unexplained) return ReportOverpaid(tx, note, refund.amount.sum(), now);
  note.refunded.office_fen += refund.amount.office_fen;
  note.refunded.third_party_fen += refund.amount.third_party_fen;
  const bool all = note.refunded.sum() == note.total.sum();
  RETURN_IF_ERROR(store_.MoveNote(tx, note, all ? NoteEvent::kRefundAll : NoteEvent::kRefundPart));
  return Report(tx, note, Name(note.state), now, &refund);
}

}  // namespace notary::payment
