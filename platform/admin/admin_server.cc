#include "platform/admin/admin_server.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "platform/base/log.h"
#include "platform/metrics/metrics.h"

namespace notary::admin {
namespace {

constexpr int kThreads = 4;  // a probe, a metrics server, a person; never the public

http::Response Plain(int status, std::string body) {
  return {.status = status,
          .headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
          .body = std::move(body)};
}

// The code only: a message of the database may quote what it was about.
http::Response Report(const char* what, const absl::Status& status) {
  if (status.ok()) return Plain(200, "ok\n");
  Log(Severity::kWarning, what, {{"status", status}, {"detail", std::string(status.message())}});
  return Plain(503, absl::StrCat(absl::StatusCodeToString(status.code()), "\n"));
}

http::Response Handle(const Checks& checks, const http::ServerRequest& request) {
  const std::string& path = request.path;
  if (path != "/metrics" && path != "/livez" && path != "/readyz") return Plain(404, "");
  if (request.method != "GET") return Plain(405, "");
  if (path == "/metrics") return Plain(200, metrics::Text());
  if (path == "/livez") return Report("not_alive", checks.alive());
  return Report("not_ready", checks.ready());
}

}  // namespace

absl::StatusOr<std::unique_ptr<http::Server>> Start(const std::string& address, Checks checks) {
  const size_t colon = address.rfind(':');
  http::ServerOptions options{.host = address.substr(0, colon), .threads = kThreads};
  if (colon == std::string::npos || !absl::SimpleAtoi(address.substr(colon + 1), &options.port)) {
    return absl::InvalidArgumentError("admin_listen_address: must be host:port");
  }
  return http::Server::Start(options,
                             [checks = std::move(checks)](const http::ServerRequest& request) {
                               return Handle(checks, request);
                             });
}

}  // namespace notary::admin
