// Signing and verifying keys. The algorithm follows from the key: SM2 with SM3 (GB/T 32918,
// identity 1234567812345678 of GM/T 0009, DER), P-256 with SHA-256 (DER), Ed25519, RSA PKCS#1 v1.5
// with SHA-256.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

struct evp_pkey_st;  // OpenSSL's EVP_PKEY

namespace notary::crypto {

enum class KeyType { kSm2, kP256, kEd25519, kRsa };

struct KeyDeleter {
  void operator()(evp_pkey_st* key) const;
};
using KeyHandle = std::unique_ptr<evp_pkey_st, KeyDeleter>;

// A public key. Immutable and thread-safe after creation; movable.
class VerifyingKey {
 public:
  // From "PUBLIC KEY" or "CERTIFICATE" PEM. INVALID_ARGUMENT for anything else, a key type we do
  // not use, or RSA below 2048 bits.
  static absl::StatusOr<VerifyingKey> FromPem(absl::string_view pem);
  static absl::StatusOr<VerifyingKey> FromFile(const std::string& path);

  // UNAUTHENTICATED (SIGNATURE_INVALID) unless `signature` is this key's signature of `message`.
  absl::Status Verify(absl::string_view message, absl::string_view signature) const;

  KeyType type() const { return type_; }
  // SHA-256 of the DER form, in hex: names the key in records and configuration.
  const std::string& id() const { return id_; }
  std::string Pem() const;

 private:
  friend class SigningKey;
  VerifyingKey(KeyHandle handle, KeyType type);
  static absl::StatusOr<VerifyingKey> Adopt(KeyHandle handle);

  KeyHandle handle_;
  KeyType type_;
  std::string id_;
};

// A private key. Immutable and thread-safe after creation; movable.
class SigningKey {
 public:
  static absl::StatusOr<SigningKey> FromPem(absl::string_view pem);
  // FAILED_PRECONDITION (KEY_FILE_TOO_OPEN) when other users of the machine may read the file.
  static absl::StatusOr<SigningKey> FromFile(const std::string& path);
  static SigningKey Generate(KeyType type);

  std::string Sign(absl::string_view message) const;

  KeyType type() const { return type_; }
  absl::StatusOr<VerifyingKey> Public() const;
  std::string Pem() const;  // unencrypted PKCS#8: only for WriteNewFile and tests
  const KeyHandle& handle() const { return handle_; }  // for platform/crypto only

 private:
  SigningKey(KeyHandle handle, KeyType type);

  KeyHandle handle_;
  KeyType type_;
};

}  // namespace notary::crypto
