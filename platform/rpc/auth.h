// Access tokens: made by the identity authority, checked by everyone with its public key.
// Thread-safe.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/crypto/key.h"
#include "platform/rpc/call.h"

namespace notary::rpc {

class TokenSigner {
 public:
  TokenSigner(std::string key_id, crypto::SigningKey key)
      : key_id_(std::move(key_id)), key_(std::move(key)) {}

  // The value of the authorization header, "Bearer …".
  std::string Sign(const Principal& principal, absl::Time not_before, absl::Time expire_time) const;

 private:
  const std::string key_id_;
  const crypto::SigningKey key_;
};

struct VerifiedToken {
  Principal principal;
  absl::Time expire_time;
};

class TokenVerifier {
 public:
  explicit TokenVerifier(std::map<std::string, crypto::VerifyingKey> keys)
      : keys_(std::move(keys)) {}

  // UNAUTHENTICATED (TOKEN_MALFORMED, TOKEN_KEY_UNKNOWN, TOKEN_SIGNATURE, TOKEN_EXPIRED). Times may
  // differ by a minute between machines.
  absl::StatusOr<VerifiedToken> Verify(absl::string_view authorization, absl::Time now) const;

 private:
  const std::map<std::string, crypto::VerifyingKey> keys_;
};

}  // namespace notary::rpc
