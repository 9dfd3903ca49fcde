// What the provider says and our books cannot explain: kept once, and booked so that the books hold
// what lies at the provider. People say what became of it (quarantine_desk.cc).
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "services/payment/service/payment_service.h"

namespace notary::payment {

// A trade under a number that we never gave: money of ours only at our merchant.
Receipt PaymentService::OfNoOrder(const std::string& office, const Trade& trade) const {
  const bool ours = FindChannel(office, trade.merchant) != nullptr;
  return ours ? Receipt::kOrderDiffers : Receipt::kMerchantDiffers;
}

// A transaction is booked once, whatever is said of it later.
absl::Status PaymentService::QuarantineTrade(pg::Tx& tx, const std::string& office,
                                             const Trade& trade, Receipt receipt,
                                             absl::Time now) const {
  ASSIGN_OR_RETURN(const bool booked, store_.IsBooked(tx, office, trade.transaction));
  const std::string id = NewId(now);
  ASSIGN_OR_RETURN(const bool added, store_.Quarantine(tx, {.office = office,
                                                            .id = id,
                                                            .reason = Name(receipt),
                                                            .merchant = trade.merchant,
                                                            .number = trade.order_number,
                                                            .transaction = trade.transaction,
                                                            .total_fen = trade.total_fen,
                                                            .currency = trade.currency,
                                                            .create_time = now}));
  if (!added || booked || !IsInSuspense(receipt, trade)) return absl::OkStatus();
  store_.Book(tx, office, id, "RECEIVED", ReceivedUnexplained(trade.total_fen), now);
  return absl::OkStatus();
}

absl::Status PaymentService::QuarantineUnknownRefund(pg::Tx& tx, const std::string& office,
                                                     const RefundReport& report,
                                                     absl::Time now) const {
  const bool ours = FindChannel(office, report.merchant) != nullptr;
  if (!ours || report.state != ChannelRefundState::kSucceeded) {
    return QuarantineRefund(tx, office, report, "REFUND_UNKNOWN", now);
  }
  return QuarantineRefund(tx, office, report, "RETURNED_UNKNOWN", now,
                          ReturnedUnexplained(report.refund_fen));
}

absl::Status PaymentService::QuarantineRefund(pg::Tx& tx, const std::string& office,
                                              const RefundReport& report, absl::string_view reason,
                                              absl::Time now, const Entry& entry) const {
  const std::string id = NewId(now);
  ASSIGN_OR_RETURN(const bool added, store_.Quarantine(tx, {.office = office,
                                                            .id = id,
                                                            .reason = std::string(reason),
                                                            .merchant = report.merchant,
                                                            .number = report.number,
                                                            .total_fen = report.refund_fen,
                                                            .currency = "CNY",
                                                            .create_time = now}));
  if (added) store_.Book(tx, office, id, std::string(reason), entry, now);
  return absl::OkStatus();
}

// What was proposed about a report meanwhile is about nothing any more.
absl::Status PaymentService::Explain(pg::Tx& tx, std::vector<QuarantinedReport> reports,
                                     absl::Time now) const {
  std::erase_if(reports, [](const QuarantinedReport& report) { return report.suspense_fen == 0; });
  if (reports.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(proposals_.AddLast(tx, reports.front().office, reports));
  for (const QuarantinedReport& report : reports) {
    if (report.proposal) RETURN_IF_ERROR(OvertakeProposal(tx, *report.proposal, now));
    store_.Book(tx, report.office, report.id, "EXPLAINED",
                SuspenseSettled(Account::kChannel, report.suspense_fen), now);
  }
  return absl::OkStatus();
}

absl::Status PaymentService::OvertakeProposal(pg::Tx& tx, Proposal proposal, absl::Time now) const {
  if (proposal.verdict != Verdict::kOpen) return absl::OkStatus();
  proposal.verdict = Verdict::kOvertaken;
  proposal.decide_time = now;
  return proposals_.Decide(tx, proposal);
}

}  // namespace notary::payment
