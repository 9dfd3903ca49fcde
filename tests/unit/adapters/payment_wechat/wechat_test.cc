// The client against the simulator, over HTTP, in one process.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "adapters/payment_wechat/simulator/simulator.h"
#include "adapters/payment_wechat/wechat_channel.h"
#include "platform/base/error.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/json/json.h"

namespace notary::wechat {
namespace {

using Json = nlohmann::json;
using payment::ChannelOrder;
using payment::ChannelRefundState;
using payment::RefundReport;
using payment::Trade;
using payment::TradeState;
using testing::ElementsAre;
using testing::SizeIs;

const absl::Time kStart = absl::FromUnixSeconds(1795420800);
const char kMerchant[] = "1900007291";
const char kApp[] = "wxd678efh567hg6787";
const char kApiV3[] = "0123456789abcdef0123456789abcdef";

// RSA keys take long to make; tests share them.
const crypto::SigningKey& MerchantKey() {
  static const auto& key = *new auto(crypto::SigningKey::Generate(crypto::KeyType::kRsa));
  return key;
}
const crypto::SigningKey& PlatformKey() {
  static const auto& key = *new auto(crypto::SigningKey::Generate(crypto::KeyType::kRsa));
  return key;
}
crypto::SigningKey Copy(const crypto::SigningKey& key) {
  return *crypto::SigningKey::FromPem(key.Pem());
}

// What the payment service does with notices, in small: verify, keep, answer.
class Office {
 public:
  absl::Status Listen() {
    absl::StatusOr<std::unique_ptr<http::Server>> server =
        http::Server::Start({}, [this](const http::ServerRequest& r) { return Take(r); });
    if (server.ok()) server_ = *std::move(server);
    return server.status();
  }
  std::string Url() const { return server_->Url() + "/v1/wx/notify"; }
  void SetChannel(payment::PaymentChannel* channel) { channel_ = channel; }
  void SetDown(bool down) {
    absl::MutexLock lock(&mutex_);
    down_ = down;
  }
  std::vector<payment::Notice> Notices() {
    absl::MutexLock lock(&mutex_);
    return notices_;
  }
  payment::RawNotice LastRaw() {
    absl::MutexLock lock(&mutex_);
    return last_raw_;
  }

 private:
  http::Response Take(const http::ServerRequest& request) {
    absl::MutexLock lock(&mutex_);
    last_raw_ = {request.headers, request.body};
    absl::StatusOr<payment::Notice> notice = channel_->ReadNotice(last_raw_);
    const absl::Status outcome = down_ ? absl::UnavailableError("down") : notice.status();
    if (outcome.ok()) notices_.push_back(*std::move(notice));
    const payment::NoticeAnswer answer = channel_->AnswerNotice(outcome);
    return {answer.http_status, {}, answer.body};
  }

  payment::PaymentChannel* channel_ = nullptr;
  absl::Mutex mutex_;
  bool down_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<payment::Notice> notices_ ABSL_GUARDED_BY(mutex_);
  payment::RawNotice last_raw_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<http::Server> server_;
};

class WechatTest : public testing::Test {
 protected:
  WechatTest() {
    StartSimulator();
    EXPECT_TRUE(office_.Listen().ok());
    channel_ = NewTestChannel(Options());
    office_.SetChannel(channel_.get());
  }
  ~WechatTest() override { unlink(ledger_path_.c_str()); }

  void StartSimulator() {
    std::map<std::string, SimulatedMerchant> merchants;
    merchants.emplace(
        kMerchant,
        SimulatedMerchant{
            .app = kApp, .serial = "5D1F", .key = *MerchantKey().Public(), .api_v3 = kApiV3});
    merchants.emplace("1900000002", SimulatedMerchant{.app = "wxother",
                                                      .serial = "77AA",
                                                      .key = *MerchantKey().Public(),
                                                      .api_v3 = std::string(32, 'o')});
    auto simulator =
        Simulator::Start({.ledger_path = ledger_path_, .platform_serial = "PUB_KEY_ID_1"},
                         Copy(PlatformKey()), std::move(merchants), clock_);
    ASSERT_TRUE(simulator.ok()) << simulator.status();
    simulator_ = *std::move(simulator);
  }

