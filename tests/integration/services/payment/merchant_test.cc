// An office that changes its merchant number: what was ordered with the earlier one is followed
// with it, and shown to people where nobody can ask it any more. Nothing that was paid is lost.
#include "tests/integration/services/payment/desk_fixture.h"

namespace notary::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class MerchantTest : public DeskFixture {
 protected:
  static constexpr absl::Duration kSoon = absl::Minutes(2);
  static constexpr absl::Duration kExpired = absl::Hours(3);

  // The office has a new number; the old one is configured as a former merchant.
  void Change() {
    Forget();
    KnowAgain();
  }
  // The same, but the old one is not configured any more.
  void Forget() {
    old_number_ = channel_->merchant_number;
    old_trades_ = std::move(channel_->trades);
    channel_->trades.clear();
    channel_->merchant_number = "1900000009";
  }
  void KnowAgain() {
    former_->merchant_number = old_number_;
    former_->trades = old_trades_;
  }

  std::string old_number_;
  std::map<std::string, Trade> old_trades_;
};

TEST_F(MerchantTest, AnOrderOfAFormerMerchantIsAskedAfterThere) {
  const std::string note = Assess()->fee_note();
  const std::string number = Start(note)->order_number();
  channel_->Pay(number, Now());
  Change();
  EXPECT_EQ(*service_.PollOrders(Now() + kSoon), 1);
  EXPECT_EQ(Note(note).state(), "PAID");
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:22501", "OFFICE_FEE:-20001", "THIRD_PARTY:-2500"));
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(24)), 0);
}

TEST_F(MerchantTest, ANoticeOfAFormerMerchantIsRead) {
  const std::string note = Assess()->fee_note();
  const std::string number = Start(note)->order_number();
  channel_->Pay(number, Now());
  Change();
  EXPECT_EQ(Tell(number), 204);
  EXPECT_EQ(Note(note).state(), "PAID");
  EXPECT_EQ(Tell("forged"), 401);
}

TEST_F(MerchantTest, NothingNewIsPaidToAFormerMerchant) {
  const std::string note = Assess()->fee_note();
  const std::string number = Start(note)->order_number();
  Change();
  const auto anew = Start(note);
  ASSERT_TRUE(anew.ok()) << anew.status();
  EXPECT_NE(anew->order_number(), number);
  EXPECT_EQ(former_->trades.at(number).state, TradeState::kClosed);
  EXPECT_EQ(channel_->trades.count(anew->order_number()), 1u);
  EXPECT_THAT(Quarantined(), IsEmpty());
}

TEST_F(MerchantTest, AnOrderThatTheFormerMerchantNeverGotIsPlacedWithTheNewOne) {
  const std::string note = Assess()->fee_note();
  channel_->answer_lost = true;
  EXPECT_FALSE(Start(note).ok());
  channel_->answer_lost = false;
  channel_->trades.clear();
  Change();
  const auto anew = Start(note);
  ASSERT_TRUE(anew.ok()) << anew.status();
  EXPECT_EQ(channel_->trades.count(anew->order_number()), 1u);
  EXPECT_THAT(former_->trades, IsEmpty());
}

TEST_F(MerchantTest, WhatWasPaidToAFormerMerchantGoesBackFromIt) {
  const std::string note = GivenPaid();
  PaymentFixture::Settle("REFUSED", "NOBODY", true);
  Change();
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(former_->refund_calls, 1);
  EXPECT_EQ(channel_->refund_calls, 0);
  EXPECT_EQ(Note(note).state(), "REFUNDED");
}

TEST_F(MerchantTest, AnOrderThatNobodyCanAskAboutIsShownToPeople) {
  const std::string note = Assess()->fee_note();
  const std::string number = Start(note)->order_number();
  Forget();
  EXPECT_EQ(*service_.PollOrders(Now() + kSoon), 0);
  EXPECT_EQ(ReasonOf(Start(note).status()), "PAYMENT_MERCHANT_CHANGED") << "it can be paid still";
  EXPECT_THAT(Quarantined(), IsEmpty());
  EXPECT_EQ(Note(note).state(), "PENDING");

  EXPECT_EQ(*service_.PollOrders(Now() + kExpired), 1);
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(24)), 1) << "it is looked after again";
  EXPECT_THAT(Quarantined(), ElementsAre("CHANNEL_MERCHANT_CHANGED"));
  const v1::QuarantinedReport report = Unsettled().at(0);
  EXPECT_EQ(report.number(), number);
  EXPECT_EQ(report.merchant(), old_number_);
  EXPECT_EQ(report.total_fen(), kOffice + kCourier);
  EXPECT_EQ(Note(note).state(), "CREATED") << "it can be paid by another order";

  ASSERT_TRUE(ApproveSettlement(head_, *Settle(report, "NONE", "")).ok());
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(48)), 1);
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(72)), 0) << "settled, it rests";
}

