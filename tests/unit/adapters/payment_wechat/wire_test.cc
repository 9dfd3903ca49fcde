#include "adapters/payment_wechat/wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "adapters/payment_wechat/reports.h"
#include "platform/base/error.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"

namespace notary::wechat {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1767225600);

// domain.md 7.1.
TEST(RequestSignTextTest, OfTheGetVector) {
  const std::string text = RequestSignText("GET", "/v3/certificates", 1554208460,
                                           "593BEC0C930BF1AFEB40B4A08C8FB242", "");
  EXPECT_EQ(text.size(), 66);
  EXPECT_EQ(HexEncode(crypto::Sha256(text)),
            "fab5c8a222049f386cb01453c7dc712c7997e756271557b0ef6e2e5060575373");
}

TEST(RequestSignTextTest, OfThePostVector) {
  const std::string text = RequestSignText(
      "POST", "/v3/pay/transactions/native", 1767225600, "0123456789ABCDEF0123456789ABCDEF",
      R"({"appid":"wxd678efh567hg6787","mchid":"1900007291","description":"公证费",)"
      R"("out_trade_no":"NT20261123000001","notify_url":"https://pay.example.cn/v1/wx/notify",)"
      R"("amount":{"total":8000,"currency":"CNY"}})");
  EXPECT_EQ(text.size(), 281);
  EXPECT_EQ(HexEncode(crypto::Sha256(text)),
            "fa863ae797d76d77dd68cb4f2d62c5a94e545d172dcd2197f8ac8b9f768f0891");
}

TEST(AuthorizationTest, ReadsWhatItWrites) {
  const auto parsed = ParseAuthorization(FormatAuthorization(
      {.merchant = "19", .nonce = "AB", .signature = "a+/=", .timestamp = 7, .serial = "5D"}));
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->merchant, "19");
  EXPECT_EQ(parsed->nonce, "AB");
  EXPECT_EQ(parsed->signature, "a+/=");
  EXPECT_EQ(parsed->timestamp, 7);
  EXPECT_EQ(parsed->serial, "5D");
}

TEST(AuthorizationTest, RefusesOtherSchemesAndBrokenFields) {
  for (const char* header : {"", "Bearer x", "WECHATPAY2-SHA256-RSA2048 mchid=19",
                             "WECHATPAY2-SHA256-RSA2048 mchid=\"19\",timestamp=\"x\""}) {
    EXPECT_EQ(ParseAuthorization(header), std::nullopt) << header;
  }
}

class SignatureHeadersTest : public testing::Test {
 protected:
  SignatureHeadersTest() { keys_.emplace("PUB_KEY_ID_1", *key_.Public()); }
  std::string Reason(const http::Headers& headers, absl::string_view body, absl::Time now) const {
    return ReasonOf(CheckSignatureHeaders(headers, body, keys_, now));
  }

  const crypto::SigningKey key_ = crypto::SigningKey::Generate(crypto::KeyType::kRsa);
  VerifyingKeys keys_;
};

TEST_F(SignatureHeadersTest, AcceptsTheBytesThatWereSignedForFiveMinutes) {
  const http::Headers headers = SignatureHeaders(key_, "PUB_KEY_ID_1", "{\"a\": 1}", kNow);
  EXPECT_EQ(Reason(headers, "{\"a\": 1}", kNow), "");
  EXPECT_EQ(Reason(headers, "{\"a\": 1}", kNow + absl::Minutes(5)), "");
  EXPECT_EQ(Reason(headers, "{\"a\": 1}", kNow - absl::Minutes(5)), "");
  EXPECT_EQ(Reason(headers, "{\"a\":1}", kNow), "SIGNATURE_INVALID");
  EXPECT_EQ(Reason(headers, "{\"a\": 1}", kNow + absl::Seconds(301)), "WECHAT_TIME_OFF");
  EXPECT_EQ(Reason(headers, "{\"a\": 1}", kNow - absl::Seconds(301)), "WECHAT_TIME_OFF");
}

