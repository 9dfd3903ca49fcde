// Reports of the provider that the books cannot explain: what is booked of them, and how two people
// settle them.
#include "tests/integration/services/payment/desk_fixture.h"

namespace notary::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class QuarantineTest : public DeskFixture {
 protected:
  // What the books hold while the fee is owed, and once it is paid.
  static auto Owed() {
    return ElementsAre("OFFICE_FEE:-20001", "RECEIVABLE:22501", "THIRD_PARTY:-2500");
  }
  static auto Paid() {
    return ElementsAre("CHANNEL:22501", "OFFICE_FEE:-20001", "THIRD_PARTY:-2500");
  }
};

TEST_F(QuarantineTest, WhatComesBackTwiceIsFoundAndRecovered) {
  ASSERT_TRUE(Approve(head_, *Resolve(cashier_, GivenAbnormal(), "BANK_TRANSFER")).ok());
  RefundReport& report = channel_->refunds.begin()->second;
  report.state = ChannelRefundState::kSucceeded;
  EXPECT_EQ(Tell(report.number), 204);
  EXPECT_EQ(Tell(report.number), 204);
  EXPECT_THAT(Quarantined(), ElementsAre("RETURNED_TWICE"));
  EXPECT_THAT(Balances(), ElementsAre("BANK:-22501", "SUSPENSE:22501"));
  const v1::QuarantinedReport twice = Unsettled().at(0);
  EXPECT_EQ(twice.unexplained_fen(), -22501);
  ASSERT_TRUE(ApproveSettlement(head_, *Settle(twice, "BANK_TRANSFER", "回款-1")).ok());
  EXPECT_THAT(Balances(), IsEmpty());
  EXPECT_EQ(Note(note_).refunded_fen(), 22501);
}

// The provider is faster than the head: the order changes nothing.
TEST_F(QuarantineTest, WhatComesBackWhileTheTransferWaitsForItsApprovalIsFoundToo) {
  const auto resolving = Resolve(cashier_, GivenAbnormal(), "BANK_TRANSFER");
  RefundReport& report = channel_->refunds.begin()->second;
  report.state = ChannelRefundState::kSucceeded;
  EXPECT_EQ(Tell(report.number), 204);
  EXPECT_EQ(Tell(report.number), 204);
  EXPECT_THAT(Quarantined(), ElementsAre("RETURNED_TWICE"));
  EXPECT_THAT(Balances(), ElementsAre("REFUND_PAYABLE:-22501", "SUSPENSE:22501"));
  EXPECT_EQ(Waiting().at(0).state(), "RESOLVING") << "the head has yet to look at the statement";
  const auto settled = Settle(Unsettled().at(0), "BANK_TRANSFER", "回款-1");
  EXPECT_EQ(ReasonOf(ApproveSettlement(head_, *settled).status()), "REFUND_OPEN");

  ASSERT_TRUE(Approve(head_, *resolving).ok());
  EXPECT_EQ(Note(note_).state(), "REFUNDED");
  EXPECT_THAT(Balances(), ElementsAre("BANK:-22501", "SUSPENSE:22501"));
  ASSERT_TRUE(ApproveSettlement(head_, *settled).ok());
  EXPECT_THAT(Balances(), IsEmpty());
  EXPECT_EQ(Note(note_).refunded_fen(), 22501);
}

TEST_F(QuarantineTest, ATransferThatTheHeadCannotFindDoubledNothing) {
  const auto resolving = Resolve(cashier_, GivenAbnormal(), "BANK_TRANSFER");
  RefundReport& report = channel_->refunds.begin()->second;
  report.state = ChannelRefundState::kSucceeded;
  EXPECT_EQ(Tell(report.number), 204);
  ASSERT_TRUE(Settle(Unsettled().at(0), "BANK_TRANSFER", "回款-1").ok());
  ASSERT_TRUE(Reject(head_, *resolving).ok());
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(Note(note_).state(), "REFUNDED");
  EXPECT_THAT(Waiting(), IsEmpty());
  EXPECT_THAT(Balances(), IsEmpty());
  EXPECT_EQ(Unsettled().at(0).unexplained_fen(), 0);
  EXPECT_EQ(Unsettled().at(0).proposal().verdict(), "OVERTAKEN");
}

