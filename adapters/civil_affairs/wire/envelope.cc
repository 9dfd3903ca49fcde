#include "adapters/civil_affairs/wire/envelope.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/digest.h"

namespace notary::agency {

absl::StatusOr<Sealer> Sealer::Create(crypto::SigningKey key) {
  ASSIGN_OR_RETURN(const crypto::VerifyingKey half, key.Public());
  return Sealer(std::move(key), half.id());
}

v1::Envelope Sealer::Seal(std::string payload) const {
  v1::Envelope envelope;
  envelope.set_signature(key_.Sign(payload));
  envelope.set_key_id(key_id_);
  envelope.set_payload(std::move(payload));
  return envelope;
}

absl::Status AddKeyFile(const std::string& path, KeyRing& ring) {
  ASSIGN_OR_RETURN(crypto::VerifyingKey key, crypto::VerifyingKey::FromFile(path));
  const std::string id = key.id();
  ring.insert_or_assign(id, std::move(key));
  return absl::OkStatus();
}

absl::Status CheckSeal(const v1::Envelope& envelope, const KeyRing& ring) {
  const auto key = ring.find(envelope.key_id());
  if (key == ring.end()) {
    return MakeError(absl::StatusCode::kUnauthenticated, "KEY_UNKNOWN",
                     {"签名密钥未登记", "The signing key is not registered"});
  }
  return key->second.Verify(envelope.payload(), envelope.signature());
}

std::string PayloadDigest(absl::string_view payload) { return crypto::Sha256(payload); }

}  // namespace notary::agency
