#include "services/payment/domain/ledger.h"

#include <utility>

#include "platform/base/check.h"

namespace notary::payment {
namespace {

Entry Make(std::initializer_list<Posting> postings) {
  Entry entry;
  for (const Posting& posting : postings) {
    if (posting.debit_fen != 0) entry.push_back(posting);
  }
  NOTARY_CHECK(SumOf(entry) == 0);
  return entry;
}

Entry Transfer(Account from, Account to, int64_t fen) {
  NOTARY_CHECK(fen >= 0);
  return Make({{to, fen}, {from, -fen}});
}

}  // namespace

Entry Assessed(const FeeTotal& fee) {
  NOTARY_CHECK(fee.office_fen >= 0 && fee.third_party_fen >= 0);
  return Make({{Account::kReceivable, fee.sum()},
               {Account::kOfficeFee, -fee.office_fen},
               {Account::kThirdParty, -fee.third_party_fen}});
}

Entry Unassessed(const FeeTotal& fee) {
  NOTARY_CHECK(fee.office_fen >= 0 && fee.third_party_fen >= 0);
  return Make({{Account::kOfficeFee, fee.office_fen},
               {Account::kThirdParty, fee.third_party_fen},
               {Account::kReceivable, -fee.sum()}});
}

Entry Waived(const FeeTotal& fee) {
  return Transfer(Account::kReceivable, Account::kWaived, fee.sum());
}

Entry Received(int64_t total_fen) {
  return Transfer(Account::kReceivable, Account::kChannel, total_fen);
}

Entry ReceivedUnexplained(int64_t total_fen) {
  return Transfer(Account::kSuspense, Account::kChannel, total_fen);
}

Entry RefundDecided(const FeeTotal& refund) {
  NOTARY_CHECK(refund.office_fen >= 0 && refund.third_party_fen >= 0);
  return Make({{Account::kOfficeFee, refund.office_fen},
               {Account::kThirdParty, refund.third_party_fen},
               {Account::kRefundPayable, -refund.sum()}});
}

Entry UnexplainedReturned(int64_t total_fen) {
  return Transfer(Account::kRefundPayable, Account::kSuspense, total_fen);
}

Entry RefundDone(Account from, int64_t total_fen) {
  return Transfer(from, Account::kRefundPayable, total_fen);
}

Entry ReturnedUnexplained(int64_t total_fen) {
  return Transfer(Account::kChannel, Account::kSuspense, total_fen);
}

Entry SuspenseSettled(Account account, int64_t suspense_fen) {
  return Make({{account, suspense_fen}, {Account::kSuspense, -suspense_fen}});
}

int64_t SumOf(const Entry& entry) {
  int64_t sum = 0;
  for (const Posting& posting : entry) sum += posting.debit_fen;
  return sum;
}

}  // namespace notary::payment
