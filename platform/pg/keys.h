// What encrypts the personal data of an office, as a door to the database needs it. platform/vault
// implements it; tests have fixed keys.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "platform/crypto/field_cipher.h"

namespace notary::pg {

// Thread-safe.
class Keys {
 public:
  virtual ~Keys() = default;

  // The cipher of an office; nullptr when nothing was sealed for it yet: a call that only names an
  // office leaves no key behind. Asked outside transactions: it may take a connection of its own.
  virtual absl::StatusOr<std::shared_ptr<const crypto::FieldCipher>> CipherOf(
      const std::string& office) = 0;

  // The same, with a first key made when there is none.
  virtual absl::StatusOr<std::shared_ptr<const crypto::FieldCipher>> FirstCipherOf(
      const std::string& office) = 0;

  // What a value of this kind can be searched by, 16 bytes. Pre: the value is normalised.
  virtual std::string BlindIndex(absl::string_view kind, absl::string_view value) const = 0;
};

// Whom a transaction is for: what the wall between offices lets it see, and what opens it.
struct Scope {
  std::string office;  // or kNoOffice, kEveryOffice (platform/pg/office_wall.h)
  std::shared_ptr<const crypto::FieldCipher> cipher = nullptr;  // of the office, if it has one
  const Keys* keys = nullptr;
};

}  // namespace notary::pg
