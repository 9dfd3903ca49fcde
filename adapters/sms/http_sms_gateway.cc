#include "adapters/sms/http_sms_gateway.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "adapters/sms/wire.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/json/json.h"

namespace notary::sms {
namespace {

using absl::StatusCode;
using notification::SmsMessage;

absl::Status ErrorOf(int http_status) {
  switch (http_status) {
    case 403:
      return MakeError(StatusCode::kFailedPrecondition, "SMS_NUMBER_BLOCKED",
                       {"该号码不接收短信", "This number takes no messages"});
    case 429:
      return MakeError(StatusCode::kResourceExhausted, "SMS_RATE_LIMITED",
                       {"短信发送过于频繁", "Too many messages"});
    case 401:
      return MakeError(StatusCode::kInternal, "SMS_SIGNATURE_REFUSED",
                       {"短信网关拒绝了签名", "The gateway refused our signature"});
    default:
      break;
  }
  if (http_status >= 500) {
    return MakeError(StatusCode::kUnavailable, "SMS_SYSTEM_ERROR",
                     {"短信网关系统错误", "The gateway's system failed"});
  }
  return MakeError(StatusCode::kInternal, "SMS_REQUEST_REFUSED",
                   {"短信网关拒绝了请求", "The gateway refused the request"});
}

class Gateway final : public notification::SmsGateway {
 public:
  Gateway(GatewayOptions options, const Clock& clock)
      : options_(std::move(options)), clock_(clock), client_(options_.http) {}

  absl::StatusOr<std::string> Send(const SmsMessage& message) override;

 private:
  const GatewayOptions options_;
  const Clock& clock_;
  http::Client client_;
};

absl::StatusOr<std::string> Gateway::Send(const SmsMessage& message) {
  RETURN_IF_ERROR(CheckSms(message));
  const std::string body = json::Print({{"id", message.id},
                                        {"to", message.to.Reveal()},
                                        {"template", message.sms_template},
                                        {"params", message.params}});
  const int64_t timestamp = absl::ToUnixSeconds(clock_.Now());
  const std::string nonce = HexEncode(crypto::RandomBytes(16));
  const std::string& secret = options_.secret.Reveal();
  ASSIGN_OR_RETURN(const http::Response reply,
                   client_.Send({.method = "POST",
                                 .url = absl::StrCat(options_.url, kPath),
                                 .headers = {{"Content-Type", "application/json"},
                                             {kAppHeader, options_.app},
                                             {kTimestampHeader, absl::StrCat(timestamp)},
                                             {kNonceHeader, nonce},
                                             {kSignatureHeader, Signature(secret, "POST", kPath,
                                                                          timestamp, nonce, body)}},
                                 .body = body}));
  if (reply.status != 200) return ErrorOf(reply.status);
  const absl::StatusOr<nlohmann::json> answer = json::ParseObject(reply.body);
  const std::optional<std::string> number =
      answer.ok() ? json::GetText(*answer, "message_id") : std::nullopt;
  if (number) return *number;
  return MakeError(StatusCode::kInternal, "SMS_REPLY_UNREADABLE",
                   {"短信网关应答无法识别", "The gateway's answer cannot be understood"});
}

absl::Status Missing(absl::string_view field) {
  return InvalidField(field, "SMS_OPTIONS_INVALID",
                      {"短信网关配置不完整", "The SMS gateway configuration is incomplete"});
}

}  // namespace

absl::StatusOr<std::unique_ptr<notification::SmsGateway>> NewGateway(GatewayOptions options,
                                                                     const Clock& clock) {
  if (options.url.empty()) return Missing("url");
  if (options.app.empty()) return Missing("app");
  if (options.secret.Reveal().empty()) return Missing("secret");
  return std::make_unique<Gateway>(std::move(options), clock);
}

}  // namespace notary::sms
