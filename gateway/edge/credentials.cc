#include "gateway/edge/credentials.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/digest.h"

namespace notary::gateway {
namespace {

constexpr char kCookie[] = "__Host-session";
constexpr size_t kMaxSecret = 64;
constexpr size_t kMaxBearer = 4096;

bool IsBase64Url(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_';
  });
}

absl::StatusOr<std::string> SecretIn(absl::string_view cookies) {
  std::string secret;
  bool found = false;
  for (absl::string_view part : absl::StrSplit(cookies, ';')) {
    const std::pair<absl::string_view, absl::string_view> cookie =
        absl::StrSplit(part, absl::MaxSplits('=', 1));
    if (absl::StripAsciiWhitespace(cookie.first) != kCookie) continue;
    if (found) {
      return InvalidField("cookie", "COOKIE_TWICE",
                          {"会话Cookie重复", "The session's cookie appears twice"});
    }
    found = true;
    const absl::string_view value = absl::StripAsciiWhitespace(cookie.second);
    if (value.size() <= kMaxSecret && IsBase64Url(value)) secret = std::string(value);
  }
  return secret;
}

absl::Status Foreign() {
  return DeniedError("ORIGIN_FOREIGN",
                     {"请求来自其他网站，已拒绝", "The request was made by another site"});
}

}  // namespace

absl::StatusOr<Credentials> ReadCredentials(const Request& request) {
  Credentials credentials;
  ASSIGN_OR_RETURN(credentials.secret, SecretIn(request.Header("cookie")));
  credentials.bearer = request.Header("authorization");
  if (!credentials.bearer.empty() && !credentials.secret.empty()) {
    return InvalidField("authorization", "TWO_CREDENTIALS",
                        {"不能同时使用Cookie和令牌", "Use the cookie or the token, not both"});
  }
  const bool fits =
      credentials.bearer.empty() ||
      (absl::StartsWith(credentials.bearer, "Bearer ") && credentials.bearer.size() <= kMaxBearer);
  if (!fits) {
    return InvalidField("authorization", "AUTHORIZATION_MALFORMED",
                        {"须为Bearer令牌", "Must be a Bearer token"});
  }
  return credentials;
}

std::string StartCookie(absl::string_view secret) {
  return absl::StrCat(kCookie, "=", secret, "; Path=/; Secure; HttpOnly; SameSite=Strict");
}

std::string EndCookie() { return absl::StrCat(StartCookie(""), "; Max-Age=0"); }

std::string CsrfToken(absl::string_view secret) {
  return absl::WebSafeBase64Escape(crypto::HmacSha256(secret, "onevisit csrf"));
}

absl::Status CheckOrigin(const Request& request, const Credentials& credentials) {
  const std::string& origin = request.Header("origin");
  const std::string& site = request.Header("sec-fetch-site");
  // Host has been held to the configured names by now, and nothing but TLS is served.
  const bool own = absl::EqualsIgnoreCase(origin, absl::StrCat("https://", request.Header("host")));
  if (!origin.empty() && !own) return Foreign();
  if (!site.empty() && site != "same-origin" && site != "none") return Foreign();
  const bool unsaid = origin.empty() && site.empty();
  return unsaid && !credentials.secret.empty() ? Foreign() : absl::OkStatus();
}

bool HasCsrfToken(const Request& request, const Credentials& credentials) {
  return crypto::ConstantTimeEquals(request.Header("x-csrf-token"), CsrfToken(credentials.secret));
}

absl::Status CsrfMissing() {
  return DeniedError("CSRF_TOKEN_MISSING",
                     {"页面已过期，请刷新后重试", "The page is out of date; load it again"});
}

}  // namespace notary::gateway
