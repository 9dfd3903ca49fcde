// Envelopes of the agency contract: the signature is over the bytes that travel, made and checked
// in one place for both sides.
#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "notary/agency/v1/agency_service.pb.h"
#include "platform/crypto/key.h"

namespace notary::agency {

// A key with the id that envelopes carry.
class Sealer {
 public:
  static absl::StatusOr<Sealer> Create(crypto::SigningKey key);

  v1::Envelope Seal(std::string payload) const;
  const std::string& key_id() const { return key_id_; }

 private:
  Sealer(crypto::SigningKey key, std::string key_id)
      : key_(std::move(key)), key_id_(std::move(key_id)) {}

  crypto::SigningKey key_;
  std::string key_id_;
};

// Public keys by id, from PEM files.
using KeyRing = std::map<std::string, crypto::VerifyingKey>;
absl::Status AddKeyFile(const std::string& path, KeyRing& ring);

// UNAUTHENTICATED: KEY_UNKNOWN, SIGNATURE_INVALID.
absl::Status CheckSeal(const v1::Envelope& envelope, const KeyRing& ring);

// What an answer quotes of the question.
std::string PayloadDigest(absl::string_view payload);

}  // namespace notary::agency
