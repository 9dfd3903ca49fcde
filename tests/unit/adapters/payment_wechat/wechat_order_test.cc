// Orders and refunds: lost answers, repetitions, wrong parties, restarts.
#include <nlohmann/json.hpp>
#include <string>
#include <variant>

#include "platform/base/error.h"
#include "platform/json/json.h"
#include "tests/unit/adapters/payment_wechat/wechat_fixture.h"

namespace notary::wechat {
namespace {

using payment::ChannelOrder;
using payment::ChannelRefundState;
using payment::RefundReport;
using payment::Trade;
using payment::TradeState;
using testing::SizeIs;

TEST_F(WechatTest, AnOrderIsCreatedPaidNotifiedAndFound) {
  const auto code = channel_->CreateOrder(Order());
  ASSERT_TRUE(code.ok()) << code.status();
  EXPECT_THAT(*code, testing::StartsWith("weixin://wxpay/bizpayurl?pr="));
  EXPECT_EQ(channel_->FindTrade("NT20261123000001")->state, TradeState::kUnpaid);

  clock_.Advance(absl::Minutes(3));
  ASSERT_EQ(Pay(), 200);
  EXPECT_EQ(*simulator_->RunOnce(), 1);

  ASSERT_THAT(office_.Notices(), SizeIs(1));
  const Trade trade = std::get<Trade>(office_.Notices()[0].report);
  EXPECT_EQ(trade.merchant, kMerchant);
  EXPECT_EQ(trade.order_number, "NT20261123000001");
  EXPECT_EQ(trade.state, TradeState::kPaid);
  EXPECT_EQ(trade.total_fen, 8000);
  EXPECT_EQ(trade.currency, "CNY");
  EXPECT_EQ(trade.paid_at, clock_.Now());
  EXPECT_EQ(*channel_->FindTrade("NT20261123000001"), trade);
  EXPECT_EQ(*simulator_->RunOnce(), 0);
}

TEST_F(WechatTest, TheSameOrderAgainIsTheSameCodeAndAnotherContentIsRefused) {
  const ChannelOrder order = Order();
  const std::string code = *channel_->CreateOrder(order);
  EXPECT_EQ(*channel_->CreateOrder(order), code);
  ChannelOrder other = order;
  other.total_fen = 9000;
  EXPECT_EQ(ReasonOf(channel_->CreateOrder(other).status()), "CHANNEL_NUMBER_USED");
  ASSERT_EQ(Pay(), 200);
  EXPECT_EQ(ReasonOf(channel_->CreateOrder(order).status()), "CHANNEL_ORDER_PAID");
}

TEST_F(WechatTest, AClosedOrderCannotBePaidAndAPaidOneNotClosed) {
  ASSERT_TRUE(channel_->CreateOrder(Order("NT0001")).ok());
  ASSERT_TRUE(channel_->CreateOrder(Order("NT0002")).ok());
  EXPECT_TRUE(channel_->CloseOrder("NT0001").ok());
  EXPECT_TRUE(channel_->CloseOrder("NT0001").ok());
  EXPECT_EQ(Pay("NT0001"), 409);
  EXPECT_EQ(channel_->FindTrade("NT0001")->state, TradeState::kClosed);
  EXPECT_EQ(Pay("NT0002"), 200);
  EXPECT_EQ(ReasonOf(channel_->CloseOrder("NT0002")), "CHANNEL_ORDER_PAID");
  EXPECT_TRUE(absl::IsNotFound(channel_->CloseOrder("NT0003")));
  EXPECT_TRUE(absl::IsNotFound(channel_->FindTrade("NT0003").status()));
}

TEST_F(WechatTest, AnOrderThatNobodyPaysInTimeCloses) {
  ASSERT_TRUE(channel_->CreateOrder(Order()).ok());
  clock_.Advance(absl::Hours(2));
  EXPECT_EQ(channel_->FindTrade("NT20261123000001")->state, TradeState::kClosed);
  EXPECT_EQ(Pay(), 409);
}

TEST_F(WechatTest, ALostAnswerIsAskedAfterAndTheOrderExistsOnce) {
  Fault("reply_error_after");
  const auto code = channel_->CreateOrder(Order());
  ASSERT_TRUE(code.ok()) << code.status();
  EXPECT_THAT(Ledger()["orders"], SizeIs(1));
  EXPECT_EQ(Ledger()["orders"][0]["code_url"], *code);
}

TEST_F(WechatTest, AnOrderThatNeverArrivedIsSentAgain) {
  Fault("reply_error_before");
  EXPECT_TRUE(channel_->CreateOrder(Order()).ok());
  EXPECT_THAT(Ledger()["orders"], SizeIs(1));
}

TEST_F(WechatTest, ATimeoutIsAskedAfter) {
  ChannelOptions options = Options();
  options.http.timeout = absl::Milliseconds(150);
  const auto hasty = NewTestChannel(options);
  Fault("reply_delay", 400);
  EXPECT_TRUE(hasty->CreateOrder(Order()).ok());
  EXPECT_THAT(Ledger()["orders"], SizeIs(1));
}

TEST_F(WechatTest, WhenTheProviderStaysDownTheCallerHearsSo) {
  Fault("reply_error_before", 0, 10);
  EXPECT_TRUE(absl::IsUnavailable(channel_->CreateOrder(Order()).status()));
}

TEST_F(WechatTest, ALostAnswerToCloseIsAskedAfter) {
  ASSERT_TRUE(channel_->CreateOrder(Order()).ok());
  Fault("reply_error_after");
  EXPECT_TRUE(channel_->CloseOrder("NT20261123000001").ok());
  ASSERT_TRUE(channel_->CreateOrder(Order("NT0002")).ok());
  Fault("reply_error_before");
  EXPECT_TRUE(channel_->CloseOrder("NT0002").ok());
  EXPECT_EQ(channel_->FindTrade("NT0002")->state, TradeState::kClosed);
  ASSERT_TRUE(channel_->CreateOrder(Order("NT0003")).ok());
  ASSERT_EQ(Pay("NT0003"), 200);
  Fault("reply_error_before");
  EXPECT_EQ(ReasonOf(channel_->CloseOrder("NT0003")), "CHANNEL_ORDER_PAID");
}

TEST_F(WechatTest, RefundsInPartsUpToTheWhole) {
  ASSERT_TRUE(channel_->CreateOrder(Order()).ok());
  const payment::ChannelRefund part{.number = "RF1",
                                    .order_number = "NT20261123000001",
                                    .reason = "副本减少",
                                    .refund_fen = 2000,
                                    .total_fen = 8000};
  EXPECT_FALSE(channel_->Refund(part).ok());  // not paid yet
  ASSERT_EQ(Pay(), 200);
  const auto first = channel_->Refund(part);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->state, ChannelRefundState::kProcessing);
  EXPECT_EQ(*channel_->Refund(part), *first);

