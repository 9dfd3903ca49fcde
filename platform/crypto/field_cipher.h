// Encryption of single fields of a database. Each field is bound to its place: what was encrypted
// for one row, column or office does not open in another. Two profiles: AES-256-GCM, and, where
// commercial cryptography rules ask for national algorithms, SM4-CTR then HMAC-SM3 (OpenSSL 3.0 has
// no SM4-GCM). Data of both can lie side by side.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace notary::crypto {

enum class FieldProfile { kAes256Gcm = 1, kSm4CtrHmacSm3 = 2 };

inline constexpr size_t kFieldKeySize = 32;

// Where a field lies. Table and column are our own words, without a "|".
struct FieldPlace {
  absl::string_view table, column, row;
};

// A data key of an office. Versions count from 1.
struct FieldKey {
  uint32_t version = 0;
  std::string key;  // 32 bytes
};

class FieldCipher {
 public:
  // Seals with the last of `keys`, opens with any. Pre: at least one, versions ascending.
  FieldCipher(FieldProfile profile, std::string office, std::vector<FieldKey> keys);

  // profile (1 byte) ‖ key version (4) ‖ nonce (12 or 16) ‖ ciphertext ‖ tag (16 or 32), under a
  // fresh random nonce; table|column|row|office|version is authenticated with it.
  std::string Seal(const FieldPlace& place, absl::string_view plaintext) const;

  // DATA_LOSS (FIELD_NOT_AUTHENTIC) when a bit of it or its place differs, or its key is not there.
  absl::StatusOr<std::string> Open(const FieldPlace& place, absl::string_view sealed) const;

  // Tells whether two values are equal and nothing else about them: HMAC-SHA-256 in hex, under a
  // key that stays when data keys are rotated.
  std::string Fingerprint(absl::string_view value) const;

  const std::string& office() const { return office_; }

 private:
  const FieldProfile profile_;
  const std::string office_;
  const std::vector<FieldKey> keys_;
};

}  // namespace notary::crypto
