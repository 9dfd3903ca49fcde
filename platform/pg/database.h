// A service's door to its own schema: pooled connections, transactions with retry, and the request
// log that makes a repeated request one effect. Thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/status/statusor.h"
#include "platform/base/status_macros.h"
#include "platform/pg/keys.h"
#include "platform/pg/office_wall.h"
#include "platform/pg/pool.h"
#include "platform/pg/request_log.h"
#include "platform/pg/tx.h"
#include "platform/run/wakeup.h"

namespace notary::pg {

class Database {
 public:
  struct Options {
    std::string target;  // libpq connection string; its role owns nothing and sees one schema
    std::string name = "unnamed";  // of the pool's metrics
    int connections = 4;
    absl::Duration max_wait = absl::Seconds(2);  // for a free connection
    absl::Duration request_log_kept = absl::Hours(24 * 7);
    Keys* keys = nullptr;  // outlives it; a door without keys can neither seal, open nor Write
  };
  explicit Database(Options options);

  // Runs fn in one transaction together with the request-log row that holds its response, and
  // commits. A repeated request id returns the stored response without running anything twice;
  // with other content it is INVALID_ARGUMENT (REQUEST_ID_REUSED). fn may be run again after a
  // serialization failure, so it must have no effect outside the transaction. It sees the rows of
  // request.office. The stored response is sealed: it holds what the caller was told about people.
  template <typename Fn>
  std::invoke_result_t<Fn, Tx&> Write(const Request& request, Fn fn) {
    using Response = typename std::invoke_result_t<Fn, Tx&>::value_type;
    Response response;
    const auto body = [&](Tx& tx) -> absl::StatusOr<std::string> {
      ASSIGN_OR_RETURN(response, fn(tx));
      return response.SerializeAsString();
    };
    ASSIGN_OR_RETURN(const std::optional<std::string> replayed, WriteBytes(request, body));
    if (replayed && !response.ParseFromString(*replayed)) {
      return absl::DataLossError("request log: stored response does not parse");
    }
    return response;
  }

  // One transaction in an office without a request behind it: workers, seeds. fn returns Status.
  // Here as in Write, the transaction begins with the first answer that fn takes from its Tx.
  absl::Status Transact(const std::string& office, const std::function<absl::Status(Tx&)>& fn);

  // Statements in an office without a transaction around them, for reads. fn returns StatusOr<T>.
  // Each answer is a round trip, and a connection is held no longer than that.
  template <typename Fn>
  std::invoke_result_t<Fn, Tx&> Read(const std::string& office, Fn fn) {
    std::invoke_result_t<Fn, Tx&> result = absl::InternalError("not run");
    RETURN_IF_ERROR(Autocommit(office, [&](Tx& tx) {
      result = fn(tx);
      return result.ok() ? absl::OkStatus() : result.status();
    }));
    return result;
  }

  // Rung after each commit that asked for it: for the service's own workers (Tx::WakeWorkers), and
  // for the relay of the calls it owes (Tx::WakeRelay).
  Wakeup& workers() { return workers_; }
  Wakeup& relay() { return relay_; }

  // What encrypts the office's personal data; nullptr when it has no key yet. Not inside a
  // transaction. Pre: it has keys.
  absl::StatusOr<std::shared_ptr<const crypto::FieldCipher>> CipherOf(const std::string& office);

  // Deletes request-log rows past their expiry, at most `limit`; returns how many.
  absl::StatusOr<int64_t> ForgetOldRequests(absl::Time now, int64_t limit);

 private:
  using Body = std::function<absl::StatusOr<std::string>(Tx&)>;
  // The stored response when this was a repetition, nullopt when body ran and committed.
  absl::StatusOr<std::optional<std::string>> WriteBytes(const Request& request, const Body& body);
  absl::StatusOr<std::optional<std::string>> StoredResponse(const Request& request);
  absl::StatusOr<Scope> ScopeOf(const std::string& office);
  absl::Status Autocommit(const std::string& office, const std::function<absl::Status(Tx&)>& fn);
  absl::Status Run(Scope scope, const std::function<absl::Status(Tx&)>& fn,
                   absl::Time deadline = absl::InfiniteFuture());

  const Options options_;
  Pool pool_;
  const Lender lend_;
  Wakeup workers_;
  Wakeup relay_;
};

}  // namespace notary::pg
