#include "adapters/payment_wechat/wechat_channel.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "adapters/payment_wechat/reports.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/aead.h"
#include "platform/json/json.h"

namespace notary::wechat {
namespace {

using Json = nlohmann::json;
using payment::ChannelOrder;
using payment::ChannelRefund;
using payment::Notice;
using payment::NoticeAnswer;
using payment::RawNotice;
using payment::RefundReport;
using payment::Trade;
using payment::TradeState;

constexpr absl::string_view kOrders = "/v3/pay/transactions/out-trade-no/";
constexpr absl::string_view kRefunds = "/v3/refund/domestic/refunds";

// The request may have been carried out although no answer tells so.
bool InDoubt(const absl::Status& status) {
  const std::string reason = ReasonOf(status);
  return reason == "HTTP_TIMEOUT" || reason == "HTTP_BROKEN" || reason == "HTTP_REPLY_TOO_LARGE" ||
         reason == "CHANNEL_SYSTEM_ERROR";
}

absl::Status OrderPaid() {
  return PreconditionError("CHANNEL_ORDER_PAID", {"订单已支付", "The order is paid"});
}

absl::Status OrderClosed() {
  return PreconditionError("CHANNEL_ORDER_CLOSED", {"订单已关闭", "The order is closed"});
}

class Channel final : public payment::PaymentChannel {
 public:
  Channel(ChannelOptions options, ChannelKeys keys, const Clock& clock)
      : options_(std::move(options)),
        keys_(std::move(keys)),
        clock_(clock),
        client_(options_.http) {}

  const std::string& merchant() const override { return options_.merchant; }
  absl::StatusOr<std::string> CreateOrder(const ChannelOrder& order) override;
  absl::StatusOr<Trade> FindTrade(absl::string_view order_number) override;
  absl::Status CloseOrder(absl::string_view order_number) override;
  absl::StatusOr<RefundReport> Refund(const ChannelRefund& refund) override;
  absl::StatusOr<RefundReport> FindRefund(absl::string_view refund_number) override;
  absl::StatusOr<Notice> ReadNotice(const RawNotice& notice) override;
  NoticeAnswer AnswerNotice(const absl::Status& outcome) override;

 private:
  absl::StatusOr<Json> Call(absl::string_view method, const std::string& target, const Json& body);
  absl::StatusOr<http::Response> Send(absl::string_view method, const std::string& target,
                                      const std::string& body);
  absl::StatusOr<std::string> PostOrder(const ChannelOrder& order);
  absl::Status PostClose(absl::string_view order_number);
  absl::StatusOr<RefundReport> PostRefund(const ChannelRefund& refund);
  absl::StatusOr<std::string> Decrypt(const Json& resource) const;

