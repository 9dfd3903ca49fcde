#include "adapters/payment_wechat/reports.h"

#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "platform/base/error.h"
#include "platform/json/json.h"

namespace notary::wechat {
namespace {

using absl::StatusCode;
using Json = nlohmann::json;
using payment::ChannelRefundState;
using payment::TradeState;

template <typename State>
struct WireName {
  absl::string_view text;
  State state;
};

constexpr auto kTradeStates = std::to_array<WireName<TradeState>>({
    {"SUCCESS", TradeState::kPaid},
    {"REFUND", TradeState::kRefunded},
    {"NOTPAY", TradeState::kUnpaid},
    {"CLOSED", TradeState::kClosed},
    {"REVOKED", TradeState::kClosed},
    {"USERPAYING", TradeState::kPaying},
    {"PAYERROR", TradeState::kFailed},
});

constexpr auto kRefundStates = std::to_array<WireName<ChannelRefundState>>({
    {"PROCESSING", ChannelRefundState::kProcessing},
    {"SUCCESS", ChannelRefundState::kSucceeded},
    {"CLOSED", ChannelRefundState::kClosed},
    {"ABNORMAL", ChannelRefundState::kAbnormal},
});

struct ErrorRule {
  absl::string_view code;  // WeChat's
  StatusCode status;
  absl::string_view reason;
  absl::string_view zh;
  absl::string_view en;
};

constexpr auto kErrors = std::to_array<ErrorRule>({
    {"ORDERPAID", StatusCode::kFailedPrecondition, "CHANNEL_ORDER_PAID", "订单已支付",
     "The order is paid"},
    {"ORDER_PAID", StatusCode::kFailedPrecondition, "CHANNEL_ORDER_PAID", "订单已支付",
     "The order is paid"},
    {"ORDER_CLOSED", StatusCode::kFailedPrecondition, "CHANNEL_ORDER_CLOSED", "订单已关闭",
     "The order is closed"},
    {"OUT_TRADE_NO_USED", StatusCode::kAlreadyExists, "CHANNEL_NUMBER_USED", "商户订单号已被使用",
     "The order number is used"},
    {"NOT_ENOUGH", StatusCode::kFailedPrecondition, "CHANNEL_BALANCE_SHORT", "商户余额不足",
     "The merchant's balance is too small"},
    {"ORDER_NOT_EXIST", StatusCode::kNotFound, "CHANNEL_ORDER_UNKNOWN", "订单不存在",
     "No such order"},
    {"RESOURCE_NOT_EXISTS", StatusCode::kNotFound, "CHANNEL_ORDER_UNKNOWN", "订单不存在",
     "No such order"},
    {"USERPAYING", StatusCode::kUnavailable, "CHANNEL_PAYER_BUSY", "用户支付中",
     "The payer is paying now"},
    {"FREQUENCY_LIMITED", StatusCode::kResourceExhausted, "CHANNEL_RATE_LIMITED", "请求过于频繁",
     "Too many requests"},
    {"RULE_LIMIT", StatusCode::kPermissionDenied, "CHANNEL_RULE_LIMIT", "受业务规则限制",
     "A rule of the provider forbids it"},
    {"NO_AUTH", StatusCode::kPermissionDenied, "CHANNEL_NOT_ENTITLED", "商户无此权限",
     "The merchant is not entitled"},
    {"SIGN_ERROR", StatusCode::kInternal, "CHANNEL_SIGNATURE_REFUSED", "支付渠道拒绝了签名",
     "The provider refused our signature"},
});

template <typename State, size_t kSize>
std::optional<State> Find(const std::array<WireName<State>, kSize>& names,
                          const std::optional<std::string>& text) {
  for (const WireName<State>& name : names) {
    if (text && name.text == *text) return name.state;
  }
  return std::nullopt;
}

std::optional<absl::Time> ReadTime(const Json& object, absl::string_view key) {
  absl::Time time;
  const std::optional<std::string> text = json::GetText(object, key);
  if (!text || !absl::ParseTime(absl::RFC3339_full, *text, &time, nullptr)) return std::nullopt;
  return time;
}

absl::Status Unreadable() {
  return MakeError(StatusCode::kInternal, "CHANNEL_REPLY_UNREADABLE",
                   {"支付渠道应答无法识别", "The provider's answer cannot be understood"});
}

}  // namespace

absl::StatusOr<payment::Trade> ReadTrade(const Json& object) {
  const std::optional<TradeState> state = Find(kTradeStates, json::GetText(object, "trade_state"));
  const std::optional<std::string> merchant = json::GetText(object, "mchid");
  const std::optional<std::string> number = json::GetText(object, "out_trade_no");
  const Json& amount = json::GetObject(object, "amount");
  payment::Trade trade{.merchant = merchant.value_or(""),
                       .order_number = number.value_or(""),
                       .transaction = json::GetText(object, "transaction_id").value_or(""),
                       .state = state.value_or(TradeState::kUnpaid),
                       .total_fen = json::GetInt(amount, "total").value_or(0),
                       .currency = json::GetText(amount, "currency").value_or("CNY"),
                       .paid_at = ReadTime(object, "success_time")};
  // An unpaid order may come without an amount; money that moved may not.
  const bool paid = trade.state == TradeState::kPaid || trade.state == TradeState::kRefunded;
  const bool whole = !paid || (trade.total_fen > 0 && trade.paid_at && !trade.transaction.empty());
  if (!state || !merchant || !number || !whole) return Unreadable();
  return trade;
}

absl::StatusOr<payment::RefundReport> ReadRefund(const Json& object, absl::string_view merchant) {
  // A reply names the state "status", a notice "refund_status".
  std::optional<std::string> word = json::GetText(object, "status");
  if (!word) word = json::GetText(object, "refund_status");
  const std::optional<ChannelRefundState> state = Find(kRefundStates, word);
  const std::optional<std::string> number = json::GetText(object, "out_refund_no");
  const std::optional<std::string> order = json::GetText(object, "out_trade_no");
  const Json& amount = json::GetObject(object, "amount");
  const std::optional<int64_t> refund_fen = json::GetInt(amount, "refund");
  const std::optional<int64_t> total_fen = json::GetInt(amount, "total");
  if (!state || !number || !order || !refund_fen || !total_fen) return Unreadable();
  return payment::RefundReport{
      .merchant = json::GetText(object, "mchid").value_or(std::string(merchant)),
      .number = *number,
      .order_number = *order,
      .state = *state,
      .refund_fen = *refund_fen,
      .total_fen = *total_fen,
      .finished_at = ReadTime(object, "success_time")};
}

absl::Status ErrorOf(int http_status, absl::string_view body) {
  // "Later", said by the provider or by whatever stands before it, whatever the code.
  if (http_status == 408 || http_status == 429) {
    return MakeError(StatusCode::kResourceExhausted, "CHANNEL_RATE_LIMITED",
                     {"支付渠道繁忙，请稍后再试", "The provider is busy; try again later"});
  }
  const absl::StatusOr<Json> reply = json::ParseObject(body);
  const std::string code = reply.ok() ? json::GetText(*reply, "code").value_or("") : "";
  for (const ErrorRule& rule : kErrors) {
    if (rule.code == code) {
      return MakeError(rule.status, rule.reason, {std::string(rule.zh), std::string(rule.en)});
    }
  }
  if (http_status >= 500) {
    return MakeError(StatusCode::kUnavailable, "CHANNEL_SYSTEM_ERROR",
                     {"支付渠道系统错误", "The provider's system failed"});
  }
  // Not from the provider's system: something between us answered.
  if (code.empty()) return Unreadable();
  // PARAM_ERROR, INVALID_REQUEST, APPID_MCHID_NOT_MATCH, MCH_NOT_EXISTS and what may come later:
  // our request or our configuration is wrong, and repeating will not help.
  return MakeError(StatusCode::kInternal, "CHANNEL_REQUEST_REFUSED",
                   {"支付渠道拒绝了请求", "The provider refused the request"});
}

}  // namespace notary::wechat
