#include "adapters/payment_wechat/wire.h"

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "platform/base/error.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/time/clock.h"

namespace notary::wechat {
namespace {

constexpr absl::string_view kScheme = "WECHATPAY2-SHA256-RSA2048 ";
constexpr absl::Duration kClockSkewMax = absl::Minutes(5);

absl::Status Refused(absl::string_view reason, Text text) {
  return MakeError(absl::StatusCode::kUnauthenticated, reason, std::move(text));
}

}  // namespace

std::string RequestSignText(absl::string_view method, absl::string_view target, int64_t timestamp,
                            absl::string_view nonce, absl::string_view body) {
  return absl::StrCat(method, "\n", target, "\n", timestamp, "\n", nonce, "\n", body, "\n");
}

std::string ReplySignText(int64_t timestamp, absl::string_view nonce, absl::string_view body) {
  return absl::StrCat(timestamp, "\n", nonce, "\n", body, "\n");
}

std::string NewNonce() { return absl::AsciiStrToUpper(HexEncode(crypto::RandomBytes(16))); }

std::string FormatAuthorization(const Authorization& a) {
  return absl::StrCat(kScheme, "mchid=\"", a.merchant, "\",nonce_str=\"", a.nonce,
                      "\",signature=\"", a.signature, "\",timestamp=\"", a.timestamp,
                      "\",serial_no=\"", a.serial, "\"");
}

std::optional<Authorization> ParseAuthorization(absl::string_view header) {
  if (!absl::ConsumePrefix(&header, kScheme)) return std::nullopt;
  std::map<std::string, std::string> fields;
  for (const absl::string_view part : absl::StrSplit(header, ',')) {
    const std::pair<absl::string_view, absl::string_view> pair =
        absl::StrSplit(absl::StripAsciiWhitespace(part), absl::MaxSplits('=', 1));
    absl::string_view value = pair.second;
    if (!absl::ConsumePrefix(&value, "\"") || !absl::ConsumeSuffix(&value, "\"")) {
      return std::nullopt;
    }
    fields[std::string(pair.first)] = std::string(value);
  }
  Authorization parsed{.merchant = fields["mchid"],
                       .nonce = fields["nonce_str"],
                       .signature = fields["signature"],
                       .timestamp = 0,
                       .serial = fields["serial_no"]};
  if (!absl::SimpleAtoi(fields["timestamp"], &parsed.timestamp)) return std::nullopt;
  return parsed;
}

http::Headers SignatureHeaders(const crypto::SigningKey& key, absl::string_view serial,
                               absl::string_view body, absl::Time now) {
  const int64_t timestamp = absl::ToUnixSeconds(now);
  const std::string nonce = NewNonce();
  const std::string signature = key.Sign(ReplySignText(timestamp, nonce, body));
  return {{"Wechatpay-Serial", std::string(serial)},
          {"Wechatpay-Timestamp", absl::StrCat(timestamp)},
          {"Wechatpay-Nonce", nonce},
          {"Wechatpay-Signature", absl::Base64Escape(signature)}};
}

absl::Status CheckSignatureHeaders(const http::Headers& headers, absl::string_view body,
                                   const VerifyingKeys& keys, absl::Time now) {
  const auto serial = http::FindHeader(headers, "Wechatpay-Serial");
  const auto timestamp = http::FindHeader(headers, "Wechatpay-Timestamp");
  const auto nonce = http::FindHeader(headers, "Wechatpay-Nonce");
  const auto encoded = http::FindHeader(headers, "Wechatpay-Signature");
  int64_t seconds = 0;
  std::string signature;
  if (!serial || !timestamp || !nonce || !encoded || !absl::SimpleAtoi(*timestamp, &seconds) ||
      !absl::Base64Unescape(*encoded, &signature)) {
    return Refused("WECHAT_UNSIGNED", {"报文没有签名", "The message is not signed"});
  }
  if (absl::AbsDuration(now - absl::FromUnixSeconds(seconds)) > kClockSkewMax) {
    return Refused("WECHAT_TIME_OFF",
                   {"报文时间相差超过五分钟", "The message is more than five minutes off"});
  }
  const auto key = keys.find(*serial);
  if (key == keys.end()) {
    return Refused("WECHAT_KEY_UNKNOWN", {"平台公钥未知", "The platform key is not known"});
  }
  return key->second.Verify(ReplySignText(seconds, *nonce, body), signature);
}

std::string ToRfc3339(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%S%Ez", time, ShanghaiZone());
}

}  // namespace notary::wechat