TEST_F(QuarantineTest, MoneyInSuspenseGoesBackByTwo) {
  const v1::QuarantinedReport report = GivenWrongAmount();
  EXPECT_EQ(report.reason(), "AMOUNT_DIFFERS");
  EXPECT_EQ(report.unexplained_fen(), 22500);
  EXPECT_EQ(ReasonOf(Settle(report, "NONE", "").status()), "RETURN_WAY");
  EXPECT_EQ(ReasonOf(Settle(report, "BANK_TRANSFER", "").status()), "REQUIRED");
  EXPECT_EQ(ReasonOf(ApproveSettlement(head_, report).status()), "NOTHING_PROPOSED");

  const auto first = Settle(report, "PROVIDER_SITE", "R-1");
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(ReasonOf(Settle(report, "PROVIDER_SITE", "R-1").status()), "PROPOSAL_OPEN");
  EXPECT_EQ(ReasonOf(ApproveSettlement(head_, report).status()), "ETAG_STALE");
  ASSERT_TRUE(RejectSettlement(*first).ok());
  const auto second = Settle(report, "PROVIDER_SITE", "R-2");
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(Unsettled().at(0).proposal().reference(), "R-2");

  const auto settled = ApproveSettlement(head_, *second);
  ASSERT_TRUE(settled.ok()) << settled.status();
  EXPECT_EQ(settled->unexplained_fen(), 0);
  EXPECT_THAT(Unsettled(), IsEmpty());
  EXPECT_EQ(ReasonOf(Settle(report, "NONE", "").status()), "REPORT_SETTLED");
  EXPECT_THAT(Balances(),
              ElementsAre("OFFICE_FEE:-20001", "RECEIVABLE:22501", "THIRD_PARTY:-2500"));
}

TEST_F(QuarantineTest, AReportWithoutMoneyIsSettledWithoutMoney) {
  const std::string number = Start(Assess()->fee_note())->order_number();
  channel_->Pay(number, Now());
  channel_->trades.at(number).merchant = "1900000002";
  EXPECT_EQ(Tell(number), 204);
  const v1::QuarantinedReport report = Unsettled().at(0);
  EXPECT_EQ(report.unexplained_fen(), 0);
  EXPECT_EQ(ReasonOf(Settle(report, "BANK_TRANSFER", "1").status()), "RETURN_WAY");
  const auto settled = Settle(report, "NONE", "");
  ASSERT_TRUE(settled.ok()) << settled.status();
  EXPECT_TRUE(absl::IsPermissionDenied(ApproveSettlement(cashier_, *settled).status()));
  EXPECT_TRUE(ApproveSettlement(head_, *settled).ok());
  EXPECT_THAT(Unsettled(), IsEmpty());
}

TEST_F(QuarantineTest, ALaterNoticeOfAnotherAmountBooksNothingMore) {
  const std::string note = GivenPaid();
  const std::string number = channel_->trades.begin()->first;
  channel_->trades.at(number).total_fen = 1;
  EXPECT_EQ(Tell(number), 204);
  EXPECT_THAT(Quarantined(), ElementsAre("AMOUNT_DIFFERS"));
  EXPECT_THAT(Balances(), Paid());
  EXPECT_EQ(Unsettled().at(0).unexplained_fen(), 0);
  EXPECT_EQ(Note(note).state(), "PAID");
}

TEST_F(QuarantineTest, TheRightReportSettlesTheWrongOne) {
  const v1::QuarantinedReport wrong = GivenWrongAmount();
  const auto proposed = Settle(wrong, "PROVIDER_SITE", "R-1");
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  const std::string number = channel_->trades.begin()->first;
  channel_->trades.at(number).total_fen += 1;
  EXPECT_EQ(Tell(number), 204);
  EXPECT_EQ(Tell(number), 204);
  EXPECT_EQ(Note(note_).state(), "PAID");
  EXPECT_THAT(Balances(), Paid());
  EXPECT_EQ(Unsettled().at(0).unexplained_fen(), 0);
  EXPECT_EQ(Unsettled().at(0).proposal().verdict(), "OVERTAKEN");
  EXPECT_EQ(ReasonOf(ApproveSettlement(head_, *proposed).status()), "ETAG_STALE");
  ASSERT_TRUE(ApproveSettlement(head_, *Settle(Unsettled().at(0), "NONE", "")).ok());
  EXPECT_THAT(Balances(), Paid());
}

