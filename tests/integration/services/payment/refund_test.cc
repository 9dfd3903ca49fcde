#include "tests/integration/services/payment/payment_fixture.h"

namespace notary::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RefundTest : public PaymentFixture {};

TEST_F(RefundTest, SettledBeforePaymentNothingIsOwed) {
  const std::string note = Assess()->fee_note();
  const std::string number = Start(note)->order_number();
  EXPECT_EQ(Settle("TERMINATED", "NOBODY", false), 0);
  EXPECT_EQ(Note(note).state(), "CLOSED");
  EXPECT_THAT(Balances(), IsEmpty());
  EXPECT_EQ(*service_.PollOrders(Now()), 1);
  EXPECT_EQ(channel_->trades.at(number).state, TradeState::kClosed);
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(9)), 0);
  EXPECT_EQ(Settle("TERMINATED", "NOBODY", false), 0);
}

TEST_F(RefundTest, RefusedWithoutFaultAllGoesBack) {
  const std::string note = GivenPaid();
  EXPECT_EQ(Settle("REFUSED", "NOBODY", true), kOffice + kCourier);
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(Note(note).state(), "REFUNDED");
  EXPECT_THAT(Balances(), IsEmpty());
  EXPECT_THAT(Reports(), ElementsAre("ASSESSED 0", "PAID 0", "REFUNDED 22501"));
}

TEST_F(RefundTest, WithdrawnEarlyNinetyPercentOfTheOfficesFeeGoBack) {
  const std::string note = GivenPaid();
  EXPECT_EQ(Settle("TERMINATED", "PARTY", false), 18001 + kCourier);
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(Note(note).state(), "PART_REFUNDED");
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:2000", "OFFICE_FEE:-2000"));
  EXPECT_THAT(Reports(), ElementsAre("ASSESSED 0", "PAID 0", "PART_REFUNDED 20501"));
}

TEST_F(RefundTest, WithdrawnLateHalfOfTheOfficesFeeGoesBack) {
  GivenPaid();
  EXPECT_EQ(Settle("TERMINATED", "PARTY", true), 10001 + kCourier);
}

TEST_F(RefundTest, RefusedForFalseMaterialsNothingGoesBack) {
  GivenPaid();
  EXPECT_EQ(Settle("REFUSED", "PARTY", true, "REF05"), 0);
  EXPECT_EQ(*service_.RefundDue(Now()), 0);
}

TEST_F(RefundTest, FaultAloneKeepsNoMoney) {
  GivenPaid();
  EXPECT_EQ(Settle("REFUSED", "PARTY", true, "REF09"), kOffice + kCourier);
}

// By a QR code that was shown before.
TEST_F(RefundTest, WhatIsPaidAfterTheEndWasProposedGoesBackInFull) {
  const std::string note = GivenPaid();
  const absl::Time proposed = Now() - absl::Minutes(1);
  EXPECT_EQ(Settle("TERMINATED", "PARTY", true, "R50_2", proposed), kOffice + kCourier);
  EXPECT_EQ(Settle("TERMINATED", "PARTY", true, "R50_2", proposed), kOffice + kCourier);
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(Note(note).state(), "REFUNDED");
  EXPECT_THAT(Balances(), IsEmpty());
}

TEST_F(RefundTest, WhatWasPaidBeforeFollowsTheTable) {
  GivenPaid();
  EXPECT_EQ(Settle("TERMINATED", "PARTY", true, "R50_2", Now() + absl::Minutes(1)),
            10001 + kCourier);
}

TEST_F(RefundTest, ARefundIsDecidedAndRecordedOnce) {
  GivenPaid();
  const int64_t refund_fen = Settle("REFUSED", "OFFICE", true);
  EXPECT_EQ(Settle("REFUSED", "OFFICE", true), refund_fen);
  // The provider takes it, but its answer is lost.
  channel_->answer_lost = true;
  EXPECT_EQ(*service_.RefundDue(Now()), 0);
  channel_->answer_lost = false;
  EXPECT_EQ(*service_.RefundDue(Now() + absl::Hours(7)), 1);
  EXPECT_EQ(channel_->refund_calls, 2);
  EXPECT_EQ(channel_->refunds.size(), 1u);
  EXPECT_EQ(Tell(channel_->refunds.begin()->first), 204);  // and its notice comes as well
  EXPECT_EQ(*service_.RefundDue(Now() + absl::Hours(24)), 0);
  EXPECT_THAT(Balances(), IsEmpty());
  EXPECT_THAT(Reports(), ElementsAre("ASSESSED 0", "PAID 0", "REFUNDED 22501"));
}

