// Fee lines, the ledger, the state tables and the judgement of a payment.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "platform/base/error.h"
#include "services/payment/domain/fee_line.h"
#include "services/payment/domain/ledger.h"
#include "services/payment/domain/receipt.h"
#include "services/payment/domain/states.h"

namespace notary::payment {
namespace {

using testing::UnorderedElementsAre;

FeeLine Line(int64_t unit_fen, int64_t quantity, PriceBasis basis = PriceBasis::kGovernment,
             int64_t discount_fen = 0) {
  return {.code = "ITEM",
          .name_zh = "公证费",
          .name_en = "Notarial fee",
          .basis = basis,
          .unit_fen = unit_fen,
          .quantity = quantity,
          .discount_fen = discount_fen,
          .subtotal_fen = unit_fen * quantity - discount_fen};
}

// domain.md 3.1: 80 + 80 + 2 × 2 × 20 + 120 + 20 = 380 yuan.
TEST(CheckLinesTest, AddsTheExampleOfTheDomain) {
  const auto total = CheckLines(
      {Line(8'000, 1), Line(8'000, 1, PriceBasis::kMarket), Line(2'000, 4, PriceBasis::kMarket),
       Line(12'000, 1, PriceBasis::kMarket), Line(2'000, 1, PriceBasis::kThirdParty)});
  ASSERT_TRUE(total.ok()) << total.status();
  EXPECT_EQ(*total, (FeeTotal{.office_fen = 36'000, .third_party_fen = 2'000}));
  EXPECT_EQ(total->sum(), 38'000);
}

TEST(CheckLinesTest, AFullDiscountIsAFreeLine) {
  EXPECT_EQ(CheckLines({Line(8'000, 2, PriceBasis::kGovernment, 16'000)})->sum(), 0);
}

TEST(CheckLinesTest, RefusesLinesThatDoNotAgreeWithThemselves) {
  EXPECT_EQ(ReasonOf(CheckLines({}).status()), "FEE_LINES_EMPTY");
  FeeLine wrong_sum = Line(8'000, 1);
  wrong_sum.subtotal_fen += 1;
  FeeLine nameless = Line(8'000, 1);
  nameless.name_en = "";
  for (const FeeLine& line :
       {wrong_sum, nameless, Line(-1, 1), Line(8'000, 0), Line(8'000, -1),
        Line(8'000, 1, PriceBasis::kMarket, 8'001), Line(8'000, 1, PriceBasis::kMarket, -1),
        Line(INT64_MAX / 2, 1), Line(1, 1'000'000)}) {
    EXPECT_EQ(ReasonOf(CheckLines({Line(8'000, 1), line}).status()), "FEE_LINE_INVALID");
  }
  const auto status = CheckLines({Line(8'000, 1), wrong_sum}).status();
  EXPECT_EQ(DetailOf(status)->fields[0].field, "lines[1]");
  EXPECT_EQ(ReasonOf(CheckLines({Line(90'000'000, 1), Line(90'000'000, 1)}).status()),
            "FEE_TOO_LARGE");
}

TEST(LedgerTest, EveryEntrySumsToZero) {
  const FeeTotal fee{36'000, 2'000};
  const FeeTotal none{0, 0};
  for (const Entry& entry :
       {Assessed(fee), Unassessed(fee), Waived(fee), Received(38'000), ReceivedUnexplained(1),
        RefundDecided(fee), UnexplainedReturned(1), RefundDone(Account::kBank, 38'000),
        ReturnedUnexplained(1), SuspenseSettled(Account::kBank, -1), Assessed(none),
        RefundDecided(none)}) {
    EXPECT_EQ(SumOf(entry), 0);
  }
  EXPECT_THAT(Assessed(fee), UnorderedElementsAre(Posting{Account::kReceivable, 38'000},
                                                  Posting{Account::kOfficeFee, -36'000},
                                                  Posting{Account::kThirdParty, -2'000}));
  EXPECT_TRUE(Assessed(none).empty());
}

// What an account holds after some entries.
int64_t Balance(Account account, const std::vector<Entry>& entries) {
  int64_t fen = 0;
  for (const Entry& entry : entries) {
    for (const Posting& posting : entry) {
      fen += posting.account == account ? posting.debit_fen : 0;
    }
  }
  return fen;
}

TEST(LedgerTest, StoriesLeaveTheRightBalances) {
  const FeeTotal fee{36'000, 2'000};
  const std::vector<Entry> half_back = {Assessed(fee), Received(38'000),
                                        RefundDecided({18'000, 2'000}),
                                        RefundDone(Account::kChannel, 20'000)};
  EXPECT_EQ(Balance(Account::kReceivable, half_back), 0);
  EXPECT_EQ(Balance(Account::kChannel, half_back), 18'000);
  EXPECT_EQ(Balance(Account::kOfficeFee, half_back), -18'000);
  EXPECT_EQ(Balance(Account::kThirdParty, half_back), 0);
  EXPECT_EQ(Balance(Account::kRefundPayable, half_back), 0);

  const std::vector<Entry> paid_after_close = {
      Assessed(fee), Unassessed(fee), ReceivedUnexplained(38'000), UnexplainedReturned(38'000),
      RefundDone(Account::kChannel, 38'000)};
  for (size_t i = 0; i < kEnumNames<Account>.size(); ++i) {
    EXPECT_EQ(Balance(static_cast<Account>(i), paid_after_close), 0);
  }
}

TEST(LedgerTest, WhatWentBackTwiceComesBackToTheBank) {
  const std::vector<Entry> twice = {RefundDecided({100, 0}), RefundDone(Account::kBank, 100),
                                    ReturnedUnexplained(100), SuspenseSettled(Account::kBank, 100)};
  EXPECT_EQ(Balance(Account::kSuspense, twice), 0);
  EXPECT_EQ(Balance(Account::kBank, twice), 0);
  EXPECT_EQ(Balance(Account::kChannel, twice), -100);
}

TEST(StatesTest, PaidWinsOverClosed) {
  EXPECT_EQ(*Decide(OrderState::kClosed, OrderEvent::kPaid), OrderState::kPaid);
  EXPECT_EQ(ReasonOf(Decide(OrderState::kPaid, OrderEvent::kClosed).status()),
            "PAYMENT_ORDER_STATE");
  EXPECT_EQ(*Decide(NoteState::kClosed, NoteEvent::kPay), NoteState::kPaid);
  EXPECT_EQ(ReasonOf(Decide(NoteState::kPaid, NoteEvent::kClose).status()), "FEE_NOTE_STATE");
}

TEST(StatesTest, WaivedAndRefundedAreTheEnd) {
  for (size_t i = 0; i < kEnumNames<NoteEvent>.size(); ++i) {
    EXPECT_FALSE(Decide(NoteState::kWaived, static_cast<NoteEvent>(i)).ok());
    EXPECT_FALSE(Decide(NoteState::kRefunded, static_cast<NoteEvent>(i)).ok());
  }
}

TEST(StatesTest, NothingIsRefundedThatWasNotPaid) {
  for (const NoteState state :
       {NoteState::kCreated, NoteState::kPending, NoteState::kClosed, NoteState::kWaived}) {
    EXPECT_FALSE(Decide(state, NoteEvent::kRefundPart).ok());
    EXPECT_FALSE(Decide(state, NoteEvent::kRefundAll).ok());
  }
}

TEST(StatesTest, ARefundGoesOutOnlyWhenApproved) {
  EXPECT_EQ(ReasonOf(Decide(RefundState::kProposed, RefundEvent::kSend).status()), "REFUND_STATE");
  EXPECT_FALSE(Decide(RefundState::kRejected, RefundEvent::kSend).ok());
  EXPECT_EQ(*Decide(RefundState::kApproved, RefundEvent::kSend), RefundState::kSent);
}

TEST(StatesTest, EveryEnumeratorHasAName) {
  EXPECT_EQ(kEnumNames<NoteState>.size(), static_cast<size_t>(NoteState::kWaived) + 1);
  EXPECT_EQ(kEnumNames<NoteEvent>.size(), static_cast<size_t>(NoteEvent::kRefundAll) + 1);
  EXPECT_EQ(kEnumNames<OrderState>.size(), static_cast<size_t>(OrderState::kClosed) + 1);
  EXPECT_EQ(kEnumNames<OrderEvent>.size(), static_cast<size_t>(OrderEvent::kClosed) + 1);
  EXPECT_EQ(kEnumNames<RefundState>.size(), static_cast<size_t>(RefundState::kResolving) + 1);
  EXPECT_EQ(kEnumNames<RefundEvent>.size(), static_cast<size_t>(RefundEvent::kResolve) + 1);
  EXPECT_EQ(kEnumNames<Account>.size(), static_cast<size_t>(Account::kBank) + 1);
  EXPECT_EQ(kEnumNames<Receipt>.size(), static_cast<size_t>(Receipt::kRefundedUnseen) + 1);
}

class JudgeTest : public testing::Test {
 protected:
  ExpectedPayment expected_{.merchant = "1900007291",
                            .order_number = "NT0001",
                            .total_fen = 8'000,
                            .owed_fen = 8'000,
                            .order_state = OrderState::kPending,
                            .note_state = NoteState::kPending};
  Trade trade_{.merchant = "1900007291",
               .order_number = "NT0001",
               .transaction = "4200",
               .state = TradeState::kPaid,
               .total_fen = 8'000,
               .currency = "CNY",
               .paid_at = absl::UnixEpoch()};
};

TEST_F(JudgeTest, APaymentAsAskedForPays) {
  EXPECT_EQ(Judge(expected_, trade_), Receipt::kPays);
  expected_.order_state = OrderState::kClosed;  // we thought it was over
  expected_.note_state = NoteState::kCreated;
  EXPECT_EQ(Judge(expected_, trade_), Receipt::kPays);
}

TEST_F(JudgeTest, WhatSomebodyGaveBackAtTheProviderPaysNothing) {
  Trade refunded = trade_;
  refunded.state = TradeState::kRefunded;
  EXPECT_EQ(Judge(expected_, refunded), Receipt::kRefundedUnseen);
  EXPECT_TRUE(IsQuarantined(Receipt::kRefundedUnseen));
  expected_.refunded_unseen = true;
  EXPECT_EQ(Judge(expected_, trade_), Receipt::kRefundedUnseen) << "the older news comes later";
  expected_.order_state = OrderState::kPaid;
  EXPECT_EQ(Judge(expected_, refunded), Receipt::kKnown);
}

TEST_F(JudgeTest, ATransactionPaysOneOrder) {
  expected_.transaction_used = true;
  EXPECT_EQ(Judge(expected_, trade_), Receipt::kTransactionUsed);
  EXPECT_FALSE(IsInSuspense(Receipt::kTransactionUsed, trade_));
}

TEST_F(JudgeTest, MoneyOfOursThatNobodyCanExplainIsInSuspense) {
  for (const Receipt receipt :
       {Receipt::kOrderDiffers, Receipt::kAmountDiffers, Receipt::kRefundedUnseen}) {
    EXPECT_TRUE(IsInSuspense(receipt, trade_)) << Name(receipt);
  }
  EXPECT_FALSE(IsInSuspense(Receipt::kMerchantDiffers, trade_));
  EXPECT_FALSE(IsInSuspense(Receipt::kCurrencyDiffers, trade_));
  trade_.state = TradeState::kUnpaid;
  EXPECT_FALSE(IsInSuspense(Receipt::kOrderDiffers, trade_));
}

TEST_F(JudgeTest, ARepeatedNoticeIsKnown) {
  expected_.order_state = OrderState::kPaid;
  expected_.note_state = NoteState::kPaid;
  EXPECT_EQ(Judge(expected_, trade_), Receipt::kKnown);
}

TEST_F(JudgeTest, MoneyForASettledNoteGoesBack) {
  expected_.note_state = NoteState::kPaid;
  EXPECT_EQ(Judge(expected_, trade_), Receipt::kPaidTwice);
  expected_.note_state = NoteState::kClosed;
  EXPECT_EQ(Judge(expected_, trade_), Receipt::kPaidAfterClose);
  expected_.note_state = NoteState::kWaived;
  EXPECT_EQ(Judge(expected_, trade_), Receipt::kPaidAfterClose);
}

// The QR code of before was closed, and paid all the same.
TEST_F(JudgeTest, APaymentOfMoreThanIsOwedSinceAReduction) {
  expected_.order_state = OrderState::kClosed;
  expected_.note_state = NoteState::kCreated;
  expected_.owed_fen = 4'000;
  EXPECT_EQ(Judge(expected_, trade_), Receipt::kPaidAfterClose);
}

TEST_F(JudgeTest, AnythingThatDiffersIsQuarantined) {
  Trade other = trade_;
  other.merchant = "1900000002";
  EXPECT_EQ(Judge(expected_, other), Receipt::kMerchantDiffers);
  other = trade_;
  other.order_number = "NT0002";
  EXPECT_EQ(Judge(expected_, other), Receipt::kOrderDiffers);
  other = trade_;
  other.currency = "USD";
  EXPECT_EQ(Judge(expected_, other), Receipt::kCurrencyDiffers);
  for (const int64_t fen : {7'999, 8'001, 80}) {
    other = trade_;
    other.total_fen = fen;
    EXPECT_EQ(Judge(expected_, other), Receipt::kAmountDiffers);
    EXPECT_TRUE(IsQuarantined(Judge(expected_, other)));
  }
  EXPECT_FALSE(IsQuarantined(Receipt::kPaidAfterClose));
}

TEST_F(JudgeTest, AnUnpaidTradeIsNothing) {
  for (const TradeState state :
       {TradeState::kUnpaid, TradeState::kPaying, TradeState::kClosed, TradeState::kFailed}) {
    trade_.state = state;
    EXPECT_EQ(Judge(expected_, trade_), Receipt::kNotPaid);
  }
}

TEST(NumberTest, FitTheProvider) {
  const std::string id = "0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";
  EXPECT_EQ(OrderNumber(id), "0199a1b2c3d47e5f8a9b0c1d2e3f4a5b");
  EXPECT_EQ(OrderNumber(id).size(), 32);
  EXPECT_EQ(RefundNumber(id), "RF0199a1b2c3d47e5f8a9b0c1d2e3f4a5b");
}

}  // namespace
}  // namespace notary::payment
