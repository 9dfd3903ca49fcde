#include "gateway/callbacks/callback_server.h"

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "notary/delivery/v1/delivery_service.pb.h"
#include "notary/payment/v1/payment_service.pb.h"
#include "platform/base/log.h"

namespace notary::gateway {
namespace {

constexpr char kPush[] = "/notary.delivery.v1.DeliveryService/ReceiveCourierPush";
constexpr char kNotice[] = "/notary.payment.v1.PaymentService/ReceiveProviderNotice";

// Providers repeat what is not answered with success: a failure of ours loses nothing.
http::Response TryLater() { return {.status = 503}; }

class Callbacks {
 public:
  explicit Callbacks(const rpc::Router& router) : router_(router) {}

  http::Response Handle(const http::ServerRequest& request) const {
    absl::string_view path = request.path;
    if (request.method != "POST") return {.status = 405};
    if (path == "/callbacks/sf") return CourierPush(request);
    if (absl::ConsumePrefix(&path, "/callbacks/wechat/")) return PaymentNotice(path, request);
    return {.status = 404};
  }

 private:
  http::Response CourierPush(const http::ServerRequest& request) const {
    delivery::v1::ReceiveCourierPushRequest push;
    push.set_body(request.body);
    const auto answer = Call<delivery::v1::ReceiveCourierPushResponse>(kPush, push);
    if (!answer.ok()) return TryLater();
    return {
        .status = 200, .headers = {{"Content-Type", "application/json"}}, .body = answer->body()};
  }

  http::Response PaymentNotice(absl::string_view office, const http::ServerRequest& request) const {
    payment::v1::ReceiveProviderNoticeRequest notice;
    notice.set_name(absl::StrCat("offices/", office));
    notice.set_body(request.body);
    for (const auto& [name, value] : request.headers) {
      if (!absl::StartsWithIgnoreCase(name, "wechatpay-")) continue;
      payment::v1::ProviderHeader& header = *notice.add_headers();
      header.set_name(name);
      header.set_value(value);
    }
    const auto answer = Call<payment::v1::ReceiveProviderNoticeResponse>(kNotice, notice);
    if (!answer.ok()) return TryLater();
    return {.status = answer->http_status(),
            .headers = {{"Content-Type", "application/json"}},
            .body = answer->body()};
  }

  template <typename Response>
  absl::StatusOr<Response> Call(const std::string& method,
                                const google::protobuf::Message& request) const {
    rpc::Channel* channel = router_.Find(method);
    if (channel == nullptr) return absl::UnavailableError("no route");
    absl::StatusOr<Response> answer = channel->Call<Response>(method, request, {});
    if (!answer.ok())
      Log(Severity::kWarning, "callback_failed", {{"method", method}, {"status", answer.status()}});
    return answer;
  }

  const rpc::Router& router_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<http::Server>> StartCallbackServer(const std::string& address,
                                                                  const rpc::Router& router) {
  const std::pair<std::string, std::string> host_and_port = absl::StrSplit(address, ':');
  http::ServerOptions options{.host = host_and_port.first};
  if (!absl::SimpleAtoi(host_and_port.second, &options.port)) {
    return absl::InvalidArgumentError("callback_listen_address: must be host:port");
  }
  return http::Server::Start(options,
                             [callbacks = Callbacks(router)](const http::ServerRequest& request) {
                               return callbacks.Handle(request);
                             });
}

}  // namespace notary::gateway
