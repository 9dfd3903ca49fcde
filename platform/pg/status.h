// The one place where an error of PostgreSQL becomes a Status.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace notary::pg {

// `message` is the server's primary line. It is kept only where it names schema objects and never
// values: values may be personal data and statuses are logged.
absl::Status FromSqlState(absl::string_view sqlstate, absl::string_view message);

// True for serialization failures, deadlocks and lost connections before COMMIT. Never true for an
// ABORTED that domain code made: a stale etag stays stale.
bool IsTransient(const absl::Status& status);

// True when a lock was not to be had within lock_timeout; such an error is transient too.
bool IsLockTimeout(const absl::Status& status);

absl::Status MarkTransient(absl::Status status);

}  // namespace notary::pg
