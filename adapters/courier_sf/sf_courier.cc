#include "adapters/courier_sf/sf_courier.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "adapters/courier_sf/wire.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/json/json.h"

namespace notary::sf {
namespace {

using absl::StatusCode;
using Json = nlohmann::json;
using delivery::Contact;
using delivery::CourierOrder;
using delivery::RouteEvent;

struct ErrorRule {
  absl::string_view code;  // SF's apiResultCode or errorCode
  StatusCode status;
  absl::string_view reason;
  absl::string_view zh;
  absl::string_view en;
};

constexpr auto kErrors = std::to_array<ErrorRule>({
    {"A1001", StatusCode::kInternal, "COURIER_REQUEST_REFUSED", "快递公司拒绝了请求",
     "The courier refused the request"},
    {"A1004", StatusCode::kPermissionDenied, "COURIER_NOT_ENTITLED", "无此接口权限",
     "Not entitled to this service"},
    {"A1005", StatusCode::kResourceExhausted, "COURIER_RATE_LIMITED", "请求过于频繁",
     "Too many requests"},
    {"A1006", StatusCode::kInternal, "COURIER_SIGNATURE_REFUSED", "快递公司拒绝了签名",
     "The courier refused our signature"},
    {"8016", StatusCode::kAlreadyExists, "COURIER_ORDER_EXISTS", "运单已存在", "The order exists"},
    {"8018", StatusCode::kNotFound, "COURIER_ORDER_UNKNOWN", "未找到运单", "No such order"},
    {"8024", StatusCode::kNotFound, "COURIER_ORDER_UNKNOWN", "未找到运单", "No such order"},
    {"8019", StatusCode::kFailedPrecondition, "COURIER_ALREADY_PICKED_UP", "快件已揽收",
     "The parcel is picked up"},
    {"8037", StatusCode::kFailedPrecondition, "COURIER_ORDER_CANCELLED", "运单已取消",
     "The order is cancelled"},
});

absl::Status ErrorOf(absl::string_view code) {
  for (const ErrorRule& rule : kErrors) {
    if (rule.code != code) continue;
    return MakeError(rule.status, rule.reason, {std::string(rule.zh), std::string(rule.en)});
  }
  return MakeError(StatusCode::kInternal, "COURIER_REQUEST_REFUSED",
                   {"快递公司拒绝了请求", "The courier refused the request"});
}

absl::Status Unreadable() {
  return MakeError(StatusCode::kInternal, "COURIER_REPLY_UNREADABLE",
                   {"快递公司应答无法识别", "The courier's answer cannot be understood"});
}

// The request may have been carried out although no answer tells so.
bool InDoubt(const absl::Status& status) {
  const std::string reason = ReasonOf(status);
  return reason == "HTTP_TIMEOUT" || reason == "HTTP_BROKEN" || reason == "HTTP_REPLY_TOO_LARGE" ||
         reason == "COURIER_SYSTEM_ERROR" || reason == "COURIER_REPLY_UNREADABLE";
}

Json ContactJson(int type, const Contact& contact) {
  return {{"contactType", type},
          {"contact", contact.name.Reveal()},
          {"mobile", contact.mobile.Reveal()},
          {"country", "CN"},
          {"province", contact.province},
          {"city", contact.city},
          {"county", contact.district},
          {"address", contact.address.Reveal()},
          {"postCode", contact.postcode}};
}

absl::StatusOr<std::string> WaybillOf(const Json& msg_data) {
  if (json::GetInt(msg_data, "filterResult") == 3) {
    return PreconditionError("COURIER_NOT_DELIVERABLE",
                             {"该地址不在派送范围", "No service to this address"});
  }
  for (const Json& info : json::GetArray(msg_data, "waybillNoInfoList")) {
    const std::string waybill = json::GetText(info, "waybillNo").value_or("");
    if (json::GetInt(info, "waybillType") == 1 && IsWaybill(waybill)) return waybill;
  }
  return Unreadable();
}

// One scan of a route answer or a push. Only the push carries an id, so the key is made of what
// both have.
std::optional<RouteEvent> EventFrom(const Json& scan, absl::string_view waybill) {
  const std::optional<std::string> time = json::GetText(scan, "acceptTime");
  const std::optional<absl::Time> at = ParseSfTime(time.value_or(""));
  const std::optional<std::string> code = json::GetText(scan, "opCode");
  if (!at || !code || !IsWaybill(waybill)) return std::nullopt;
  return RouteEvent{.waybill = std::string(waybill),
                    .order_number = json::GetText(scan, "orderid").value_or(""),
                    .key = absl::StrCat(*time, "|", *code),
                    .at = *at,
                    .event = EventOf(*code, json::GetText(scan, "reasonName").value_or("")),
                    .code = *code,
                    .place = json::GetText(scan, "acceptAddress").value_or(""),
                    .remark = Sensitive<std::string>(json::GetText(scan, "remark").value_or(""))};
}

class SfCourier final : public delivery::Courier {
 public:
  SfCourier(CourierOptions options, const Clock& clock)
      : options_(std::move(options)), clock_(clock), client_(options_.http) {}