TEST_F(SignatureHeadersTest, RefusesAnUnknownSerialAProbeAndAMissingHeader) {
  EXPECT_EQ(Reason(SignatureHeaders(key_, "PUB_KEY_ID_2", "x", kNow), "x", kNow),
            "WECHAT_KEY_UNKNOWN");
  http::Headers probe = SignatureHeaders(key_, "PUB_KEY_ID_1", "x", kNow);
  probe.back().second = "WECHATPAY/SIGNTEST/" + absl::Base64Escape(std::string(240, 's'));
  EXPECT_NE(Reason(probe, "x", kNow), "");
  for (size_t i = 0; i < 4; ++i) {
    http::Headers headers = SignatureHeaders(key_, "PUB_KEY_ID_1", "x", kNow);
    headers.erase(headers.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_EQ(Reason(headers, "x", kNow), "WECHAT_UNSIGNED") << i;
  }
}

TEST(ToRfc3339Test, IsRfc3339InShanghai) {
  EXPECT_EQ(ToRfc3339(kNow), "2026-01-01T08:00:00+08:00");
}

TEST(ErrorOfTest, MapsTheProvidersCodes) {
  struct Case {
    int http_status;
    const char* code;
    absl::StatusCode status;
    const char* reason;
  };
  for (const Case& c : {
           Case{400, "PARAM_ERROR", absl::StatusCode::kInternal, "CHANNEL_REQUEST_REFUSED"},
           {400, "APPID_MCHID_NOT_MATCH", absl::StatusCode::kInternal, "CHANNEL_REQUEST_REFUSED"},
           {400, "ORDER_CLOSED", absl::StatusCode::kFailedPrecondition, "CHANNEL_ORDER_CLOSED"},
           {400, "ORDERPAID", absl::StatusCode::kFailedPrecondition, "CHANNEL_ORDER_PAID"},
           {401, "SIGN_ERROR", absl::StatusCode::kInternal, "CHANNEL_SIGNATURE_REFUSED"},
           {403, "NO_AUTH", absl::StatusCode::kPermissionDenied, "CHANNEL_NOT_ENTITLED"},
           {403, "RULE_LIMIT", absl::StatusCode::kPermissionDenied, "CHANNEL_RULE_LIMIT"},
           {403, "OUT_TRADE_NO_USED", absl::StatusCode::kAlreadyExists, "CHANNEL_NUMBER_USED"},
           {403, "NOT_ENOUGH", absl::StatusCode::kFailedPrecondition, "CHANNEL_BALANCE_SHORT"},
           {404, "ORDER_NOT_EXIST", absl::StatusCode::kNotFound, "CHANNEL_ORDER_UNKNOWN"},
           {404, "RESOURCE_NOT_EXISTS", absl::StatusCode::kNotFound, "CHANNEL_ORDER_UNKNOWN"},
           {429, "FREQUENCY_LIMITED", absl::StatusCode::kResourceExhausted, "CHANNEL_RATE_LIMITED"},
           {429, "RATELIMIT_EXCEEDED", absl::StatusCode::kResourceExhausted,
            "CHANNEL_RATE_LIMITED"},
           {429, "PARAM_ERROR", absl::StatusCode::kResourceExhausted, "CHANNEL_RATE_LIMITED"},
           {408, "", absl::StatusCode::kResourceExhausted, "CHANNEL_RATE_LIMITED"},
           {500, "SYSTEM_ERROR", absl::StatusCode::kUnavailable, "CHANNEL_SYSTEM_ERROR"},
           {502, "", absl::StatusCode::kUnavailable, "CHANNEL_SYSTEM_ERROR"},
           {202, "USERPAYING", absl::StatusCode::kUnavailable, "CHANNEL_PAYER_BUSY"},
       }) {
    const std::string body = std::string("{\"code\":\"") + c.code + "\",\"message\":\"张三\"}";
    const absl::Status status = ErrorOf(c.http_status, body);
    EXPECT_EQ(status.code(), c.status) << c.code;
    EXPECT_EQ(ReasonOf(status), c.reason) << c.code;
    EXPECT_THAT(std::string(status.message()), testing::Not(testing::HasSubstr("张三")));
  }
  EXPECT_EQ(ReasonOf(ErrorOf(504, "<html>")), "CHANNEL_SYSTEM_ERROR");
  EXPECT_EQ(ReasonOf(ErrorOf(429, "<html>")), "CHANNEL_RATE_LIMITED");
}

}  // namespace
}  // namespace notary::wechat
