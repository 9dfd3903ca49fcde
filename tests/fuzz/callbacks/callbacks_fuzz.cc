// What providers send: the first line is the path, the second a header of theirs, the rest the
// body.
#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "adapters/courier_sf/sf_courier.h"
#include "adapters/courier_sf/wire.h"
#include "adapters/payment_wechat/reports.h"
#include "adapters/payment_wechat/wire.h"
#include "gateway/callbacks/callbacks.h"
#include "notary/payment/v1/payment_service.pb.h"
#include "platform/json/json.h"
#include "platform/time/clock.h"
#include "tests/fuzz/input.h"

namespace notary::fuzz {
namespace {

delivery::Courier& Courier() {
  static const FakeClock clock(absl::FromUnixSeconds(1795420800));
  static auto& courier = *new absl::StatusOr<std::unique_ptr<delivery::Courier>>(
      sf::NewCourier({.partner = "ONEVISIT",
                      .check_word = Sensitive<std::string>("word"),
                      .monthly_card = "7551234567"},
                     clock));
  Must(courier.ok(), "the courier's options are good");
  return **courier;
}

}  // namespace
}  // namespace notary::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace notary;  // NOLINT: an entry point
  absl::string_view rest = fuzz::TextOf(data, size);
  gateway::Request request{.method = "POST", .path = std::string(fuzz::TakeLine(rest))};
  const std::string header(fuzz::TakeLine(rest));
  request.headers.emplace_back("wechatpay-signature", header);
  const auto callback = gateway::CallbackOf(request, std::string(rest));
  fuzz::Must(!callback || gateway::IsCallbackPath(request.path), "no other path is a callback");
  payment::v1::ReceiveProviderNoticeRequest notice;
  const bool to_payment = callback && absl::StrContains(callback->rpc, "ReceiveProviderNotice");
  fuzz::Must(!to_payment || notice.ParseFromString(callback->request), "what is passed on parses");

  fuzz::Courier().ReadPush(rest).status().IgnoreError();
  wechat::ParseAuthorization(header);
  sf::IsWaybill(header);
  sf::ParseSfTime(header);
  const http::Headers signature = {{"Wechatpay-Timestamp", "1795420800"},
                                   {"Wechatpay-Nonce", "n"},
                                   {"Wechatpay-Serial", "s"},
                                   {"Wechatpay-Signature", header}};
  fuzz::Must(
      !wechat::CheckSignatureHeaders(signature, rest, {}, absl::FromUnixSeconds(1795420800)).ok(),
      "no key, no signature");
  wechat::ErrorOf(400, rest).IgnoreError();
  const auto object = json::ParseObject(rest);
  if (!object.ok()) return 0;
  wechat::ReadTrade(*object).status().IgnoreError();
  wechat::ReadRefund(*object, "1900007291").status().IgnoreError();
  return 0;
}
