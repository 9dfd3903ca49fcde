#include "platform/pg/status.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace notary::pg {
namespace {

constexpr char kTransient[] = "notary/pg-transient";
constexpr char kLockTimeout[] = "notary/pg-lock-timeout";

absl::Status LockTimeout() {
  absl::Status status = MarkTransient(absl::UnavailableError("lock_timeout"));
  status.SetPayload(kLockTimeout, absl::Cord("1"));
  return status;
}

}  // namespace

absl::Status MarkTransient(absl::Status status) {
  status.SetPayload(kTransient, absl::Cord("1"));
  return status;
}

bool IsTransient(const absl::Status& status) { return status.GetPayload(kTransient).has_value(); }

bool IsLockTimeout(const absl::Status& status) {
  return status.GetPayload(kLockTimeout).has_value();
}

absl::Status FromSqlState(absl::string_view sqlstate, absl::string_view message) {
  const auto in_class = [&](absl::string_view prefix) {
    return absl::StartsWith(sqlstate, prefix);
  };
  if (sqlstate == "40001") return MarkTransient(absl::AbortedError("serialization failure"));
  if (sqlstate == "40P01") return MarkTransient(absl::AbortedError("deadlock"));
  if (sqlstate == "57014") return absl::DeadlineExceededError("statement_timeout");
  if (sqlstate == "55P03") return LockTimeout();
  if (in_class("57P0") || in_class("08")) {
    return MarkTransient(absl::UnavailableError(absl::StrCat("database ", sqlstate)));
  }
  if (in_class("53")) return absl::ResourceExhaustedError(absl::StrCat("database ", sqlstate));
  if (sqlstate == "23505") return absl::AlreadyExistsError(message);
  if (in_class("23")) return absl::FailedPreconditionError(message);
  // Undefined names and missing privileges are named; a malformed value (22…) is not quoted.
  if (in_class("42")) return absl::InternalError(absl::StrCat(sqlstate, ": ", message));
  return absl::InternalError(absl::StrCat("database ", sqlstate));
}

}  // namespace notary::pg
