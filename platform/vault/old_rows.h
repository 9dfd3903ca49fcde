// Seals in place what an earlier version of a schema has stored in clear. SQL cannot encrypt, so
// this follows the migrations (notaryctl migrate). It runs as the owner, because a service's role
// may not rewrite what it has recorded, and it may run again.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/sealed.h"
#include "platform/time/clock.h"
#include "platform/vault/vault.h"

namespace notary::vault {

// A door for the owner of a schema, with the keys that the schema's service has. Row-level security
// is off: an owner whom the wall between offices holds gets errors, and does not find nothing.
class OwnerDatabase {
 public:
  // `target` has a user who owns the schema and is a superuser or may bypass row-level security;
  // `clock` outlives it.
  OwnerDatabase(const std::string& target, const std::string& schema, Secrets secrets,
                const Clock& clock);

  pg::Database& db() { return db_; }
  pg::Keys& keys() { return keys_; }

 private:
  Vault vault_;
  OfficeKeys keys_;
  pg::Database db_;
};

// Columns of the service, and those of the platform (request log, outbox). Returns how many values
// were in clear. A value in clear is told by its first byte: sealed ones begin with the number of
// their profile, which no text and no message begins with.
absl::StatusOr<int64_t> SealOldRows(const std::string& target, const std::string& schema,
                                    const std::vector<pg::SealedColumn>& columns, Secrets secrets,
                                    const Clock& clock);

}  // namespace notary::vault
