#include "adapters/payment_wechat/simulator/books.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "adapters/payment_wechat/wire.h"
#include "platform/base/id.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/json/json.h"

namespace notary::wechat {
namespace {

using Json = nlohmann::json;

constexpr int64_t kRefundsMax = 50;

std::string Key(absl::string_view merchant, absl::string_view number) {
  return absl::StrCat(merchant, "/", number);
}

std::string Text(const Json& object, absl::string_view key) {
  return json::GetText(object, key).value_or("");
}

int64_t Int(const Json& object, absl::string_view key) {
  return json::GetInt(object, key).value_or(0);
}

bool IsOrderNumber(absl::string_view number) {
  return number.size() >= 6 && number.size() <= 32 &&
         std::all_of(number.begin(), number.end(), [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
                  absl::StrContains("_-|*", c);
         });
}

http::Response JsonReply(int status, const Json& body) { return {status, {}, json::Print(body)}; }

http::Response ParamError() { return ErrorReply(400, "PARAM_ERROR", "参数错误"); }
http::Response SystemError() { return ErrorReply(500, "SYSTEM_ERROR", "系统异常，请稍后重试"); }
http::Response NoOrder() { return ErrorReply(404, "ORDER_NOT_EXIST", "订单不存在"); }

// The order's state, which time can change: an order that nobody paid in time is closed.
std::string StateOf(const Json& order, absl::Time now) {
  const std::string state = Text(order, "trade_state");
  const bool late = state == "NOTPAY" && absl::ToUnixSeconds(now) >= Int(order, "expires");
  return late ? "CLOSED" : state;
}

Json TradeOf(const Json& order, absl::Time now) {
  Json trade = {{"appid", order["appid"]},
                {"mchid", order["mchid"]},
                {"out_trade_no", order["out_trade_no"]},
                {"trade_state", StateOf(order, now)},
                {"trade_type", "NATIVE"},
                {"amount", {{"total", order["total"]}, {"currency", "CNY"}}}};
  if (!order.contains("transaction_id")) return trade;
  trade["transaction_id"] = order["transaction_id"];
  trade["success_time"] = order["success_time"];
  trade["payer"] = {{"openid", "oSimulatedPayer"}};
  trade["amount"]["payer_total"] = order["total"];
  trade["amount"]["payer_currency"] = "CNY";
  return trade;
}

Json RefundOf(const Json& refund) {
  Json answer = {
      {"refund_id", refund["refund_id"]},
      {"out_refund_no", refund["out_refund_no"]},
      {"out_trade_no", refund["out_trade_no"]},
      {"status", refund["status"]},
      {"amount", {{"refund", refund["refund"]}, {"total", refund["total"]}, {"currency", "CNY"}}}};
  if (refund.contains("success_time")) answer["success_time"] = refund["success_time"];
  return answer;
}

}  // namespace

http::Response ErrorReply(int status, absl::string_view code, absl::string_view message) {
  return JsonReply(status, {{"code", std::string(code)}, {"message", std::string(message)}});
}

Books::Books(std::unique_ptr<json::DocumentFile> ledger, bool allow_plain_notify,
             simulator::Faults& faults)
    : ledger_(std::move(ledger)), allow_plain_notify_(allow_plain_notify), faults_(faults) {}

http::Response Books::CreateOrder(const Json& body, absl::Time now) {
  const std::string number = Text(body, "out_trade_no");
  const std::string url = Text(body, "notify_url");
  const std::string description = Text(body, "description");
  const int64_t total = Int(json::GetObject(body, "amount"), "total");
  absl::Time expires = now + absl::Hours(2);
  const std::string expiry = Text(body, "time_expire");
  const bool timed =
      expiry.empty() || absl::ParseTime(absl::RFC3339_full, expiry, &expires, nullptr);
  const bool secure = absl::StartsWith(url, "https://") || allow_plain_notify_;
  if (!IsOrderNumber(number) || total <= 0 || description.empty() || description.size() > 127 ||
      !timed || expires <= now || !secure || absl::StrContains(url, "?")) {
    return ParamError();
  }
  const std::string key = Key(Text(body, "mchid"), number);
  if (const std::optional<Json> known = ledger_->Get("order", key)) {
    if ((*known)["body"] != body) return ErrorReply(403, "OUT_TRADE_NO_USED", "商户订单号重复");
    const std::string state = StateOf(*known, now);
    if (state == "CLOSED") return ErrorReply(400, "ORDER_CLOSED", "订单已关闭");
    if (state != "NOTPAY") return ErrorReply(400, "ORDERPAID", "订单已支付");
    return JsonReply(200, {{"code_url", (*known)["code_url"]}});
  }
  const Json order = {
      {"mchid", body["mchid"]},
      {"appid", body["appid"]},
      {"out_trade_no", number},
      {"total", total},
      {"notify_url", url},
      {"expires", absl::ToUnixSeconds(expires)},
      {"trade_state", "NOTPAY"},
      {"code_url", absl::StrCat("weixin://wxpay/bizpayurl?pr=", HexEncode(crypto::RandomBytes(5)))},
      {"body", body}};
  // The payer knows the number only; numbers of two merchants are expected to differ.
  if (!ledger_->Put("owner", number, {{"mchid", body["mchid"]}}).ok() ||
      !ledger_->Put("order", key, order).ok()) {
    return SystemError();
  }
  return JsonReply(200, {{"code_url", order["code_url"]}});
}

http::Response Books::Query(absl::string_view merchant, absl::string_view number, absl::Time now) {
  const std::optional<Json> order = ledger_->Get("order", Key(merchant, number));
  return order ? JsonReply(200, TradeOf(*order, now)) : NoOrder();
}

http::Response Books::Close(absl::string_view merchant, absl::string_view number, absl::Time now) {
  std::optional<Json> order = ledger_->Get("order", Key(merchant, number));
  if (!order) return NoOrder();
  const std::string state = StateOf(*order, now);
  if (state == "CLOSED") return {204, {}, ""};
  if (state != "NOTPAY") return ErrorReply(400, "ORDERPAID", "订单已支付");
  (*order)["trade_state"] = "CLOSED";
  if (!ledger_->Put("order", Key(merchant, number), *order).ok()) return SystemError();
  return {204, {}, ""};
}

http::Response Books::Pay(absl::string_view number, absl::Time now) {
  const std::optional<Json> owner = ledger_->Get("owner", number);
  const std::string key = Key(owner ? Text(*owner, "mchid") : "", number);
  std::optional<Json> order = ledger_->Get("order", key);
  if (!order) return NoOrder();
  if (StateOf(*order, now) != "NOTPAY") return ErrorReply(409, "NOT_PAYABLE", "订单不可支付");
  (*order)["trade_state"] = "SUCCESS";
  (*order)["transaction_id"] =
      absl::StrCat("4200", absl::ToUnixMicros(now), HexEncode(crypto::RandomBytes(4)));
  (*order)["success_time"] = ToRfc3339(now);
  if (!ledger_->Put("order", key, *order).ok()) return SystemError();
  QueueNotice(TradeOf(*order, now), "TRANSACTION.SUCCESS", "transaction",
              Text(*order, "notify_url"), now);
  return JsonReply(200, TradeOf(*order, now));
}

http::Response Books::Refund(absl::string_view merchant, const Json& body, absl::Time now) {
  const Json& amount = json::GetObject(body, "amount");
  const std::string number = Text(body, "out_refund_no");
  if (number.empty() || number.size() > 64 || Text(body, "reason").size() > 80 ||
      Int(amount, "refund") <= 0) {
    return ParamError();
  }
  if (const std::optional<Json> known = ledger_->Get("refund", Key(merchant, number))) {
    if ((*known)["body"] != body) return ErrorReply(400, "INVALID_REQUEST", "退款单号重复");
    return JsonReply(200, RefundOf(*known));
  }
  std::optional<Json> order = ledger_->Get("order", Key(merchant, Text(body, "out_trade_no")));
  if (!order) return ErrorReply(404, "RESOURCE_NOT_EXISTS", "订单不存在");
  if (Int(amount, "total") != Int(*order, "total")) return ParamError();
  if (faults_.Take("refund_too_old")) return ErrorReply(403, "RULE_LIMIT", "订单已超过可退款期限");
  return NewRefund(*std::move(order), body, now);
}

http::Response Books::NewRefund(Json order, const Json& body, absl::Time now) {
  const std::string state = StateOf(order, now);
  if (state != "SUCCESS" && state != "REFUND") {
    return ErrorReply(400, "INVALID_REQUEST", "订单未支付");
  }
  const Json& amount = json::GetObject(body, "amount");
  const int64_t refunded = Int(order, "refunded") + Int(amount, "refund");
  const int64_t refunds = Int(order, "refunds") + 1;
  if (refunded > Int(order, "total") || refunds > kRefundsMax) {
    return ErrorReply(403, "NOT_ENOUGH", "可退金额不足");
  }
  order["refunded"] = refunded;
  order["refunds"] = refunds;
  order["trade_state"] = "REFUND";
  const std::string merchant = Text(order, "mchid");
  const Json refund = {{"mchid", merchant},
                       {"out_refund_no", body["out_refund_no"]},
                       {"out_trade_no", order["out_trade_no"]},
                       {"refund_id", absl::StrCat("5030", absl::ToUnixMicros(now))},
                       {"notify_url", Text(body, "notify_url")},
                       {"refund", amount["refund"]},
                       {"total", order["total"]},
                       {"status", "PROCESSING"},
                       {"open", true},
                       {"body", body}};
  if (!ledger_->Put("refund", Key(merchant, Text(refund, "out_refund_no")), refund).ok() ||
      !ledger_->Put("order", Key(merchant, Text(order, "out_trade_no")), order).ok()) {
    return SystemError();
  }
  return JsonReply(200, RefundOf(refund));
}

http::Response Books::QueryRefund(absl::string_view merchant, absl::string_view number) {
  const std::optional<Json> refund = ledger_->Get("refund", Key(merchant, number));
  if (!refund) return ErrorReply(404, "RESOURCE_NOT_EXISTS", "退款单不存在");
  return JsonReply(200, RefundOf(*refund));
}

int64_t Books::SettleRefunds(absl::Time now) {
  int64_t settled = 0;
  for (Json& refund : ledger_->AllOpen("refund")) {
    refund["open"] = false;
    const bool abnormal = faults_.Take("refund_abnormal").has_value();
    refund["status"] = abnormal ? "ABNORMAL" : "SUCCESS";
    if (!abnormal) refund["success_time"] = ToRfc3339(now);
    const std::string merchant = Text(refund, "mchid");
    if (!ledger_->Put("refund", Key(merchant, Text(refund, "out_refund_no")), refund).ok()) {
      return settled;
    }
    Json resource = RefundOf(refund);
    resource["mchid"] = merchant;
    resource["refund_status"] = resource["status"];
    resource.erase("status");
    const std::string url = Text(refund, "notify_url");
    if (!url.empty()) {
      QueueNotice(resource, absl::StrCat("REFUND.", Text(refund, "status")), "refund", url, now);
    }
    settled += 1;
  }
  return settled;
}

void Books::QueueNotice(const Json& resource, absl::string_view event_type,
                        absl::string_view original_type, absl::string_view url, absl::Time now) {
  Json content = resource;
  if (faults_.Take("notice_wrong_amount")) {
    content["amount"]["total"] = Int(content["amount"], "total") + 1;
  }
  const absl::Duration delay = absl::Seconds(faults_.Take("notice_delay").value_or(0));
  const bool lost = faults_.Take("notice_lost").has_value();
  const Json notice = {{"id", NewId(now)},
                       {"mchid", resource["mchid"]},
                       {"create_time", ToRfc3339(now)},
                       {"event_type", std::string(event_type)},
                       {"original_type", std::string(original_type)},
                       {"url", std::string(url)},
                       {"resource", std::move(content)},
                       {"state", lost ? "LOST" : "PENDING"},
                       {"open", !lost},
                       {"due_ms", absl::ToUnixMillis(now + delay)},
                       {"attempts", 0},
                       {"probe", faults_.Take("notice_probe").has_value()},
                       {"duplicates", faults_.Take("notice_duplicate") ? 1 : 0},
                       {"answers", Json::array()}};
  // A notice that cannot be written is one that never arrives: the merchant must query then.
  ledger_->Put("notice", Text(notice, "id"), notice).IgnoreError();
}

http::Response Books::Show() const {
  return JsonReply(200, {{"orders", ledger_->All("order")},
                         {"refunds", ledger_->All("refund")},
                         {"notices", ledger_->All("notice")}});
}

std::vector<Json> Books::DueNotices(absl::Time now) const {
  std::vector<Json> due = ledger_->AllOpen("notice");
  std::erase_if(
      due, [now](const Json& notice) { return Int(notice, "due_ms") > absl::ToUnixMillis(now); });
  return due;
}

absl::Status Books::SaveNotice(const Json& notice) {
  return ledger_->Put("notice", Text(notice, "id"), notice);
}

}  // namespace notary::wechat