  EXPECT_EQ(*simulator_->RunOnce(), 3);  // one settled, two notices
  EXPECT_EQ(channel_->FindRefund("RF1")->state, ChannelRefundState::kSucceeded);
  ASSERT_THAT(office_.Notices(), SizeIs(2));
  for (const payment::Notice& notice : office_.Notices()) {
    const auto* report = std::get_if<RefundReport>(&notice.report);
    if (report == nullptr) continue;
    EXPECT_EQ(*report, *channel_->FindRefund("RF1"));
  }
  EXPECT_EQ(channel_->FindTrade("NT20261123000001")->state, TradeState::kRefunded);

  payment::ChannelRefund too_much = part;
  too_much.number = "RF2";
  too_much.refund_fen = 6001;
  EXPECT_EQ(ReasonOf(channel_->Refund(too_much).status()), "CHANNEL_BALANCE_SHORT");
  too_much.refund_fen = 6000;
  EXPECT_TRUE(channel_->Refund(too_much).ok());
}

TEST_F(WechatTest, ALostAnswerToARefundPaysBackOnce) {
  ASSERT_TRUE(channel_->CreateOrder(Order()).ok());
  ASSERT_EQ(Pay(), 200);
  const payment::ChannelRefund all{.number = "RF1",
                                   .order_number = "NT20261123000001",
                                   .reason = "终止公证",
                                   .refund_fen = 8000,
                                   .total_fen = 8000};
  Fault("reply_error_after");
  EXPECT_TRUE(channel_->Refund(all).ok());
  EXPECT_THAT(Ledger()["refunds"], SizeIs(1));
  Fault("reply_error_before");
  EXPECT_EQ(channel_->Refund(all)->number, "RF1");
  EXPECT_THAT(Ledger()["refunds"], SizeIs(1));
}

TEST_F(WechatTest, ARefundToADeadCardIsAbnormal) {
  ASSERT_TRUE(channel_->CreateOrder(Order()).ok());
  ASSERT_EQ(Pay(), 200);
  Fault("refund_abnormal");
  ASSERT_TRUE(channel_
                  ->Refund({.number = "RF1",
                            .order_number = "NT20261123000001",
                            .reason = "",
                            .refund_fen = 1,
                            .total_fen = 8000})
                  .ok());
  ASSERT_TRUE(simulator_->RunOnce().ok());
  EXPECT_EQ(channel_->FindRefund("RF1")->state, ChannelRefundState::kAbnormal);
}

TEST_F(WechatTest, ARefundOfAnOldPaymentIsRefusedForGood) {
  ASSERT_TRUE(channel_->CreateOrder(Order()).ok());
  ASSERT_EQ(Pay(), 200);
  Fault("refund_too_old");
  const payment::ChannelRefund refund{.number = "RF1",
                                      .order_number = "NT20261123000001",
                                      .reason = "",
                                      .refund_fen = 1,
                                      .total_fen = 8000};
  EXPECT_EQ(ReasonOf(channel_->Refund(refund).status()), "CHANNEL_RULE_LIMIT");
  EXPECT_THAT(Ledger()["refunds"], SizeIs(0));
}

TEST_F(WechatTest, AnAnswerNotSignedByThePlatformIsNotBelieved) {
  Fault("reply_forged");
  EXPECT_EQ(ReasonOf(channel_->CreateOrder(Order()).status()), "CHANNEL_REPLY_FORGED");
}

TEST_F(WechatTest, TheProviderRefusesAWrongMerchantAppSerialOrClock) {
  ChannelOptions other = Options();
  other.merchant = "1900000009";
  EXPECT_EQ(ReasonOf(NewTestChannel(other)->CreateOrder(Order()).status()),
            "CHANNEL_SIGNATURE_REFUSED");
  other = Options();
  other.merchant_serial = "0000";
  EXPECT_EQ(ReasonOf(NewTestChannel(other)->CreateOrder(Order()).status()),
            "CHANNEL_SIGNATURE_REFUSED");
  other = Options();
  other.app = "wxother";
  EXPECT_EQ(ReasonOf(NewTestChannel(other)->CreateOrder(Order()).status()),
            "CHANNEL_REQUEST_REFUSED");
  // Another merchant of the same provider does not see the order.
  ASSERT_TRUE(channel_->CreateOrder(Order()).ok());
  other = Options();
  other.merchant = "1900000002";
  other.merchant_serial = "77AA";
  EXPECT_TRUE(absl::IsNotFound(NewTestChannel(other)->FindTrade("NT20261123000001").status()));
}

TEST_F(WechatTest, TheLedgerSurvivesARestart) {
  ASSERT_TRUE(channel_->CreateOrder(Order()).ok());
  ASSERT_EQ(Pay(), 200);
  const Json before = Ledger();
  simulator_ = nullptr;
  StartSimulator();
  EXPECT_EQ(Ledger(), before);
  channel_ = NewTestChannel(Options());
  office_.SetChannel(channel_.get());
  EXPECT_EQ(*simulator_->RunOnce(), 1);
  EXPECT_THAT(office_.Notices(), SizeIs(1));
}

TEST_F(WechatTest, ThePlatformMaySignWithEitherOfItsKeys) {
  const auto restart = [&](const crypto::SigningKey& key, const char* serial) {
    simulator_ = nullptr;
    StartSimulator(key, serial);
    channel_ = NewTestChannel(Options());
    office_.SetChannel(channel_.get());
  };
  size_t paid = 0;
  for (const auto& [number, next] :
       {std::pair("NT0001", false), std::pair("NT0002", true), std::pair("NT0003", false)}) {
    restart(next ? NextPlatformKey() : PlatformKey(), next ? kNextPlatformSerial : kPlatformSerial);
    ASSERT_TRUE(channel_->CreateOrder(Order(number)).ok()) << number;
    ASSERT_EQ(Pay(number), 200);
    ASSERT_TRUE(simulator_->RunOnce().ok());
    EXPECT_THAT(office_.Notices(), SizeIs(++paid)) << number;
  }
  restart(NextPlatformKey(), kPlatformSerial);
  EXPECT_EQ(ReasonOf(channel_->FindTrade("NT0001").status()), "CHANNEL_REPLY_FORGED")
      << "each key stands for itself";
}

TEST_F(WechatTest, TheBackupHostIsUsedWhenTheFirstCannotBeReached) {
  ChannelOptions options = Options();
  options.backup_url = options.url;
  options.url = "http://127.0.0.1:1";
  EXPECT_TRUE(NewTestChannel(options)->CreateOrder(Order()).ok());
}

TEST_F(WechatTest, RefusesAConfigurationThatCannotWork) {
  for (const std::string field : {"app", "merchant", "merchant_serial", "notify_url"}) {
    ChannelOptions options = Options();
    if (field == "app") options.app = "";
    if (field == "merchant") options.merchant = "";
    if (field == "merchant_serial") options.merchant_serial = "";
    if (field == "notify_url") options.notify_url += "?a=1";
    VerifyingKeys platform;
    platform.emplace(kPlatformSerial, *PlatformKey().Public());
    const auto channel = NewChannel(options,
                                    {.merchant = Copy(MerchantKey()),
                                     .platform = std::move(platform),
                                     .api_v3 = Sensitive<std::string>(kApiV3)},
                                    clock_);
    ASSERT_FALSE(channel.ok()) << field;
    EXPECT_EQ(DetailOf(channel.status())->fields[0].field, field);
  }
}

}  // namespace
}  // namespace notary::wechat
