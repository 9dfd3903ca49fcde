// Accounts of staff in PostgreSQL. Stateless; works in the caller's transaction, which must stay in
// the office (platform/pg/office_wall.h): row-level security shows nothing otherwise.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/tx.h"
#include "services/identity/domain/staff.h"

namespace notary::identity {

struct StaffKey {
  std::string office;
  std::string id;
};

class StaffStore {
 public:
  // Where a login leads; nullopt for one that nobody has. Needs no office.
  absl::StatusOr<std::optional<StaffKey>> FindLogin(pg::Tx& tx, const std::string& login) const;

  // A new account without a password. ALREADY_EXISTS (LOGIN_TAKEN).
  absl::Status Insert(pg::Tx& tx, const Staff& staff) const;
  // NOT_FOUND (RESOURCE_NOT_FOUND).
  absl::StatusOr<Staff> Get(pg::Tx& tx, const StaffKey& key) const;
  // By login, after `after`.
  absl::StatusOr<std::vector<Staff>> List(pg::Tx& tx, const std::string& office,
                                          const std::string& after, int64_t limit) const;
  // With its credential, locked to the end of the transaction.
  absl::StatusOr<std::optional<Account>> Lock(pg::Tx& tx, const StaffKey& key) const;
  // "" for an account that is not there or has none.
  absl::StatusOr<std::string> PasswordHash(pg::Tx& tx, const StaffKey& key) const;
  // How many accounts of the office hold the role.
  absl::StatusOr<int64_t> CountHolders(pg::Tx& tx, const std::string& office,
                                       const std::string& role) const;

  // Roles, specimen and disabled, under the next revision. ABORTED (ETAG_STALE) when somebody
  // was faster.
  absl::Status Update(pg::Tx& tx, Staff& staff) const;
  void UpdateCredential(pg::Tx& tx, const Account& account) const;

  void InsertEvent(pg::Tx& tx, const AccountEvent& event) const;
  // The newest first; `before` is an id, or empty.
  absl::StatusOr<std::vector<AccountEvent>> ListEvents(pg::Tx& tx, const std::string& office,
                                                       const std::string& before,
                                                       int64_t limit) const;
};

}  // namespace notary::identity
