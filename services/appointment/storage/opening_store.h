// Changes of the opening hours in PostgreSQL. Stateless; works in the caller's transaction.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/tx.h"
#include "services/appointment/domain/opening_change.h"

namespace notary::appointment {

class OpeningStore {
 public:
  // Nobody else changes the hours of this office, or books there, until the transaction ends.
  absl::Status Lock(pg::Tx& tx, const std::string& office) const;

  // Those in force that touch [from, to), earliest first.
  absl::StatusOr<std::vector<OpeningChange>> Within(pg::Tx& tx, const std::string& office,
                                                    absl::Time from, absl::Time to) const;
  // How many of those in force have not ended.
  absl::StatusOr<int64_t> Ahead(pg::Tx& tx, const std::string& office, absl::Time now) const;
  // FAILED_PRECONDITION when it overlaps another of its kind.
  absl::Status Insert(pg::Tx& tx, const OpeningChange& change) const;
  absl::StatusOr<OpeningChange> Get(pg::Tx& tx, const std::string& office,
                                    const std::string& id) const;
  // How many there were at this revision, 0 or 1.
  absl::StatusOr<int64_t> Withdraw(pg::Tx& tx, const OpeningChange& change, const std::string& by,
                                   absl::Time now) const;
  // Newest first, those made before `before`, or all when it is empty.
  absl::StatusOr<std::vector<OpeningChange>> Page(pg::Tx& tx, const std::string& office,
                                                  const std::string& before, int64_t limit) const;
};

}  // namespace notary::appointment
