#include "gateway/edge/upgrade.h"

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "platform/base/error.h"

namespace notary::gateway {
namespace {

constexpr size_t kKeySize = 16;

bool Lists(absl::string_view header, absl::string_view word) {
  for (absl::string_view part : absl::StrSplit(header, ',')) {
    if (absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(part), word)) return true;
  }
  return false;
}

}  // namespace

absl::Status CheckUpgrade(const Request& request) {
  if (!Lists(request.Header("upgrade"), "websocket")) {
    return InvalidField("upgrade", "UPGRADE_REQUIRED",
                        {"此地址只能以WebSocket访问", "This address is a WebSocket"});
  }
  std::string key;
  const bool fits = request.method == "GET" && Lists(request.Header("connection"), "upgrade") &&
                    request.Header("sec-websocket-version") == "13" &&
                    absl::Base64Unescape(request.Header("sec-websocket-key"), &key) &&
                    key.size() == kKeySize && !request.Has("content-length") &&
                    !request.Has("transfer-encoding");
  if (fits) return absl::OkStatus();
  return InvalidField("upgrade", "WEBSOCKET_MALFORMED",
                      {"WebSocket握手格式错误", "The WebSocket's handshake is malformed"});
}

}  // namespace notary::gateway
