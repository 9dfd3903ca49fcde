#include "adapters/payment_wechat/simulator/simulator.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "adapters/payment_wechat/wire.h"
#include "platform/base/error.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/aead.h"
#include "platform/crypto/digest.h"
#include "platform/json/json.h"

namespace notary::wechat {
namespace {

using Json = nlohmann::json;

constexpr absl::string_view kOrders = "/v3/pay/transactions/out-trade-no/";
constexpr absl::string_view kRefunds = "/v3/refund/domestic/refunds";

// Waits between the tries of one notice, in seconds.
constexpr auto kScheduleS = std::to_array<int>(
    {15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600});

// Wrongs that can be asked for. notice_probe: a deliberately bad signature first. notice_delay: by
// `value` seconds. reply_error_after: the call is carried out, its answer is a 500. reply_delay: by
// `value` milliseconds of real time.
std::vector<std::string> FaultKinds() {
  return {"notice_duplicate", "notice_probe",       "notice_wrong_amount", "notice_delay",
          "notice_lost",      "reply_error_before", "reply_error_after",   "reply_delay",
          "reply_forged",     "refund_abnormal",    "refund_too_old"};
}

http::Response SignError() { return ErrorReply(401, "SIGN_ERROR", "签名错误"); }
http::Response NoSuchPath() { return ErrorReply(404, "NOT_FOUND", "路径不存在"); }

}  // namespace

absl::StatusOr<std::unique_ptr<Simulator>> Simulator::Start(
    SimulatorOptions options, crypto::SigningKey platform_key,
    std::map<std::string, SimulatedMerchant> merchants, const Clock& clock) {
  ASSIGN_OR_RETURN(auto ledger, json::DocumentFile::Open(options.ledger_path));
  std::unique_ptr<Simulator> simulator(new Simulator(
      std::move(options), std::move(platform_key), std::move(merchants), std::move(ledger), clock));
  Simulator* const self = simulator.get();
  ASSIGN_OR_RETURN(self->server_, http::Server::Start(self->options_.http,
                                                      [self](const http::ServerRequest& request) {
                                                        return self->Handle(request);
                                                      }));
  return simulator;
}

Simulator::Simulator(SimulatorOptions options, crypto::SigningKey platform_key,
                     std::map<std::string, SimulatedMerchant> merchants,
                     std::unique_ptr<json::DocumentFile> ledger, const Clock& clock)
    : options_(std::move(options)),
      platform_key_(std::move(platform_key)),
      merchants_(std::move(merchants)),
      clock_(clock),
      client_({.ca_file = options_.ca_file,
               .timeout = absl::Seconds(5),
               .allow_plain_http = options_.allow_plain_notify}),
      faults_(FaultKinds()),
      books_(std::move(ledger), options_.allow_plain_notify, faults_) {}

http::Response Simulator::Handle(const http::ServerRequest& request) {
  if (absl::StartsWith(request.path, "/control/")) return Control(request);
  http::Response reply = Api(request);
  bool forged = false;
  {
    absl::MutexLock lock(&mutex_);
    forged = faults_.Take("reply_forged").has_value();
  }
  const http::Headers signature =
      SignatureHeaders(platform_key_, options_.platform_serial,
                       forged ? absl::StrCat(reply.body, " ") : reply.body, clock_.Now());
  reply.headers.insert(reply.headers.end(), signature.begin(), signature.end());
  return reply;
}

http::Response Simulator::Api(const http::ServerRequest& request) {
  const absl::StatusOr<std::string> merchant = Authenticate(request);
  if (!merchant.ok()) return SignError();
  std::optional<int64_t> before, after, delay_ms;
  {
    absl::MutexLock lock(&mutex_);
    before = faults_.Take("reply_error_before");
    if (!before) after = faults_.Take("reply_error_after");
    delay_ms = faults_.Take("reply_delay");
  }
  if (before) return ErrorReply(500, "SYSTEM_ERROR", "系统异常");
  const http::Response reply = Route(request, *merchant);
  // Real time on purpose: the caller's timeout is real.
  if (delay_ms) absl::SleepFor(absl::Milliseconds(*delay_ms));
  return after ? ErrorReply(500, "SYSTEM_ERROR", "系统异常") : reply;
}

absl::StatusOr<std::string> Simulator::Authenticate(const http::ServerRequest& request) const {
  const auto header = http::FindHeader(request.headers, "Authorization");
  const auto claim = ParseAuthorization(header.value_or(""));
  const auto merchant = merchants_.find(claim ? claim->merchant : "");
  std::string signature;
  if (merchant == merchants_.end() || merchant->second.serial != claim->serial ||
      !absl::Base64Unescape(claim->signature, &signature)) {
    return absl::UnauthenticatedError("authorization");
  }
  const absl::Time signed_at = absl::FromUnixSeconds(claim->timestamp);
  if (absl::AbsDuration(clock_.Now() - signed_at) > absl::Minutes(5)) {
    return absl::UnauthenticatedError("timestamp");
  }
  RETURN_IF_ERROR(merchant->second.key.Verify(
      RequestSignText(request.method, request.target, claim->timestamp, claim->nonce, request.body),
      signature));
  return claim->merchant;
}

http::Response Simulator::Route(const http::ServerRequest& request, const std::string& merchant) {
  absl::MutexLock lock(&mutex_);
  if (request.method == "POST") return Post(request, merchant);
  absl::string_view path = request.path;
  if (absl::ConsumePrefix(&path, kOrders)) {
    const bool own = absl::EndsWith(request.target, absl::StrCat("?mchid=", merchant));
    return own ? books_.Query(merchant, path, clock_.Now())
               : ErrorReply(400, "APPID_MCHID_NOT_MATCH", "商户号不匹配");
  }
  if (absl::ConsumePrefix(&path, kRefunds) && absl::ConsumePrefix(&path, "/")) {
    return books_.QueryRefund(merchant, path);
  }
  return NoSuchPath();
}

http::Response Simulator::Post(const http::ServerRequest& request, const std::string& merchant) {
  const absl::StatusOr<Json> body = json::ParseObject(request.body);
  if (!body.ok()) return ErrorReply(400, "PARAM_ERROR", "参数错误");
  if (request.path == kRefunds) return books_.Refund(merchant, *body, clock_.Now());
  if (json::GetText(*body, "mchid") != merchant) {
    return ErrorReply(400, "APPID_MCHID_NOT_MATCH", "商户号不匹配");
  }
  if (request.path == "/v3/pay/transactions/native") {
    const bool own = json::GetText(*body, "appid") == merchants_.at(merchant).app;
    return own ? books_.CreateOrder(*body, clock_.Now())
               : ErrorReply(400, "APPID_MCHID_NOT_MATCH", "应用与商户号不匹配");
  }
  absl::string_view path = request.path;
  if (absl::ConsumePrefix(&path, kOrders) && absl::ConsumeSuffix(&path, "/close")) {
    return books_.Close(merchant, path, clock_.Now());
  }
  return NoSuchPath();
}

http::Response Simulator::Control(const http::ServerRequest& request) {
  absl::MutexLock lock(&mutex_);
  if (request.path == "/control/ledger") return books_.Show();
  if (request.path == "/control/fault") return faults_.Set(request.body);
  if (request.path != "/control/pay") return NoSuchPath();
  const absl::StatusOr<Json> body = json::ParseObject(request.body);
  if (!body.ok()) return ErrorReply(400, "PARAM_ERROR", "参数错误");
  return books_.Pay(json::GetText(*body, "out_trade_no").value_or(""), clock_.Now());
}

absl::StatusOr<int64_t> Simulator::RunOnce() {
  absl::MutexLock run_lock(&run_mutex_);
  int64_t done = 0;
  std::vector<Json> due;
  {
    absl::MutexLock lock(&mutex_);
    done = books_.SettleRefunds(clock_.Now());
    due = books_.DueNotices(clock_.Now());
  }
  for (Json& notice : due) Deliver(std::move(notice));
  return done + static_cast<int64_t>(due.size());
}

// One try of one notice; the probe, when asked for, comes before the first.
void Simulator::Deliver(Json notice) {
  if (notice.value("probe", false)) {
    notice["probe_answer"] = SendNotice(notice, /*probe=*/true);
    notice["probe"] = false;
  }
  const int answer = SendNotice(notice, /*probe=*/false);
  const bool taken = answer == 200 || answer == 204;
  const size_t attempt = notice["attempts"].get<size_t>();
  notice["answers"].push_back(answer);
  notice["attempts"] = attempt + 1;
  if (taken && notice["duplicates"].get<int>() > 0) {
    notice["duplicates"] = notice["duplicates"].get<int>() - 1;  // stays due: sent once more
  } else if (taken) {
    notice["state"] = "DELIVERED";
  } else if (attempt >= kScheduleS.size()) {
    notice["state"] = "GIVEN_UP";
  } else {
    const absl::Duration wait = absl::Seconds(kScheduleS[attempt]) * options_.schedule_scale;
    notice["due_ms"] = absl::ToUnixMillis(clock_.Now() + wait);
  }
  notice["open"] = notice["state"] == "PENDING";
  absl::MutexLock lock(&mutex_);
  const absl::Status saved = books_.SaveNotice(notice);
  if (!saved.ok()) Log(Severity::kError, "wechat_simulator_ledger", {{"status", saved}});
}

// Returns the HTTP status of the answer, 0 when there was none.
int Simulator::SendNotice(const Json& notice, bool probe) {
  const SimulatedMerchant& merchant = merchants_.at(notice["mchid"].get<std::string>());
  const std::string nonce = NewNonce().substr(0, crypto::kAeadNonceSize);
  const std::string type = notice["original_type"].get<std::string>();
  const std::string sealed =
      crypto::SealWithNonce(merchant.api_v3, nonce, json::Print(notice["resource"]), type);
  const std::string body = json::Print({{"id", notice["id"]},
                                        {"create_time", notice["create_time"]},
                                        {"resource_type", "encrypt-resource"},
                                        {"event_type", notice["event_type"]},
                                        {"summary", "通知"},
                                        {"resource",
                                         {{"algorithm", "AEAD_AES_256_GCM"},
                                          {"ciphertext", absl::Base64Escape(sealed)},
                                          {"nonce", nonce},
                                          {"associated_data", type},
                                          {"original_type", type}}}});
  http::Headers headers =
      SignatureHeaders(platform_key_, options_.platform_serial, body, clock_.Now());
  if (probe) {
    headers.back().second =
        absl::StrCat("WECHATPAY/SIGNTEST/", absl::Base64Escape(crypto::RandomBytes(240)));
  }
  headers.emplace_back("Content-Type", "application/json");
  const absl::StatusOr<http::Response> answer =
      client_.Send({.method = "POST",
                    .url = notice["url"].get<std::string>(),
                    .headers = std::move(headers),
                    .body = body});
  return answer.ok() ? answer->status : 0;
}

}  // namespace notary::wechat
