// The WeChat Pay client against the simulator, over HTTP, in one process, with an office that takes
// the notices.
#pragma once

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

using Json = nlohmann::json;

inline const absl::Time kStart = absl::FromUnixSeconds(1795420800);
inline constexpr char kMerchant[] = "1900007291";
inline constexpr char kApp[] = "wxd678efh567hg6787";
inline constexpr char kApiV3[] = "0123456789abcdef0123456789abcdef";

// RSA keys take long to make; tests share them.
inline const crypto::SigningKey& MerchantKey() {
  static const auto& key = *new auto(crypto::SigningKey::Generate(crypto::KeyType::kRsa));
  return key;
}
inline const crypto::SigningKey& PlatformKey() {
  static const auto& key = *new auto(crypto::SigningKey::Generate(crypto::KeyType::kRsa));
  return key;
}
// The one that comes after it.
inline const crypto::SigningKey& NextPlatformKey() {
  static const auto& key = *new auto(crypto::SigningKey::Generate(crypto::KeyType::kRsa));
  return key;
}
inline constexpr char kPlatformSerial[] = "PUB_KEY_ID_1";
inline constexpr char kNextPlatformSerial[] = "PUB_KEY_ID_2";

inline crypto::SigningKey Copy(const crypto::SigningKey& key) {
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

  void StartSimulator(const crypto::SigningKey& platform = PlatformKey(),
                      const std::string& serial = kPlatformSerial) {
    std::map<std::string, SimulatedMerchant> merchants;
    merchants.emplace(
        kMerchant,
        SimulatedMerchant{
            .app = kApp, .serial = "5D1F", .key = *MerchantKey().Public(), .api_v3 = kApiV3});
    merchants.emplace("1900000002", SimulatedMerchant{.app = "wxother",
                                                      .serial = "77AA",
                                                      .key = *MerchantKey().Public(),
                                                      .api_v3 = std::string(32, 'o')});
    auto simulator = Simulator::Start({.ledger_path = ledger_path_, .platform_serial = serial},
                                      Copy(platform), std::move(merchants), clock_);
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
    platform.emplace(kPlatformSerial, *PlatformKey().Public());
    platform.emplace(kNextPlatformSerial, *NextPlatformKey().Public());
    auto channel = NewChannel(std::move(options),
                              {.merchant = Copy(MerchantKey()),
                               .platform = std::move(platform),
                               .api_v3 = Sensitive<std::string>(kApiV3)},
                              clock_);
    EXPECT_TRUE(channel.ok()) << channel.status();
    return *std::move(channel);
  }

  payment::ChannelOrder Order(const std::string& number = "NT20261123000001") const {
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

}  // namespace notary::wechat
