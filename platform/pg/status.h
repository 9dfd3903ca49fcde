// The one place where a libpqxx exception becomes a Status.
#pragma once

#include "absl/status/status.h"

namespace notary::pg {

// Call inside a catch block. A status that a rerun of the whole transaction may cure is marked so.
absl::Status FromException();

// True for serialization failures, deadlocks and lost connections before COMMIT. Never true for an
// ABORTED that domain code made: a stale etag stays stale.
bool IsTransient(const absl::Status& status);

absl::Status MarkTransient(absl::Status status);

}  // namespace notary::pg
