// Notices: schedule, repetition, probes, forgeries.
#include <nlohmann/json.hpp>
#include <string>
#include <variant>

#include "platform/base/error.h"
#include "platform/json/json.h"
#include "tests/unit/adapters/payment_wechat/wechat_fixture.h"

namespace notary::wechat {
namespace {

using payment::Trade;
using payment::TradeState;
using testing::ElementsAre;
using testing::SizeIs;

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

}  // namespace
}  // namespace notary::wechat