  ChannelOptions Options() const {
    ChannelOptions options{.url = simulator_->Url(),
                           .app = kApp,
                           .merchant = kMerchant,
                           .merchant_serial = "5D1F",
                           .notify_url = office_.Url()};
    options.http.allow_plain_http = true;
    options.http.timeout = absl::Seconds(5);
    return options;
  }

  std::unique_ptr<payment::PaymentChannel> NewTestChannel(ChannelOptions options) {
    VerifyingKeys platform;
    platform.emplace("PUB_KEY_ID_1", *PlatformKey().Public());
    auto channel = NewChannel(std::move(options),
                              {.merchant = Copy(MerchantKey()),
                               .platform = std::move(platform),
                               .api_v3 = Sensitive<std::string>(kApiV3)},
                              clock_);
    EXPECT_TRUE(channel.ok()) << channel.status();
    return *std::move(channel);
  }

  ChannelOrder Order(const std::string& number = "NT20261123000001") const {
    return {.number = number,
            .description = "公证费",
            .total_fen = 8000,
            .expires = clock_.Now() + absl::Hours(2)};
  }

  int Control(const std::string& what, const Json& body) {
    return control_
        .Send({.method = "POST",
               .url = absl::StrCat(simulator_->Url(), "/control/", what),
               .body = body.dump()})
        ->status;
  }
  int Pay(const std::string& number = "NT20261123000001") {
    return Control("pay", {{"out_trade_no", number}});
  }
  void Fault(const std::string& kind, int64_t value = 0, int64_t count = 1) {
    ASSERT_EQ(Control("fault", {{"kind", kind}, {"value", value}, {"count", count}}), 204);
  }
  Json Ledger() {
    return *json::ParseObject(control_.Send({.url = simulator_->Url() + "/control/ledger"})->body);
  }

