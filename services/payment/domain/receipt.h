// What a payment that the provider reports means for our books. Nothing is believed because it came
// in: merchant, order, currency and amount are compared with what we asked for. Source:
// domain.md 7.3.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "platform/base/enum_names.h"
#include "services/payment/domain/payment_channel.h"
#include "services/payment/domain/states.h"

namespace notary::payment {

enum class Receipt {
  kNotPaid,          // the trade holds no money
  kKnown,            // recorded before: a repeated notice
  kPays,             // pays the fee note
  kPaidTwice,        // the note is paid by another order: all of it goes back
  kPaidAfterClose,   // nothing is owed any more, or less: all of it goes back
  kMerchantDiffers,  // quarantine: from here on a person must look
  kOrderDiffers,
  kCurrencyDiffers,
  kAmountDiffers,
  kTransactionUsed,  // it has paid another order
  kRefundedUnseen,   // paid, and given back by somebody at the provider, before we heard of it
};

// The reason of a report that the provider did not make: nobody can ask it about the order.
inline constexpr char kMerchantChanged[] = "CHANNEL_MERCHANT_CHANGED";

// The last six.
constexpr bool IsQuarantined(Receipt receipt) { return receipt >= Receipt::kMerchantDiffers; }

// One attempt to pay, as we stored it before asking the provider.
struct ExpectedPayment {
  std::string merchant;
  std::string order_number;
  int64_t total_fen = 0;
  int64_t owed_fen = 0;  // by the fee note now: less than the order where it was reduced meanwhile
  OrderState order_state = OrderState::kCreated;
  NoteState note_state = NoteState::kCreated;
  bool transaction_used = false;  // by another order that is paid
  bool refunded_unseen = false;   // so it was said of this transaction before
};

Receipt Judge(const ExpectedPayment& expected, const Trade& trade);

// Whether the money of a quarantined trade came into our account, although nobody can say for what.
bool IsInSuspense(Receipt receipt, const Trade& trade);

// The number the provider knows a payment order by, 32 characters; and a refund, 34. Pre: a UUID.
std::string OrderNumber(absl::string_view order_id);
std::string RefundNumber(absl::string_view refund_id);

}  // namespace notary::payment

namespace notary {
template <>
inline constexpr auto kEnumNames<payment::Receipt> = std::to_array<const char*>(
    {"NOT_PAID", "KNOWN", "PAYS", "PAID_TWICE", "PAID_AFTER_CLOSE", "MERCHANT_DIFFERS",
     "ORDER_DIFFERS", "CURRENCY_DIFFERS", "AMOUNT_DIFFERS", "TRANSACTION_USED", "REFUNDED_UNSEEN"});
}  // namespace notary
