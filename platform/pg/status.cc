#include "platform/pg/status.h"

#include <pqxx/pqxx>

#include "absl/strings/str_cat.h"

namespace notary::pg {
namespace {

constexpr char kTransient[] = "notary/pg-transient";

absl::Status FromSqlError(const pqxx::sql_error& e) {
  const std::string& state = e.sqlstate();
  if (state == "57014") return absl::DeadlineExceededError("statement_timeout");
  if (state == "55P03") return MarkTransient(absl::UnavailableError("lock_timeout"));
  if (state.rfind("57P0", 0) == 0 || state.rfind("08", 0) == 0) {
    return MarkTransient(absl::UnavailableError(absl::StrCat("database ", state)));
  }
  if (state.rfind("53", 0) == 0)
    return absl::ResourceExhaustedError(absl::StrCat("database ", state));
  return absl::InternalError(absl::StrCat(state, ": ", e.what()));
}

}  // namespace

absl::Status MarkTransient(absl::Status status) {
  status.SetPayload(kTransient, absl::Cord("1"));
  return status;
}

bool IsTransient(const absl::Status& status) { return status.GetPayload(kTransient).has_value(); }

absl::Status FromException() try { throw; } catch (const pqxx::serialization_failure&) {
  return MarkTransient(absl::AbortedError("serialization failure"));
} catch (const pqxx::deadlock_detected&) {
  return MarkTransient(absl::AbortedError("deadlock"));
} catch (const pqxx::in_doubt_error&) {
  return absl::UnknownError("connection lost at COMMIT");
} catch (const pqxx::broken_connection&) {
  return MarkTransient(absl::UnavailableError("database connection lost"));
} catch (const pqxx::unique_violation& e) {
  return absl::AlreadyExistsError(e.what());
} catch (const pqxx::integrity_constraint_violation& e) {
  return absl::FailedPreconditionError(e.what());
} catch (const pqxx::sql_error& e) {
  return FromSqlError(e);
} catch (const std::exception& e) {
  return absl::InternalError(e.what());
}

}  // namespace notary::pg