TEST_F(QuarantineTest, ATransactionUnderTwoNumbersIsBookedOnce) {
  const std::string note = GivenPaid();
  Trade other = channel_->trades.begin()->second;
  other.order_number = "unknown";
  channel_->trades["unknown"] = other;
  EXPECT_EQ(Tell("unknown"), 204);
  EXPECT_THAT(Quarantined(), ElementsAre("ORDER_DIFFERS"));
  EXPECT_THAT(Balances(), Paid());
}

TEST_F(QuarantineTest, WhatPaidOneOrderPaysNoOther) {
  const std::string note = Assess()->fee_note();
  const std::string first = Start(note)->order_number();
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(3)), 1);
  const std::string second = Start(note)->order_number();
  for (const std::string& number : {first, second}) {
    channel_->Pay(number, Now());
    channel_->trades.at(number).transaction = "T1";
    EXPECT_EQ(Tell(number), 204);
  }
  EXPECT_THAT(Quarantined(), ElementsAre("TRANSACTION_USED"));
  EXPECT_THAT(Balances(), Paid());
}

TEST_F(QuarantineTest, AnUnknownOrderOfAnotherMerchantBooksNothing) {
  const std::string number = Start(Assess()->fee_note())->order_number();
  channel_->Pay(number, Now());
  Trade unknown = channel_->trades.at(number);
  unknown.order_number = "unknown";
  unknown.merchant = "1900000002";
  channel_->trades["unknown"] = unknown;
  EXPECT_EQ(Tell("unknown"), 204);
  EXPECT_THAT(Quarantined(), ElementsAre("MERCHANT_DIFFERS"));
  EXPECT_THAT(Balances(), Owed());
}

// Somebody gave it back at the provider's site before we heard that it was paid.
TEST_F(QuarantineTest, ATradeFirstSeenAsRefundedPaysNothing) {
  const std::string note = Assess()->fee_note();
  const std::string number = Start(note)->order_number();
  channel_->Pay(number, Now());
  channel_->trades.at(number).state = TradeState::kRefunded;
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Minutes(2)), 1);
  EXPECT_EQ(Note(note).state(), "CREATED");
  EXPECT_THAT(Quarantined(), ElementsAre("REFUNDED_UNSEEN"));
  channel_->trades.at(number).state = TradeState::kPaid;  // the notice of the payment, late
  EXPECT_EQ(Tell(number), 204);
  EXPECT_EQ(Note(note).state(), "CREATED");
  EXPECT_THAT(Quarantined(), ElementsAre("REFUNDED_UNSEEN"));
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:22501", "OFFICE_FEE:-20001", "RECEIVABLE:22501",
                                      "SUSPENSE:-22501", "THIRD_PARTY:-2500"));

  // The notice of that refund.
  channel_->refunds["BY-HAND"] = {.merchant = channel_->merchant(),
                                  .number = "BY-HAND",
                                  .order_number = number,
                                  .state = ChannelRefundState::kAbnormal,
                                  .refund_fen = 22501,
                                  .total_fen = 22501};
  EXPECT_EQ(Tell("BY-HAND"), 204);
  channel_->refunds["BY-HAND"].state = ChannelRefundState::kSucceeded;
  EXPECT_EQ(Tell("BY-HAND"), 204);
  EXPECT_EQ(Tell("BY-HAND"), 204);
  EXPECT_THAT(Quarantined(), ElementsAre("REFUNDED_UNSEEN", "REFUND_UNKNOWN", "RETURNED_UNKNOWN"));
  EXPECT_THAT(Balances(), Owed());
}

TEST_F(QuarantineTest, AnUnknownRefundOfAnotherMerchantBooksNothing) {
  const std::string note = GivenPaid();
  channel_->refunds["THEIRS"] = {.merchant = "1900000002",
                                 .number = "THEIRS",
                                 .order_number = "X",
                                 .state = ChannelRefundState::kSucceeded,
                                 .refund_fen = 100,
                                 .total_fen = 100};
  EXPECT_EQ(Tell("THEIRS"), 204);
  EXPECT_THAT(Quarantined(), ElementsAre("REFUND_UNKNOWN"));
  EXPECT_THAT(Balances(), Paid());
}

}  // namespace
}  // namespace notary::payment
