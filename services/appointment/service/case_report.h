// What a case is told of its visits: by durable call, in the transaction that decides it.
#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "platform/base/error.h"
#include "platform/pg/tx.h"
#include "services/appointment/domain/visit.h"

namespace notary::appointment {

// The office has cancelled it; the case tells its party. `closure` is what the office says of the
// time when it has closed. Pre: it has a cancel_reason.
absl::Status TellCase(pg::Tx& tx, const Visit& visit, const Text& closure, absl::Time now);

}  // namespace notary::appointment