  const ChannelOptions options_;
  const ChannelKeys keys_;
  const Clock& clock_;
  http::Client client_;
};

absl::StatusOr<std::string> Channel::CreateOrder(const ChannelOrder& order) {
  absl::StatusOr<std::string> code = PostOrder(order);
  if (!InDoubt(code.status())) return code;
  const absl::StatusOr<Trade> trade = FindTrade(order.number);
  if (absl::IsNotFound(trade.status())) return PostOrder(order);
  RETURN_IF_ERROR(trade.status());
  switch (trade->state) {
    case TradeState::kUnpaid:
    case TradeState::kPaying:
    case TradeState::kFailed:
      return PostOrder(order);  // the same number with the same content answers the same code
    case TradeState::kPaid:
    case TradeState::kRefunded:
      return OrderPaid();
    case TradeState::kClosed:
      return OrderClosed();
  }
  return code;
}

absl::StatusOr<std::string> Channel::PostOrder(const ChannelOrder& order) {
  ASSIGN_OR_RETURN(const Json reply,
                   Call("POST", "/v3/pay/transactions/native",
                        {{"appid", options_.app},
                         {"mchid", options_.merchant},
                         {"description", order.description},
                         {"out_trade_no", order.number},
                         {"time_expire", ToRfc3339(order.expires)},
                         {"notify_url", options_.notify_url},
                         {"amount", {{"total", order.total_fen}, {"currency", "CNY"}}}}));
  const std::optional<std::string> code = json::GetText(reply, "code_url");
  if (code) return *code;
  return MakeError(absl::StatusCode::kInternal, "CHANNEL_REPLY_UNREADABLE",
                   {"支付渠道应答无法识别", "The provider's answer cannot be understood"});
}

absl::StatusOr<Trade> Channel::FindTrade(absl::string_view order_number) {
  ASSIGN_OR_RETURN(const Json reply, Call("GET",
                                          absl::StrCat(kOrders, http::FormEncode(order_number),
                                                       "?mchid=", options_.merchant),
                                          nullptr));
  return ReadTrade(reply);
}

absl::Status Channel::CloseOrder(absl::string_view order_number) {
  absl::Status closed = PostClose(order_number);
  if (ReasonOf(closed) == "CHANNEL_ORDER_CLOSED") return absl::OkStatus();
  if (!InDoubt(closed)) return closed;
  ASSIGN_OR_RETURN(const Trade trade, FindTrade(order_number));
  if (trade.state == TradeState::kClosed) return absl::OkStatus();
  if (trade.state == TradeState::kPaid || trade.state == TradeState::kRefunded) return OrderPaid();
  return PostClose(order_number);
}

absl::Status Channel::PostClose(absl::string_view order_number) {
  return Call("POST", absl::StrCat(kOrders, http::FormEncode(order_number), "/close"),
              {{"mchid", options_.merchant}})
      .status();
}

absl::StatusOr<RefundReport> Channel::Refund(const ChannelRefund& refund) {
  absl::StatusOr<RefundReport> report = PostRefund(refund);
  if (!InDoubt(report.status())) return report;
  report = FindRefund(refund.number);
  return absl::IsNotFound(report.status()) ? PostRefund(refund) : report;
}

absl::StatusOr<RefundReport> Channel::PostRefund(const ChannelRefund& refund) {
  ASSIGN_OR_RETURN(
      const Json reply,
      Call("POST", std::string(kRefunds),
           {{"out_trade_no", refund.order_number},
            {"out_refund_no", refund.number},
            {"reason", refund.reason},
            {"notify_url", options_.notify_url},
            {"amount",
             {{"refund", refund.refund_fen}, {"total", refund.total_fen}, {"currency", "CNY"}}}}));
  return ReadRefund(reply, options_.merchant);
}

absl::StatusOr<RefundReport> Channel::FindRefund(absl::string_view refund_number) {
  ASSIGN_OR_RETURN(
      const Json reply,
      Call("GET", absl::StrCat(kRefunds, "/", http::FormEncode(refund_number)), nullptr));
  return ReadRefund(reply, options_.merchant);
}

// One signed exchange. The reply is believed after its signature is checked; an error reply carries
// no fact about money, so it may come unsigned (the provider's edge answers some itself).
absl::StatusOr<Json> Channel::Call(absl::string_view method, const std::string& target,
                                   const Json& body) {
  ASSIGN_OR_RETURN(const http::Response reply,
                   Send(method, target, body.is_null() ? "" : json::Print(body)));
  if (reply.status < 200 || reply.status > 299) return ErrorOf(reply.status, reply.body);
  if (!CheckSignatureHeaders(reply.headers, reply.body, keys_.platform, clock_.Now()).ok()) {
    return MakeError(absl::StatusCode::kUnauthenticated, "CHANNEL_REPLY_FORGED",
                     {"支付渠道应答签名无效", "The answer is not signed by the provider"});
  }
  if (reply.status == 202) return ErrorOf(202, reply.body);  // USERPAYING
  if (reply.status == 204) return Json::object();
  return json::ParseObject(reply.body);
}

absl::StatusOr<http::Response> Channel::Send(absl::string_view method, const std::string& target,
                                             const std::string& body) {
  const int64_t timestamp = absl::ToUnixSeconds(clock_.Now());
  const std::string nonce = NewNonce();
  const std::string signature =
      keys_.merchant.Sign(RequestSignText(method, target, timestamp, nonce, body));
  http::Request request{
      .method = std::string(method),
      .url = options_.url + target,
      .headers = {{"Authorization", FormatAuthorization({.merchant = options_.merchant,
                                                         .nonce = nonce,
                                                         .signature = absl::Base64Escape(signature),
                                                         .timestamp = timestamp,
                                                         .serial = options_.merchant_serial})},
                  {"Accept", "application/json"},
                  {"Content-Type", "application/json"},
                  {"User-Agent", "OneVisit"}},
      .body = body};
  absl::StatusOr<http::Response> reply = client_.Send(request);
  if (ReasonOf(reply.status()) != "HTTP_UNREACHABLE" || options_.backup_url.empty()) return reply;
  request.url = options_.backup_url + target;
  return client_.Send(request);
}

absl::StatusOr<std::string> Channel::Decrypt(const Json& resource) const {
  const std::string algorithm = json::GetText(resource, "algorithm").value_or("");
  std::string sealed;
  if (algorithm != "AEAD_AES_256_GCM" ||
      !absl::Base64Unescape(json::GetText(resource, "ciphertext").value_or(""), &sealed)) {
    return InvalidField("resource", "NOTICE_UNREADABLE",
                        {"通知无法识别", "The notice cannot be understood"});
  }
  return crypto::OpenWithNonce(keys_.api_v3.Reveal(), json::GetText(resource, "nonce").value_or(""),
                               sealed, json::GetText(resource, "associated_data").value_or(""));
}

absl::StatusOr<Notice> Channel::ReadNotice(const RawNotice& notice) {
  RETURN_IF_ERROR(CheckSignatureHeaders(notice.headers, notice.body, keys_.platform, clock_.Now()));
  ASSIGN_OR_RETURN(const Json envelope, json::ParseObject(notice.body));
  ASSIGN_OR_RETURN(const std::string plaintext, Decrypt(json::GetObject(envelope, "resource")));
  ASSIGN_OR_RETURN(const Json resource, json::ParseObject(plaintext));
  const std::string id = json::GetText(envelope, "id").value_or("");
  const std::string event = json::GetText(envelope, "event_type").value_or("");
  if (absl::StartsWith(event, "REFUND.")) {
    ASSIGN_OR_RETURN(RefundReport refund, ReadRefund(resource, options_.merchant));
    return Notice{id, std::move(refund)};
  }
  ASSIGN_OR_RETURN(Trade trade, ReadTrade(resource));
  return Notice{id, std::move(trade)};
}

NoticeAnswer Channel::AnswerNotice(const absl::Status& outcome) {
  if (outcome.ok()) return {204, ""};
  const bool theirs = absl::IsUnauthenticated(outcome) || absl::IsInvalidArgument(outcome);
  const std::string reason = ReasonOf(outcome);
  return {theirs ? 401 : 500,
          json::Print({{"code", "FAIL"}, {"message", reason.empty() ? "FAIL" : reason}})};
}

absl::Status Invalid(absl::string_view field) {
  return InvalidField(field, "CHANNEL_OPTIONS_INVALID",
                      {"微信支付配置无效", "The WeChat Pay configuration is not valid"});
}

absl::Status Check(const ChannelOptions& options, const ChannelKeys& keys) {
  if (options.app.empty()) return Invalid("app");
  if (options.merchant.empty()) return Invalid("merchant");
  if (options.merchant_serial.empty()) return Invalid("merchant_serial");
  if (keys.merchant.type() != crypto::KeyType::kRsa) return Invalid("merchant_key");
  if (keys.platform.empty()) return Invalid("platform_keys");
  if (keys.api_v3.Reveal().size() != crypto::kAeadKeySize) return Invalid("api_v3_key");
  const bool secure =
      absl::StartsWith(options.notify_url, "https://") || options.http.allow_plain_http;
  if (!secure || absl::StrContains(options.notify_url, "?")) return Invalid("notify_url");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<payment::PaymentChannel>> NewChannel(ChannelOptions options,
                                                                    ChannelKeys keys,
                                                                    const Clock& clock) {
  RETURN_IF_ERROR(Check(options, keys));
  return std::make_unique<Channel>(std::move(options), std::move(keys), clock);
}

}  // namespace notary::wechat
