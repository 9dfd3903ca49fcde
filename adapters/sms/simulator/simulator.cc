#include "adapters/sms/simulator/simulator.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "adapters/sms/wire.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/json/json.h"

namespace notary::sms {
namespace {

using Json = nlohmann::json;

http::Response Reply(int status, const Json& body) { return {status, {}, json::Print(body)}; }

}  // namespace

absl::StatusOr<std::unique_ptr<Simulator>> Simulator::Start(SimulatorOptions options,
                                                            const Clock& clock) {
  ASSIGN_OR_RETURN(auto ledger, json::DocumentFile::Open(options.ledger_path));
  std::unique_ptr<Simulator> simulator(new Simulator(std::move(options), std::move(ledger), clock));
  Simulator* const self = simulator.get();
  ASSIGN_OR_RETURN(self->server_, http::Server::Start(self->options_.http,
                                                      [self](const http::ServerRequest& request) {
                                                        return self->Handle(request);
                                                      }));
  return simulator;
}

// error_after: the message is sent, the answer is a 500. delay: by `value` milliseconds of real
// time.
Simulator::Simulator(SimulatorOptions options, std::unique_ptr<json::DocumentFile> ledger,
                     const Clock& clock)
    : options_(std::move(options)),
      clock_(clock),
      faults_({"error_before", "error_after", "rate_limit", "delay"}),
      ledger_(std::move(ledger)),
      sent_(ledger_->All("message").size()) {}

http::Response Simulator::Handle(const http::ServerRequest& request) {
  if (request.path == ToStd(kPath) && request.method == "POST") return Send(request);
  absl::MutexLock lock(&mutex_);
  if (request.path == "/control/fault") return faults_.Set(request.body);
  if (request.path == "/control/messages") {
    std::vector<Json> messages = ledger_->All("message");
    std::stable_sort(messages.begin(), messages.end(), [](const Json& a, const Json& b) {
      return json::GetInt(a, "number") < json::GetInt(b, "number");
    });
    return Reply(200, {{"messages", messages}});
  }
  const absl::StatusOr<Json> body = json::ParseObject(request.body);
  if (request.path != "/control/block" || !body.ok()) return Reply(404, Json::object());
  const std::string to = json::GetText(*body, "to").value_or("");
  return ledger_->Put("blocked", to, *body).ok() ? http::Response{204, {}, ""}
                                                 : Reply(500, Json::object());
}

bool Simulator::IsSigned(const http::ServerRequest& request) const {
  const auto timestamp = http::FindHeader(request.headers, kTimestampHeader);
  const auto nonce = http::FindHeader(request.headers, kNonceHeader);
  const auto signature = http::FindHeader(request.headers, kSignatureHeader);
  int64_t seconds = 0;
  if (http::FindHeader(request.headers, kAppHeader) != options_.app || !nonce || !signature ||
      !absl::SimpleAtoi(timestamp.value_or(""), &seconds)) {
    return false;
  }
  const absl::Duration off = absl::AbsDuration(clock_.Now() - absl::FromUnixSeconds(seconds));
  return off <= absl::Minutes(5) &&
         crypto::ConstantTimeEquals(
             *signature, Signature(options_.secret, request.method, request.target, seconds, *nonce,
                                   request.body));
}

http::Response Simulator::Send(const http::ServerRequest& request) {
  if (!IsSigned(request)) return Reply(401, {{"code", "SIGNATURE"}});
  const absl::StatusOr<Json> message = json::ParseObject(request.body);
  if (!message.ok() || json::GetText(*message, "id").value_or("").empty()) {
    return Reply(400, {{"code", "REQUEST"}});
  }
  absl::ReleasableMutexLock lock(&mutex_);
  if (faults_.Take("error_before")) return Reply(500, {{"code", "SYSTEM"}});
  if (faults_.Take("rate_limit")) return Reply(429, {{"code", "RATE"}});
  const http::Response reply = Record(*message);
  const bool lose_answer = faults_.Take("error_after").has_value();
  const std::optional<int64_t> delay_ms = faults_.Take("delay");
  lock.Release();
  if (delay_ms) absl::SleepFor(absl::Milliseconds(*delay_ms));
  return lose_answer ? Reply(500, {{"code", "SYSTEM"}}) : reply;
}

http::Response Simulator::Record(const Json& message) {
  const std::string id = json::GetText(message, "id").value_or("");
  const std::string to = json::GetText(message, "to").value_or("");
  if (ledger_->Get("blocked", to)) return Reply(403, {{"code", "BLOCKED"}});
  if (const std::optional<Json> sent = ledger_->Get("message", id)) {
    return Reply(200, {{"message_id", (*sent)["message_id"]}});
  }
  Json record = message;
  record["message_id"] = absl::StrCat("SMS", NewId(clock_.Now()));
  record["number"] = sent_ + 1;
  record["at_ms"] = absl::ToUnixMillis(clock_.Now());
  if (!ledger_->Put("message", id, record).ok()) return Reply(500, {{"code", "SYSTEM"}});
  sent_ += 1;
  return Reply(200, {{"message_id", record["message_id"]}});
}

}  // namespace notary::sms