  absl::StatusOr<std::string> CreateOrder(const CourierOrder& order) override;
  absl::StatusOr<std::string> FindOrder(absl::string_view order_number) override;
  absl::Status CancelOrder(absl::string_view order_number) override;
  absl::StatusOr<std::vector<RouteEvent>> Routes(absl::string_view waybill) override;
  absl::StatusOr<std::vector<RouteEvent>> ReadPush(absl::string_view body) override;
  std::string AnswerPush(const absl::Status& outcome) override;

 private:
  absl::StatusOr<Json> Call(absl::string_view service, const Json& message);
  absl::StatusOr<std::string> PostOrder(const CourierOrder& order);
  absl::Status PostCancel(absl::string_view order_number);

  const CourierOptions options_;
  const Clock& clock_;
  http::Client client_;
};

absl::StatusOr<std::string> SfCourier::CreateOrder(const CourierOrder& order) {
  absl::StatusOr<std::string> waybill = PostOrder(order);
  if (ReasonOf(waybill.status()) == "COURIER_ORDER_EXISTS") return FindOrder(order.number);
  if (!InDoubt(waybill.status())) return waybill;
  waybill = FindOrder(order.number);
  return absl::IsNotFound(waybill.status()) ? PostOrder(order) : waybill;
}

absl::StatusOr<std::string> SfCourier::PostOrder(const CourierOrder& order) {
  ASSIGN_OR_RETURN(
      const Json reply,
      Call("EXP_RECE_CREATE_ORDER",
           {{"language", "zh-CN"},
            {"orderId", order.number},
            {"cargoDetails", Json::array({{{"name", order.content}, {"count", 1}}})},
            {"contactInfoList",
             Json::array({ContactJson(1, order.sender), ContactJson(2, order.recipient)})},
            {"monthlyCard", options_.monthly_card},
            {"payMethod", order.paid_by == delivery::PaidBy::kSender ? 1 : 2},
            {"expressTypeId", options_.express_type},
            {"isReturnRoutelabel", 1},
            {"parcelQty", 1},
            {"remark",
             order.only_named_person ? "须收件人本人凭有效证件签收，不得代收，不得投柜" : ""}}));
  return WaybillOf(reply);
}

absl::StatusOr<std::string> SfCourier::FindOrder(absl::string_view order_number) {
  ASSIGN_OR_RETURN(
      const Json reply,
      Call("EXP_RECE_SEARCH_ORDER_RESP",
           {{"language", "zh-CN"}, {"orderId", std::string(order_number)}, {"searchType", "1"}}));
  return WaybillOf(reply);
}

absl::Status SfCourier::CancelOrder(absl::string_view order_number) {
  absl::Status cancelled = PostCancel(order_number);
  // Repeating a cancellation is harmless: the second answer says that it is cancelled.
  if (InDoubt(cancelled)) cancelled = PostCancel(order_number);
  if (ReasonOf(cancelled) == "COURIER_ORDER_CANCELLED") return absl::OkStatus();
  return cancelled;
}

absl::Status SfCourier::PostCancel(absl::string_view order_number) {
  return Call("EXP_RECE_UPDATE_ORDER",
              {{"language", "zh-CN"}, {"orderId", std::string(order_number)}, {"dealType", 2}})
      .status();
}

absl::StatusOr<std::vector<RouteEvent>> SfCourier::Routes(absl::string_view waybill) {
  ASSIGN_OR_RETURN(const Json reply, Call("EXP_RECE_SEARCH_ROUTES",
                                          {{"language", "zh-CN"},
                                           {"trackingType", "1"},
                                           {"trackingNumber", Json::array({std::string(waybill)})},
                                           {"methodType", "1"}}));
  std::vector<RouteEvent> events;
  for (const Json& parcel : json::GetArray(reply, "routeResps")) {
    if (json::GetText(parcel, "mailNo") != std::string(waybill)) continue;
    for (const Json& scan : json::GetArray(parcel, "routes")) {
      std::optional<RouteEvent> event = EventFrom(scan, waybill);
      if (!event) return Unreadable();
      events.push_back(*std::move(event));
    }
  }
  return events;
}

absl::StatusOr<std::vector<RouteEvent>> SfCourier::ReadPush(absl::string_view body) {
  ASSIGN_OR_RETURN(const Json push, json::ParseObject(body));
  std::vector<RouteEvent> events;
  for (const Json& scan : json::GetArray(json::GetObject(push, "Body"), "WaybillRoute")) {
    std::optional<RouteEvent> event = EventFrom(scan, json::GetText(scan, "mailno").value_or(""));
    if (event) events.push_back(*std::move(event));
  }
  if (!events.empty()) return events;
  return InvalidField("Body", "COURIER_PUSH_UNREADABLE",
                      {"推送内容无法识别", "The push cannot be understood"});
}

std::string SfCourier::AnswerPush(const absl::Status& outcome) {
  return outcome.ok() ? R"({"return_code":"0000","return_msg":"成功"})"
                      : R"({"return_code":"1000","return_msg":"系统异常"})";
}

// One signed exchange; returns the msgData of the business answer, which SF wraps as JSON inside a
// string.
absl::StatusOr<Json> SfCourier::Call(absl::string_view service, const Json& message) {
  const std::string data = json::Print(message);
  const std::string timestamp = absl::StrCat(absl::ToUnixMillis(clock_.Now()));
  ASSIGN_OR_RETURN(
      const http::Response reply,
      client_.Send(
          {.method = "POST",
           .url = options_.url,
           .headers = {{"Content-Type", "application/x-www-form-urlencoded;charset=UTF-8"}},
           .body = http::FormBody(
               {{"partnerID", options_.partner},
                {"requestID", NewId(clock_.Now())},
                {"serviceCode", std::string(service)},
                {"timestamp", timestamp},
                {"msgDigest", MessageDigest(data, timestamp, options_.check_word.Reveal())},
                {"msgData", data}})}));
  if (reply.status != 200) {
    return MakeError(StatusCode::kUnavailable, "COURIER_SYSTEM_ERROR",
                     {"快递公司系统错误", "The courier's system failed"});
  }
  const absl::StatusOr<Json> outer = json::ParseObject(reply.body);
  if (!outer.ok()) return Unreadable();
  const std::string code = json::GetText(*outer, "apiResultCode").value_or("");
  if (code != "A1000") return ErrorOf(code);
  const absl::StatusOr<Json> inner =
      json::ParseObject(json::GetText(*outer, "apiResultData").value_or(""));
  if (!inner.ok()) return Unreadable();
  if (json::GetBool(*inner, "success") != true) {
    return ErrorOf(json::GetText(*inner, "errorCode").value_or(""));
  }
  return json::GetObject(*inner, "msgData");
}

absl::Status Missing(absl::string_view field) {
  return InvalidField(field, "COURIER_OPTIONS_INVALID",
                      {"顺丰接口配置不完整", "The SF Express configuration is incomplete"});
}

}  // namespace

absl::StatusOr<std::unique_ptr<delivery::Courier>> NewCourier(CourierOptions options,
                                                              const Clock& clock) {
  if (options.partner.empty()) return Missing("partner");
  if (options.monthly_card.empty()) return Missing("monthly_card");
  if (options.check_word.Reveal().empty()) return Missing("check_word");
  return std::make_unique<SfCourier>(std::move(options), clock);
}

}  // namespace notary::sf
