#include "services/payment/domain/receipt.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "platform/base/check.h"
#include "platform/base/id.h"

namespace notary::payment {
namespace {

// A trade that was refunded at the provider was paid first; the refund is a fact of its own.
bool WasPaid(const Trade& trade) {
  return trade.state == TradeState::kPaid || trade.state == TradeState::kRefunded;
}

}  // namespace

Receipt Judge(const ExpectedPayment& expected, const Trade& trade) {
  if (trade.merchant != expected.merchant) return Receipt::kMerchantDiffers;
  if (trade.order_number != expected.order_number) return Receipt::kOrderDiffers;
  if (!WasPaid(trade)) return Receipt::kNotPaid;
  if (trade.currency != "CNY") return Receipt::kCurrencyDiffers;
  if (trade.total_fen != expected.total_fen) return Receipt::kAmountDiffers;
  if (expected.order_state == OrderState::kPaid) return Receipt::kKnown;
  if (expected.transaction_used) return Receipt::kTransactionUsed;
  if (expected.refunded_unseen || trade.state == TradeState::kRefunded) {
    return Receipt::kRefundedUnseen;
  }
  switch (expected.note_state) {
    case NoteState::kCreated:
    case NoteState::kPending:
      if (expected.owed_fen != expected.total_fen) return Receipt::kPaidAfterClose;
      return Receipt::kPays;
    case NoteState::kPaid:
    case NoteState::kPartRefunded:
    case NoteState::kRefunded:
      return Receipt::kPaidTwice;
    case NoteState::kClosed:
    case NoteState::kWaived:
      return Receipt::kPaidAfterClose;
  }
  return Receipt::kOrderDiffers;
}

bool IsInSuspense(Receipt receipt, const Trade& trade) {
  const bool ours = receipt == Receipt::kOrderDiffers || receipt == Receipt::kAmountDiffers ||
                    receipt == Receipt::kRefundedUnseen;
  return ours && WasPaid(trade) && trade.currency == "CNY";
}

std::string OrderNumber(absl::string_view order_id) {
  NOTARY_CHECK(IsUuid(order_id));
  return absl::StrReplaceAll(order_id, {{"-", ""}});
}

std::string RefundNumber(absl::string_view refund_id) {
  return absl::StrCat("RF", OrderNumber(refund_id));
}

}  // namespace notary::payment