TEST_F(RefundTest, ARefundUnderWayIsFollowed) {
  const std::string note = GivenPaid();
  Settle("REFUSED", "OFFICE", true);
  channel_->refund_state = ChannelRefundState::kProcessing;
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(Note(note).refunded_fen(), 0);
  channel_->refunds.begin()->second.state = ChannelRefundState::kSucceeded;
  EXPECT_EQ(*service_.RefundDue(Now() + absl::Hours(7)), 1);
  EXPECT_EQ(channel_->refund_calls, 1);
  EXPECT_EQ(Note(note).state(), "REFUNDED");
}

TEST_F(RefundTest, AnAbnormalRefundWaitsForAPerson) {
  const std::string note = GivenPaid();
  Settle("REFUSED", "OFFICE", true);
  channel_->refund_state = ChannelRefundState::kAbnormal;
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(*service_.RefundDue(Now() + absl::Hours(24)), 0);
  EXPECT_EQ(Note(note).state(), "PAID");
  RefundReport& report = channel_->refunds.begin()->second;
  report.state = ChannelRefundState::kSucceeded;
  EXPECT_EQ(Tell(report.number), 204);
  EXPECT_EQ(Note(note).state(), "REFUNDED");
}

TEST_F(RefundTest, ACourierThatWasNotNeededGoesBackOnce) {
  const std::string note = GivenPaid();
  EXPECT_EQ(ReturnCourier(), kCourier);
  EXPECT_EQ(ReturnCourier(), 0);
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(Note(note).state(), "PART_REFUNDED");
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:20001", "OFFICE_FEE:-20001"));
  EXPECT_THAT(Reports(), ElementsAre("ASSESSED 0", "PAID 0", "PART_REFUNDED 2500"));
}

TEST_F(RefundTest, NoCourierGoesBackWhereNothingWasPaidOrAllWentBack) {
  EXPECT_EQ(ReturnCourier(), 0) << "no fee note";
  const std::string note = Assess()->fee_note();
  EXPECT_EQ(ReturnCourier(), 0) << "not paid";
  channel_->Pay(Start(note)->order_number(), Now());
  EXPECT_EQ(Tell(channel_->trades.begin()->first), 204);
  Settle("REFUSED", "NOBODY", true);
  EXPECT_EQ(ReturnCourier(), 0) << "on its way back";
}

TEST_F(RefundTest, PaidAfterCloseGoesBack) {
  const std::string note = Assess()->fee_note();
  const std::string number = Start(note)->order_number();
  Settle("TERMINATED", "NOBODY", false);
  channel_->Pay(number, Now());
  EXPECT_EQ(Tell(number), 204);
  EXPECT_EQ(Tell(number), 204);
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:22501", "REFUND_PAYABLE:-22501"));
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(Note(note).state(), "CLOSED");
  EXPECT_THAT(Balances(), IsEmpty());
  EXPECT_THAT(Reports(), ElementsAre("ASSESSED 0", "OVERPAID 22501"));
}

TEST_F(RefundTest, PaidTwiceGoesBackOnce) {
  const std::string note = Assess()->fee_note();
  const std::string first = Start(note)->order_number();
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(3)), 1);
  const std::string second = Start(note)->order_number();
  for (const std::string& number : {first, second}) {
    channel_->Pay(number, Now());
    EXPECT_EQ(Tell(number), 204);
  }
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(channel_->refunds.begin()->second.order_number, second);
  EXPECT_EQ(Note(note).state(), "PAID");
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:22501", "OFFICE_FEE:-20001", "THIRD_PARTY:-2500"));
  EXPECT_THAT(Reports(), ElementsAre("ASSESSED 0", "PAID 0", "OVERPAID 22501"));
}

}  // namespace
}  // namespace notary::payment
