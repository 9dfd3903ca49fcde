#include "adapters/courier_sf/simulator/simulator.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "adapters/courier_sf/wire.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/digest.h"
#include "platform/json/json.h"

namespace notary::sf {
namespace {

using Json = nlohmann::json;

// reply_error_after: the call is carried out, its answer is a 500. reply_delay: by `value`
// milliseconds of real time. push_reversed: the newest scan first.
std::vector<std::string> FaultKinds() {
  return {"reply_error_before", "reply_error_after", "reply_delay",
          "push_duplicate",     "push_reversed",     "push_lost"};
}

http::Response ApiReply(absl::Time now, const char* code, const Json& business) {
  return {200,
          {},
          json::Print({{"apiErrorMsg", code == std::string("A1000") ? "" : "请求被拒绝"},
                       {"apiResponseID", NewId(now)},
                       {"apiResultCode", code},
                       {"apiResultData", business.is_null() ? "" : json::Print(business)}})};
}

http::Response SystemError() { return {500, {}, "{}"}; }

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

Simulator::Simulator(SimulatorOptions options, std::unique_ptr<json::DocumentFile> ledger,
                     const Clock& clock)
    : options_(std::move(options)),
      clock_(clock),
      client_({.ca_file = options_.ca_file,
               .timeout = absl::Seconds(5),
               .allow_plain_http = options_.allow_plain_push}),
      faults_(FaultKinds()),
      parcels_(std::move(ledger), options_.journey_scale, !options_.push_url.empty()) {}

http::Response Simulator::Handle(const http::ServerRequest& request) {
  if (request.path == "/std/service" && request.method == "POST") return Service(request);
  return Control(request);
}

http::Response Simulator::Service(const http::ServerRequest& request) {
  const auto form = http::ParseForm(request.body);
  std::map<std::string, std::string> field;
  for (const auto& [key, value] : form.value_or(http::Headers{})) field[key] = value;
  const absl::Time now = clock_.Now();
  for (const char* required :
       {"partnerID", "requestID", "serviceCode", "timestamp", "msgDigest", "msgData"}) {
    if (field[required].empty()) return ApiReply(now, "A1001", nullptr);
  }
  if (field["partnerID"] != options_.partner) return ApiReply(now, "A1004", nullptr);
  const std::string digest =
      MessageDigest(field["msgData"], field["timestamp"], options_.check_word);
  if (!crypto::ConstantTimeEquals(digest, field["msgDigest"])) {
    return ApiReply(now, "A1006", nullptr);
  }
  const absl::StatusOr<Json> message = json::ParseObject(field["msgData"]);
  if (!message.ok()) return ApiReply(now, "A1001", nullptr);

  absl::ReleasableMutexLock lock(&mutex_);
  if (faults_.Take("reply_error_before")) return SystemError();
  const Json business = Business(field["serviceCode"], *message);
  const bool lose_answer = faults_.Take("reply_error_after").has_value();
  const std::optional<int64_t> delay_ms = faults_.Take("reply_delay");
  lock.Release();
  // Real time on purpose: the caller's timeout is real.
  if (delay_ms) absl::SleepFor(absl::Milliseconds(*delay_ms));
  if (lose_answer) return SystemError();
  return ApiReply(now, business.is_null() ? "A1004" : "A1000", business);
}

// Null for a service this partner has no right to.
Json Simulator::Business(const std::string& service, const Json& message) {
  if (service == "EXP_RECE_CREATE_ORDER") return parcels_.Create(message, clock_.Now());
  if (service == "EXP_RECE_SEARCH_ORDER_RESP") return parcels_.Find(message);
  if (service == "EXP_RECE_UPDATE_ORDER") return parcels_.Update(message);
  if (service == "EXP_RECE_SEARCH_ROUTES") return parcels_.Routes(message);
  return nullptr;
}

http::Response Simulator::Control(const http::ServerRequest& request) {
  absl::MutexLock lock(&mutex_);
  if (request.path == "/control/ledger") return parcels_.Show();
  if (request.path == "/control/fault") return faults_.Set(request.body);
  const absl::StatusOr<Json> body = json::ParseObject(request.body);
  if (!body.ok()) return {400, {}, "{}"};
  if (request.path == "/control/journey") return parcels_.SetJourney(*body);
  if (request.path == "/control/advance") return parcels_.Advance(*body, clock_.Now());
  return {404, {}, "{}"};
}

absl::StatusOr<int64_t> Simulator::RunOnce() {
  absl::MutexLock run_lock(&run_mutex_);
  int64_t done = 0;
  bool twice = false;
  bool lost = false;
  std::vector<Json> scans;
  {
    absl::MutexLock lock(&mutex_);
    done = parcels_.RunOnce(clock_.Now());
    scans = parcels_.Unpushed();
    if (scans.empty()) return done;
    if (faults_.Take("push_reversed")) std::reverse(scans.begin(), scans.end());
    twice = faults_.Take("push_duplicate").has_value();
    lost = faults_.Take("push_lost").has_value();
  }
  if (twice) Push(scans);
  if (!lost && !Push(scans)) return done;
  absl::MutexLock lock(&mutex_);
  parcels_.MarkPushed(scans);
  return done + static_cast<int64_t>(scans.size());
}

// True when the office took them.
bool Simulator::Push(const std::vector<Json>& scans) {
  Json routes = Json::array();
  for (Json scan : scans) {
    scan.erase("pushed");
    routes.push_back(std::move(scan));
  }
  const absl::StatusOr<http::Response> answer =
      client_.Send({.method = "POST",
                    .url = options_.push_url,
                    .headers = {{"Content-Type", "application/json"}},
                    .body = json::Print({{"Body", {{"WaybillRoute", std::move(routes)}}}})});
  if (!answer.ok() || answer->status != 200) return false;
  const absl::StatusOr<Json> body = json::ParseObject(answer->body);
  return body.ok() && json::GetText(*body, "return_code") == "0000";
}

}  // namespace notary::sf
