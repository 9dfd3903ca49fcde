// Proving a staff account. Every way through a password goes this way, so that each is as slow, as
// limited and as silent about unknown accounts as the others. Thread-safe.
#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "platform/pg/database.h"
#include "platform/rpc/rate_limit.h"
#include "platform/vault/vault.h"
#include "services/identity/domain/staff.h"
#include "services/identity/service/password_hasher.h"
#include "services/identity/storage/staff_store.h"

namespace notary::identity {

class StaffDoor {
 public:
  StaffDoor(pg::Database& db, vault::Vault& vault, PasswordHasher& hasher)
      : db_(db), vault_(vault), hasher_(hasher) {}

  // What is done once the password fits and the account may enter, in the transaction that counts
  // the try. It writes last: what it returns with a reason commits, and SIGN_IN_FAILED counts as a
  // wrong try.
  using Act = std::function<absl::Status(pg::Tx&, Account&, const crypto::FieldCipher&)>;

  // SIGN_IN_FAILED, RATE_LIMITED, SIGN_IN_BUSY, or what `act` says.
  absl::Status Enter(const std::string& login, const std::string& password, absl::Time now,
                     const Act& act);

  // The same for whoever brings a new password: `act` gets its hash.
  using ActWithHash = std::function<absl::Status(pg::Tx&, Account&, const crypto::FieldCipher&,
                                                 const std::string& new_hash)>;
  absl::Status EnterToChange(const std::string& login, const std::string& password,
                             const std::string& new_password, absl::Time now,
                             const ActWithHash& act);

 private:
  absl::Status Prove(const std::string& login, const std::string& password, absl::Time now,
                     const Act& act);

  pg::Database& db_;
  vault::Vault& vault_;
  PasswordHasher& hasher_;
  const StaffStore store_{};
  // For each login, known or not: a guesser of one account waits, and nobody with him.
  rpc::RateLimit tries_{{.calls_per_second = 0.5, .burst = 10}};
};

// The event as the account's owner made it; `actor` is "" before the door.
AccountEvent EventOf(const Staff& staff, absl::string_view kind, absl::string_view actor,
                     absl::Time now);

// Accepts `code` once: notes its step. SIGN_IN_FAILED otherwise.
absl::Status AcceptTotp(const crypto::FieldCipher& cipher, Account& account,
                        const std::string& code, absl::Time now);

}  // namespace notary::identity
