#include "platform/pg/database.h"

#include "absl/random/random.h"
#include "platform/base/error.h"
#include "platform/pg/platform_sql.sql.h"
#include "platform/pg/status.h"
#include "platform/time/backoff.h"

namespace notary::pg {
namespace {

constexpr int kTries = 4;
constexpr BackoffOptions kBackoff{absl::Milliseconds(5), absl::Milliseconds(100), 2.0};

absl::Status Reused() {
  return InvalidField(
      "request_id", "REQUEST_ID_REUSED",
      {"该请求编号已用于另一内容的请求", "This request id was used for another request"});
}

absl::Status InDoubt() {
  return MakeError(absl::StatusCode::kUnavailable,
                   {.reason = "OUTCOME_UNKNOWN",
                    .text = {"连接中断，请用相同请求编号重试",
                             "Connection lost; repeat with the same request id"},
                    .retry_after = absl::Seconds(1)});
}

// Reruns on transient errors only. The function must be whole in itself: nothing half done stays.
absl::Status WithRetry(const std::function<absl::Status()>& fn) {
  absl::BitGen random;
  for (int attempt = 1;; ++attempt) {
    absl::Status status = fn();
    if (status.ok() || !IsTransient(status) || attempt == kTries) return status;
    absl::SleepFor(BackoffDelay(kBackoff, attempt, random));
  }
}

}  // namespace

Database::Database(Options options)
    : options_(std::move(options)), pool_(options_.target, options_.connections, options_.name) {}

absl::Status Database::Transact(const std::function<absl::Status(Tx&)>& fn) {
  return WithRetry([&]() -> absl::Status {
    ASSIGN_OR_RETURN(Pool::Loan connection, pool_.Borrow(options_.max_wait));
    bool wake = false;
    RETURN_IF_ERROR(connection->InTransaction([&](Tx& tx) {
      absl::Status status = fn(tx);
      wake = tx.wakes_workers();
      return status;
    }));
    if (wake) wakeup_.Notify();
    return absl::OkStatus();
  });
}

absl::Status Database::Autocommit(const std::function<absl::Status(Tx&)>& fn) {
  return WithRetry([&]() -> absl::Status {
    ASSIGN_OR_RETURN(Pool::Loan connection, pool_.Borrow(options_.max_wait));
    return connection->InAutocommit(fn);
  });
}

absl::StatusOr<std::optional<std::string>> Database::StoredResponse(const Request& request) {
  if (request.request_id.empty()) return std::nullopt;
  return Read([&](Tx& tx) -> absl::StatusOr<std::optional<std::string>> {
    ASSIGN_OR_RETURN(std::optional<Row> row,
                     tx.MaybeOne(platform::sql::kRequestLogFind, request.office, request.principal,
                                 request.request_id));
    if (!row) return std::nullopt;
    if (row->Str("method") != request.method || row->Str("hash") != request.hash) return Reused();
    return row->Bytes("response");
  });
}

absl::StatusOr<std::optional<std::string>> Database::WriteBytes(const Request& request,
                                                                const Body& body) {
  const absl::Status status = Transact([&](Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string response, body(tx));
    if (request.request_id.empty()) return absl::OkStatus();
    tx.ExecLater(platform::sql::kRequestLogInsert, request.office, request.principal,
                 request.request_id, request.method, request.hash, Bytes{response}, request.now,
                 request.now + options_.request_log_kept);
    return absl::OkStatus();
  });
  if (status.ok()) return std::nullopt;
  // The log is asked only now: a first try, the usual case, pays nothing for it. A repetition fails
  // above (the case has moved, the row exists, the log row exists) and finds its answer here.
  ASSIGN_OR_RETURN(std::optional<std::string> stored, StoredResponse(request));
  if (stored) return stored;
  if (absl::IsUnknown(status)) return InDoubt();
  return status;
}

absl::StatusOr<int64_t> Database::ForgetOldRequests(absl::Time now, int64_t limit) {
  return Read([&](Tx& tx) { return tx.Exec(platform::sql::kRequestLogForget, now, limit); });
}

}  // namespace notary::pg
