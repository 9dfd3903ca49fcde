#include "services/identity/service/start_session.h"

#include "absl/strings/escaping.h"
#include "platform/base/id.h"
#include "platform/crypto/digest.h"
#include "platform/rpc/timestamp.h"

namespace notary::identity {
namespace {

constexpr size_t kSecretSize = 32;

}  // namespace

std::string SecretHash(absl::string_view secret) { return crypto::Sha256(secret); }

platform::v1::Session StartSession(pg::Tx& tx, const Bearer& bearer, const SessionLimits& limits,
                                   absl::Time now) {
  const std::string secret = absl::WebSafeBase64Escape(crypto::RandomBytes(kSecretSize));
  const Session session{.id = NewId(now),
                        .secret_hash = SecretHash(secret),
                        .subject = bearer.subject,
                        .office = bearer.office,
                        .device = bearer.device,
                        .create_time = now,
                        .last_use_time = now,
                        .expire_time = now + limits.absolute,
                        .idle = limits.idle};
  DirectoryStore().InsertSession(tx, session);
  platform::v1::Session out;
  out.set_secret(secret);
  *out.mutable_expire_time() = rpc::ToTimestamp(session.expire_time);
  return out;
}

}  // namespace notary::identity
