// Who a request says it comes from, and whether a page of ours has made it.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/edge/message.h"

namespace notary::gateway {

// A person's browser has the cookie, a program the token; nobody has both.
struct Credentials {
  std::string secret;  // of the session, from the cookie; "" without one
  std::string bearer;  // "Bearer …", as sent; "" without one
};

// INVALID_ARGUMENT: COOKIE_TWICE, TWO_CREDENTIALS, AUTHORIZATION_MALFORMED. A cookie that cannot be
// one of ours is none.
absl::StatusOr<Credentials> ReadCredentials(const Request& request);

// Set-Cookie for a new session, and for its end.
std::string StartCookie(absl::string_view secret);
std::string EndCookie();

// base64url(HMAC-SHA-256(secret, "onevisit csrf")), as notary.platform.v1.Session has it.
std::string CsrfToken(absl::string_view secret);

// Whether the request may change something: OK when no foreign page can have made it.
// PERMISSION_DENIED (ORIGIN_FOREIGN) when Origin or Sec-Fetch-Site name another site, or neither is
// there although there is a cookie.
absl::Status CheckOrigin(const Request& request, const Credentials& credentials);

// Whether X-CSRF-Token is the session's. Pre: credentials.secret is not empty.
bool HasCsrfToken(const Request& request, const Credentials& credentials);

absl::Status CsrfMissing();

}  // namespace notary::gateway
