// How statements run on a connection that is lent. It is taken when the first answer is needed and
// not before: whatever is asked of others ahead of that holds none (ADR 2026-11-29-ask-then-write).
#pragma once

#include <functional>

#include "absl/status/status.h"
#include "platform/pg/connection.h"
#include "platform/pg/keys.h"
#include "platform/pg/tx.h"

namespace notary::pg {

// Runs fn in a transaction and commits when it returns OK, otherwise rolls back. The connection is
// held from the first answer to the end; a function that needs none and leaves nothing to send
// takes none. UNKNOWN when the connection was lost at COMMIT: the transaction may or may not have
// happened. With a scope, the wall between offices is told before anything else, in the same round
// trip.
absl::Status InTransaction(const Lender& lend, const std::function<absl::Status(Tx&)>& fn,
                           const Scope* scope);

// Runs fn in autocommit: each answer is its own transaction and one round trip, and the connection
// is held no longer than that.
absl::Status InAutocommit(const Lender& lend, const std::function<absl::Status(Tx&)>& fn,
                          const Scope* scope);

}  // namespace notary::pg
