#include "platform/rpc/auth.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "notary/platform/v1/principal.pb.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/protobuf_log.h"

namespace notary::rpc {
namespace {

constexpr absl::Duration kClockSkew = absl::Minutes(1);
constexpr size_t kMaxTokenSize = 4096;

absl::Status Refused(absl::string_view reason, Text text) {
  return MakeError(absl::StatusCode::kUnauthenticated,
                   {.reason = std::string(reason), .text = std::move(text)});
}

absl::Status Malformed() {
  return Refused("TOKEN_MALFORMED", {"登录凭证无效", "The access token is not valid"});
}

google::protobuf::Timestamp ToProto(absl::Time time) {
  google::protobuf::Timestamp out;
  out.set_seconds(absl::ToUnixSeconds(time));
  return out;
}

}  // namespace

std::string TokenSigner::Sign(const Principal& principal, absl::Time not_before,
                              absl::Time expire_time) const {
  platform::v1::Principal claims;
  claims.set_subject(principal.subject);
  claims.set_display_name(principal.display_name);
  claims.set_office(principal.office);
  for (Role role : principal.roles) claims.add_roles(role);
  *claims.mutable_not_before() = ToProto(not_before);
  *claims.mutable_expire_time() = ToProto(expire_time);
  claims.set_key_id(key_id_);
  claims.set_session(principal.session);
  *claims.mutable_sign_in_time() = ToProto(principal.sign_in_time);
  platform::v1::AccessToken token;
  token.set_principal(claims.SerializeAsString());
  token.set_signature(key_.Sign(token.principal()));
  return absl::StrCat("Bearer ", absl::WebSafeBase64Escape(token.SerializeAsString()));
}

absl::StatusOr<VerifiedToken> TokenVerifier::Verify(absl::string_view authorization,
                                                    absl::Time now) const {
  // Here bytes of strangers come in, for which nothing may be written.
  QuietenProtobuf();
  std::string bytes;
  platform::v1::AccessToken token;
  platform::v1::Principal claims;
  const bool whole =
      authorization.size() <= kMaxTokenSize && absl::ConsumePrefix(&authorization, "Bearer ") &&
      absl::WebSafeBase64Unescape(authorization, &bytes) && token.ParseFromString(bytes) &&
      claims.ParseFromString(token.principal()) && !claims.subject().empty();
  if (!whole) return Malformed();
  const auto key = keys_.find(claims.key_id());
  if (key == keys_.end()) {
    return Refused("TOKEN_KEY_UNKNOWN", {"登录凭证的签发者未知", "The token's issuer is unknown"});
  }
  if (!key->second.Verify(token.principal(), token.signature()).ok()) {
    return Refused("TOKEN_SIGNATURE", {"登录凭证签名无效", "The token's signature is not valid"});
  }
  const absl::Time not_before = absl::FromUnixSeconds(claims.not_before().seconds());
  const absl::Time expire_time = absl::FromUnixSeconds(claims.expire_time().seconds());
  if (now + kClockSkew < not_before || now >= expire_time + kClockSkew) {
    return Refused("TOKEN_EXPIRED",
                   {"登录已过期，请重新登录", "The sign-in has expired; sign in again"});
  }
  VerifiedToken verified{{.subject = claims.subject(),
                          .display_name = claims.display_name(),
                          .office = claims.office(),
                          .session = claims.session(),
                          .sign_in_time = absl::FromUnixSeconds(claims.sign_in_time().seconds())},
                         expire_time + kClockSkew};
  for (int role : claims.roles()) verified.principal.roles.push_back(static_cast<Role>(role));
  return verified;
}

}  // namespace notary::rpc