  FakeClock clock_{kStart};
  const std::string ledger_path_ =
      absl::StrCat(testing::TempDir(), "wechat_", HexEncode(crypto::RandomBytes(6)), ".jsonl");
  Office office_;  // outlives the simulator, whose open connections would make it wait
  std::unique_ptr<Simulator> simulator_;
  std::unique_ptr<payment::PaymentChannel> channel_;
  http::Client control_{{.allow_plain_http = true}};
};

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

TEST_F(WechatTest, NoticesFollowTheScheduleUntilTheyAreTaken) {
  ASSERT_TRUE(channel_->CreateOrder(Order()).ok());
  ASSERT_EQ(Pay(), 200);
  office_.SetDown(true);
  EXPECT_EQ(*simulator_->RunOnce(), 1);
  EXPECT_EQ(*simulator_->RunOnce(), 0);
  clock_.Advance(absl::Seconds(14));
  EXPECT_EQ(*simulator_->RunOnce(), 0);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(*simulator_->RunOnce(), 1);
  office_.SetDown(false);
  clock_.Advance(absl::Seconds(15));
  EXPECT_EQ(*simulator_->RunOnce(), 1);
  EXPECT_THAT(office_.Notices(), SizeIs(1));
  EXPECT_THAT(Ledger()["notices"][0]["answers"], ElementsAre(500, 500, 204));
  clock_.Advance(absl::Hours(48));
  EXPECT_EQ(*simulator_->RunOnce(), 0);
}

TEST_F(WechatTest, NoticesAreGivenUpAfterSixteenTries) {
  ASSERT_TRUE(channel_->CreateOrder(Order()).ok());
  ASSERT_EQ(Pay(), 200);
  office_.SetDown(true);
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(simulator_->RunOnce().ok());
    clock_.Advance(absl::Hours(6));
  }
  EXPECT_EQ(Ledger()["notices"][0]["state"], "GIVEN_UP");
  EXPECT_THAT(Ledger()["notices"][0]["answers"], SizeIs(16));
}

TEST_F(WechatTest, ADuplicateNoticeHasTheSameId) {
  Fault("notice_duplicate");
  ASSERT_TRUE(channel_->CreateOrder(Order()).ok());
  ASSERT_EQ(Pay(), 200);
  EXPECT_EQ(*simulator_->RunOnce(), 1);
  EXPECT_EQ(*simulator_->RunOnce(), 1);
  ASSERT_THAT(office_.Notices(), SizeIs(2));
  EXPECT_EQ(office_.Notices()[0].id, office_.Notices()[1].id);
}

TEST_F(WechatTest, AProbeIsAnsweredWithAnError) {
  Fault("notice_probe");
  ASSERT_TRUE(channel_->CreateOrder(Order()).ok());
  ASSERT_EQ(Pay(), 200);
  EXPECT_EQ(*simulator_->RunOnce(), 1);
  EXPECT_EQ(Ledger()["notices"][0]["probe_answer"], 401);
  EXPECT_THAT(office_.Notices(), SizeIs(1));
}

TEST_F(WechatTest, ALostDelayedOrWrongNoticeShowsAgainstTheQuery) {
  Fault("notice_lost");
  ASSERT_TRUE(channel_->CreateOrder(Order("NT0001")).ok());
  ASSERT_EQ(Pay("NT0001"), 200);
  EXPECT_EQ(*simulator_->RunOnce(), 0);
  EXPECT_EQ(channel_->FindTrade("NT0001")->state, TradeState::kPaid);

  Fault("notice_delay", 60);
  Fault("notice_wrong_amount");
  ASSERT_TRUE(channel_->CreateOrder(Order("NT0002")).ok());
  ASSERT_EQ(Pay("NT0002"), 200);
  EXPECT_EQ(*simulator_->RunOnce(), 0);
  clock_.Advance(absl::Minutes(1));
  EXPECT_EQ(*simulator_->RunOnce(), 1);
  ASSERT_THAT(office_.Notices(), SizeIs(1));
  EXPECT_EQ(std::get<Trade>(office_.Notices()[0].report).total_fen, 8001);
  EXPECT_EQ(channel_->FindTrade("NT0002")->total_fen, 8000);
}

TEST_F(WechatTest, ATamperedOldOrForeignNoticeIsRefused) {
  ASSERT_TRUE(channel_->CreateOrder(Order()).ok());
  ASSERT_EQ(Pay(), 200);
  ASSERT_TRUE(simulator_->RunOnce().ok());
  const payment::RawNotice good = office_.LastRaw();
  ASSERT_TRUE(channel_->ReadNotice(good).ok());

  payment::RawNotice tampered = good;
  tampered.body.back() = ' ';
  EXPECT_EQ(ReasonOf(channel_->ReadNotice(tampered).status()), "SIGNATURE_INVALID");

  // Signed by the platform, but encrypted for another merchant.
  payment::RawNotice foreign = good;
  Json envelope = *json::ParseObject(good.body);
  envelope["resource"]["associated_data"] = "other";
  foreign.body = json::Print(envelope);
  foreign.headers = SignatureHeaders(PlatformKey(), "PUB_KEY_ID_1", foreign.body, clock_.Now());
  EXPECT_EQ(ReasonOf(channel_->ReadNotice(foreign).status()), "AEAD_OPEN_FAILED");

  for (const char* body : {"", "{}", "{\"resource\":{\"algorithm\":\"AEAD_AES_256_GCM\"}}",
                           "{\"resource\":{\"algorithm\":\"AES\",\"ciphertext\":\"AAAA\"}}"}) {
    const payment::RawNotice odd{SignatureHeaders(PlatformKey(), "PUB_KEY_ID_1", body, kStart),
                                 body};
    EXPECT_FALSE(channel_->ReadNotice(odd).ok()) << body;
  }

  clock_.Advance(absl::Seconds(301));
  EXPECT_EQ(ReasonOf(channel_->ReadNotice(good).status()), "WECHAT_TIME_OFF");
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
    platform.emplace("PUB_KEY_ID_1", *PlatformKey().Public());
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
