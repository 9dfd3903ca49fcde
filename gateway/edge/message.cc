#include "gateway/edge/message.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "gateway/transcode/error_json.h"
#include "platform/base/error.h"

namespace notary::gateway {
namespace {

// Refusals of the edge itself, for which HTTP has a status of its own.
int StatusFor(const absl::Status& status) {
  static const auto& own = *new std::map<std::string, int>{
      {"METHOD_NOT_ALLOWED", 405},     {"BODY_TIMEOUT", 408},        {"BODY_TOO_LARGE", 413},
      {"MEDIA_TYPE_UNSUPPORTED", 415}, {"EXPECTATION_UNKNOWN", 417}, {"HOST_FOREIGN", 421},
      {"HEAD_TOO_LARGE", 431},         {"HTTP_VERSION", 505},        {"UPGRADE_REQUIRED", 426}};
  const auto found = own.find(ReasonOf(status));
  return found == own.end() ? HttpStatusOf(status.code()) : found->second;
}

auto Named(const Headers& headers, absl::string_view name) {
  return std::find_if(headers.begin(), headers.end(),
                      [&](const auto& header) { return header.first == name; });
}

}  // namespace

const std::string& Request::Header(absl::string_view name) const {
  static const auto& none = *new std::string();
  const auto found = Named(headers, name);
  return found == headers.end() ? none : found->second;
}

bool Request::Has(absl::string_view name) const { return Named(headers, name) != headers.end(); }

Reply ErrorReply(const Request& request, const absl::Status& status) {
  const int http_status = StatusFor(status);
  Reply reply = JsonReply(ErrorJson(status, http_status, request.language, request.trace_id));
  reply.status = http_status;
  reply.headers.emplace_back("Content-Language", TagOf(request.language));
  reply.headers.emplace_back("Vary", "Accept-Language");
  const std::optional<ErrorDetail> detail = DetailOf(status);
  if (detail && detail->retry_after) {
    const int64_t seconds = std::max<int64_t>(1, absl::ToInt64Seconds(*detail->retry_after));
    reply.headers.emplace_back("Retry-After", absl::StrCat(seconds));
  }
  if (http_status == 426) reply.headers.emplace_back("Upgrade", "websocket");
  if (http_status == 401) reply.headers.emplace_back("WWW-Authenticate", "Bearer");
  return reply;
}

Reply JsonReply(std::string json) {
  return {.headers = {{"Content-Type", "application/json; charset=utf-8"},
                      {"Cache-Control", "no-store"}},
          .body = std::move(json)};
}

}  // namespace notary::gateway
