// Mandates in PostgreSQL. Stateless; works in the caller's transaction.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/tx.h"
#include "services/identity/domain/mandate.h"

namespace notary::identity {

class MandateStore {
 public:
  void Insert(pg::Tx& tx, const Mandate& mandate, const std::string& actor) const;
  // NOT_FOUND (RESOURCE_NOT_FOUND).
  absl::StatusOr<Mandate> Get(pg::Tx& tx, const std::string& id) const;
  absl::StatusOr<Mandate> Lock(pg::Tx& tx, const std::string& id) const;
  // Given or held by a person, the newest first, at most 200.
  absl::StatusOr<std::vector<Mandate>> List(pg::Tx& tx, const std::string& person) const;
  // Whether a person gave or holds one that is not revoked and not past its end.
  absl::StatusOr<bool> HasAny(pg::Tx& tx, const std::string& person, absl::Time now) const;
  // The mandate after a move from `from`, and the move.
  void Advance(pg::Tx& tx, const Mandate& mandate, MandateState from, absl::string_view event,
               const std::string& actor, absl::Time now) const;
};

}  // namespace notary::identity
