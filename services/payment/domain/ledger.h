// The office's books in double entry: every fact about money is a set of postings whose sum is
// zero, and nothing is ever changed, only added. Debit is positive. Source: domain.md 7.3.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "platform/base/enum_names.h"
#include "services/payment/domain/fee_line.h"

namespace notary::payment {

enum class Account {
  kReceivable,     // parties owe it
  kChannel,        // at the payment provider, ours
  kOfficeFee,      // earned by the office
  kThirdParty,     // to be passed on
  kWaived,         // given up for good reason (L34)
  kRefundPayable,  // decided to go back, not yet there
  kSuspense,       // came in, belongs to nothing we know
  kBank,           // of the office: what went back, or came back, outside the provider
};

struct Posting {
  Account account = Account::kSuspense;
  int64_t debit_fen = 0;  // negative: credit
  friend bool operator==(const Posting&, const Posting&) = default;
};

using Entry = std::vector<Posting>;

// The postings of each fact. Pre: amounts are not negative. Lines of zero are left out.
Entry Assessed(const FeeTotal& fee);    // a fee note was made
Entry Unassessed(const FeeTotal& fee);  // and closed without payment
Entry Waived(const FeeTotal& fee);
Entry Received(int64_t total_fen);             // a payment that matches its fee note
Entry ReceivedUnexplained(int64_t total_fen);  // paid twice, after close, wrong amount or merchant
Entry RefundDecided(const FeeTotal& refund);
Entry UnexplainedReturned(int64_t total_fen);       // decided to send the unexplained money back
Entry RefundDone(Account from, int64_t total_fen);  // it is back, from this account
// The provider brought back what we did not tell it to, or what had gone back from the bank.
Entry ReturnedUnexplained(int64_t total_fen);
// What lies in suspense went back to whom it belongs from `account`, or came back to it.
// `suspense_fen` is the balance there: negative for money that came in.
Entry SuspenseSettled(Account account, int64_t suspense_fen);

int64_t SumOf(const Entry& entry);  // 0 for every entry above

}  // namespace notary::payment

namespace notary {
template <>
inline constexpr auto kEnumNames<payment::Account> =
    std::to_array<const char*>({"RECEIVABLE", "CHANNEL", "OFFICE_FEE", "THIRD_PARTY", "WAIVED",
                                "REFUND_PAYABLE", "SUSPENSE", "BANK"});
}  // namespace notary
