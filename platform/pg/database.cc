#include "platform/pg/database.h"

#include "absl/random/random.h"
#include "absl/strings/str_cat.h"
#include "platform/base/check.h"
#include "platform/base/error.h"
#include "platform/pg/platform_sql.sql.h"
#include "platform/pg/status.h"
#include "platform/pg/transaction.h"
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

// Tells a logged answer from the others of its office.
std::string LogRow(const Request& request) {
  return absl::StrCat(request.principal, "/", request.request_id);
}

absl::Status InDoubt() {
  return MakeError(absl::StatusCode::kUnavailable,
                   {.reason = "OUTCOME_UNKNOWN",
                    .text = {"连接中断，请用相同请求编号重试",
                             "Connection lost; repeat with the same request id"},
                    .retry_after = absl::Seconds(1)});
}

// Reruns on transient errors only. The function must be whole in itself: nothing half done stays.
// Nobody waits for an answer after `deadline`.
absl::Status WithRetry(const std::function<absl::Status()>& fn,
                       absl::Time deadline = absl::InfiniteFuture()) {
  absl::BitGen random;
  for (int attempt = 1;; ++attempt) {
    absl::Status status = fn();
    if (status.ok() || !IsTransient(status) || attempt == kTries) return status;
    if (absl::Now() >= deadline) return status;
    absl::SleepFor(BackoffDelay(kBackoff, attempt, random));
  }
}

}  // namespace

std::string KeyedDigest(const crypto::FieldCipher& cipher, absl::string_view hash) {
  return absl::StrCat("keyed:", cipher.Fingerprint(hash));
}

Database::Database(Options options)
    : options_(std::move(options)),
      pool_(options_.target, options_.connections, options_.name),
      lend_([this] { return pool_.Borrow(options_.max_wait); }) {}

absl::StatusOr<std::shared_ptr<const crypto::FieldCipher>> Database::CipherOf(
    const std::string& office) {
  NOTARY_CHECK(options_.keys != nullptr);
  return options_.keys->CipherOf(KeyOfficeOf(office));
}

// Before a connection is borrowed, because keys are kept in the same database. What reaches beyond
// one office opens nothing of any.
absl::StatusOr<Scope> Database::ScopeOf(const std::string& office) {
  Scope scope{.office = office, .keys = options_.keys};
  const bool opens = office != kNoOffice && office != kEveryOffice;
  if (!opens || options_.keys == nullptr) return scope;
  ASSIGN_OR_RETURN(scope.cipher, CipherOf(office));
  return scope;
}

absl::Status Database::Transact(const std::string& office,
                                const std::function<absl::Status(Tx&)>& fn) {
  ASSIGN_OR_RETURN(const Scope scope, ScopeOf(office));
  return Run(scope, fn);
}

absl::Status Database::Run(Scope scope, const std::function<absl::Status(Tx&)>& fn,
                           absl::Time deadline) {
  bool needs_key = false, missed_key = false;
  Tx::Bells bells;
  const auto once = [&]() -> absl::Status {
    needs_key = missed_key = false;
    return InTransaction(
        lend_,
        [&](Tx& tx) -> absl::Status {
          const absl::Status done = fn(tx);
          missed_key = tx.missed_key();
          RETURN_IF_ERROR(done);
          bells = tx.bells();
          needs_key = tx.needs_key();
          return needs_key ? absl::AbortedError("the office has no key yet") : absl::OkStatus();
        },
        &scope);
  };
  absl::Status status = WithRetry(once, deadline);
  if (missed_key) {
    ASSIGN_OR_RETURN(scope, ScopeOf(scope.office));
    status = WithRetry(once, deadline);
  }
  if (needs_key) {
    ASSIGN_OR_RETURN(scope.cipher, options_.keys->FirstCipherOf(KeyOfficeOf(scope.office)));
    status = WithRetry(once, deadline);
  }
  if (status.ok() && bells.workers) workers_.Notify();
  if (status.ok() && bells.relay) relay_.Notify();
  return status;
}

absl::Status Database::Autocommit(const std::string& office,
                                  const std::function<absl::Status(Tx&)>& fn) {
  ASSIGN_OR_RETURN(Scope scope, ScopeOf(office));
  bool missed_key = false;
  const auto once = [&]() -> absl::Status {
    return InAutocommit(
        lend_,
        [&](Tx& tx) {
          absl::Status done = fn(tx);
          missed_key = tx.missed_key();
          return done;
        },
        &scope);
  };
  absl::Status status = WithRetry(once);
  if (!missed_key) return status;
  ASSIGN_OR_RETURN(scope, ScopeOf(office));
  return WithRetry(once);
}

absl::StatusOr<std::optional<std::string>> Database::StoredResponse(const Request& request) {
  if (request.request_id.empty()) return std::nullopt;
  std::optional<Row> row;
  RETURN_IF_ERROR(Autocommit(request.office, [&](Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(row, tx.MaybeOne(platform::sql::kRequestLogFind, request.office,
                                      request.principal, request.request_id));
    return absl::OkStatus();
  }));
  if (!row) return std::nullopt;
  ASSIGN_OR_RETURN(const auto cipher, CipherOf(request.office));
  if (cipher == nullptr) return absl::DataLossError("an office without a key");
  const bool same = row->Str("method") == request.method &&
                    row->Str("hash") == KeyedDigest(*cipher, request.hash);
  if (!same) return Reused();
  const std::string sealed = row->Bytes("response");
  if (sealed.empty()) return sealed;
  return cipher->Open({"request_log", "response", LogRow(request)}, sealed);
}

absl::StatusOr<std::optional<std::string>> Database::WriteBytes(const Request& request,
                                                                const Body& body) {
  Scope scope{.office = request.office, .keys = options_.keys};
  ASSIGN_OR_RETURN(scope.cipher, CipherOf(request.office));
  const auto write = [&](Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string response, body(tx));
    if (request.request_id.empty()) return absl::OkStatus();
    const std::string sealed =
        response.empty() ? ""
                         : tx.cipher().Seal({"request_log", "response", LogRow(request)}, response);
    tx.ExecLater(platform::sql::kRequestLogInsert, request.office, request.principal,
                 request.request_id, request.method, KeyedDigest(tx.cipher(), request.hash),
                 Bytes{sealed}, request.now, request.now + options_.request_log_kept);
    return absl::OkStatus();
  };
  const absl::Status status = Run(scope, write, request.deadline);
  if (status.ok()) return std::nullopt;
  // The log is asked only now: a first try, the usual case, pays nothing for it. A repetition fails
  // above (the case has moved, the row exists, the log row exists) and finds its answer here.
  ASSIGN_OR_RETURN(std::optional<std::string> stored, StoredResponse(request));
  if (stored) return stored;
  if (absl::IsUnknown(status)) return InDoubt();
  return status;
}

absl::StatusOr<int64_t> Database::ForgetOldRequests(absl::Time now, int64_t limit) {
  return Read(kEveryOffice,
              [&](Tx& tx) { return tx.Exec(platform::sql::kRequestLogForget, now, limit); });
}

}  // namespace notary::pg