// What the books never saw is given back where it lies, and they still know nothing of it.
TEST_F(MerchantTest, WhatWasPaidThereIsGivenBackThere) {
  const std::string note = Assess()->fee_note();
  ASSERT_TRUE(Start(note).ok());
  Forget();
  EXPECT_EQ(*service_.PollOrders(Now() + kExpired), 1);
  const v1::QuarantinedReport report = Unsettled().at(0);
  EXPECT_EQ(ReasonOf(Settle(report, "BANK_TRANSFER", "1").status()), "RETURN_WAY");
  EXPECT_EQ(ReasonOf(Settle(report, "PROVIDER_SITE", "").status()), "REQUIRED");
  const std::vector<std::string> before = Balances();
  ASSERT_TRUE(ApproveSettlement(head_, *Settle(report, "PROVIDER_SITE", "R1")).ok());
  EXPECT_THAT(Unsettled(), IsEmpty());
  EXPECT_EQ(Balances(), before);
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(48)), 1);
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(72)), 0) << "settled, it rests";
  EXPECT_TRUE(Start(note).ok()) << "the fee is paid by another order";
}

// The account was closed, or its keys were withdrawn, before its last order was.
TEST_F(MerchantTest, AnOrderWhoseFormerMerchantAnswersNoMoreIsShownToPeople) {
  const std::string note = Assess()->fee_note();
  const std::string number = Start(note)->order_number();
  Change();
  former_->deafness = DeniedError("CHANNEL_NOT_ENTITLED", {"", ""});
  EXPECT_EQ(*service_.PollOrders(Now() + kSoon), 0);
  EXPECT_EQ(ReasonOf(Start(note).status()), "PAYMENT_MERCHANT_CHANGED") << "it can be paid still";
  EXPECT_THAT(Quarantined(), IsEmpty());

  former_->deafness = MakeError(absl::StatusCode::kInternal, "CHANNEL_SIGNATURE_REFUSED", {"", ""});
  EXPECT_EQ(*service_.PollOrders(Now() + kExpired), 1);
  EXPECT_EQ(Unsettled().at(0).reason(), "CHANNEL_MERCHANT_CHANGED");
  EXPECT_EQ(Unsettled().at(0).number(), number);
  EXPECT_EQ(Note(note).state(), "CREATED") << "it can be reduced, or paid by another order";
  ASSERT_TRUE(Start(note).ok());

  former_->deafness = absl::OkStatus();
  former_->Pay(number, Now());
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(24)), 2) << "it is asked again";
  EXPECT_EQ(Note(note).state(), "PAID");
}

// What may pass is waited for, and the present merchant's refusals are ours to mend.
TEST_F(MerchantTest, OnlyAFormerMerchantThatRefusesForGoodIsLeftToPeople) {
  const std::string note = Assess()->fee_note();
  ASSERT_TRUE(Start(note).ok());
  channel_->deafness = DeniedError("CHANNEL_NOT_ENTITLED", {"", ""});
  EXPECT_EQ(*service_.PollOrders(Now() + kExpired), 0);
  Change();
  former_->deafness = absl::UnavailableError("down");
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(24)), 0);
  EXPECT_THAT(Quarantined(), IsEmpty());
  EXPECT_EQ(Note(note).state(), "PENDING");
}

TEST_F(MerchantTest, WhatWasPaidIsFoundOnceTheMerchantIsKnownAgain) {
  const std::string note = Assess()->fee_note();
  const std::string number = Start(note)->order_number();
  channel_->Pay(number, Now());
  Forget();
  EXPECT_EQ(*service_.PollOrders(Now() + kExpired), 1);
  KnowAgain();
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(24)), 1);
  EXPECT_EQ(Note(note).state(), "PAID");
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(48)), 0);
}

TEST_F(MerchantTest, WhatWasNotPaidIsAskedOnceTheMerchantIsKnownAgain) {
  const std::string note = Assess()->fee_note();
  ASSERT_TRUE(Start(note).ok());
  Forget();
  EXPECT_EQ(*service_.PollOrders(Now() + kExpired), 1);
  KnowAgain();
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(24)), 1);
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(48)), 0);
  EXPECT_EQ(Note(note).state(), "CREATED");
}

}  // namespace
}  // namespace notary::payment
