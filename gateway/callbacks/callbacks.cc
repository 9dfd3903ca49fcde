#include "gateway/callbacks/callbacks.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "notary/delivery/v1/delivery_service.pb.h"
#include "notary/payment/v1/payment_service.pb.h"
#include "platform/base/log.h"
#include "platform/base/strings.h"

namespace notary::gateway {
namespace {

constexpr char kPush[] = "/notary.delivery.v1.DeliveryService/ReceiveCourierPush";
constexpr char kNotice[] = "/notary.payment.v1.PaymentService/ReceiveProviderNotice";
constexpr char kRoot[] = "/callbacks/";
constexpr char kCourier[] = "/callbacks/sf";
constexpr char kPayment[] = "/callbacks/wechat/";

bool IsOffice(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c));
  });
}

std::string PaymentNotice(absl::string_view office, const Request& request,
                          const std::string& body) {
  payment::v1::ReceiveProviderNoticeRequest notice;
  notice.set_name(absl::StrCat("offices/", office));
  notice.set_body(body);
  for (const auto& [name, value] : request.headers) {
    // No provider's header is anything but ASCII, and a message holds no other bytes as text.
    if (!absl::StartsWith(name, "wechatpay-") || !DecodeUtf8(value)) continue;
    payment::v1::ProviderHeader& header = *notice.add_headers();
    header.set_name(name);
    header.set_value(value);
  }
  return notice.SerializeAsString();
}

Reply Answer(int status, std::string body) {
  return {
      .status = status, .headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
}

}  // namespace

bool IsCallbackPath(absl::string_view path) { return absl::StartsWith(path, kRoot); }

std::optional<Callback> CallbackOf(const Request& request, const std::string& body) {
  absl::string_view path = request.path;
  if (path == kCourier) {
    delivery::v1::ReceiveCourierPushRequest push;
    push.set_body(body);
    return Callback{kPush, push.SerializeAsString()};
  }
  if (!absl::ConsumePrefix(&path, kPayment) || !IsOffice(path)) return std::nullopt;
  return Callback{kNotice, PaymentNotice(path, request, body)};
}

Reply CallbackReply(const Callback& callback, const absl::StatusOr<std::string>& response) {
  if (!response.ok()) {
    Log(Severity::kWarning, "callback_failed",
        {{"method", callback.rpc}, {"status", response.status()}});
    return {.status = 503};
  }
  if (callback.rpc == kPush) {
    delivery::v1::ReceiveCourierPushResponse answer;
    if (!answer.ParseFromString(*response)) return {.status = 503};
    return Answer(200, answer.body());
  }
  payment::v1::ReceiveProviderNoticeResponse answer;
  if (!answer.ParseFromString(*response)) return {.status = 503};
  return Answer(answer.http_status(), answer.body());
}

}  // namespace notary::gateway
