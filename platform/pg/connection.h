// One PostgreSQL connection, and what runs on it.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "platform/pg/keys.h"
#include "platform/pg/session.h"
#include "platform/pg/tx.h"

namespace notary::pg {

class Connection {
 public:
  // `target` is a libpq connection string or URI.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const std::string& target);

  // Runs fn in a transaction and commits when it returns OK, otherwise rolls back. UNKNOWN when the
  // connection was lost at COMMIT: the transaction may or may not have happened. With a scope, the
  // wall between offices is told before anything else, in the same round trip.
  absl::Status InTransaction(const std::function<absl::Status(Tx&)>& fn,
                             const Scope* scope = nullptr);

  // Runs fn in autocommit: each answer is its own transaction and one round trip.
  absl::Status InAutocommit(const std::function<absl::Status(Tx&)>& fn,
                            const Scope* scope = nullptr);

  // Several statements at once, without parameters, in one transaction: migrations.
  absl::Status Script(const std::string& text) { return session_->Script(text); }

  // False once the connection was lost or is in doubt; then it must be thrown away.
  bool usable() const { return session_->is_open(); }

 private:
  explicit Connection(std::unique_ptr<Session> session) : session_(std::move(session)) {}

  std::unique_ptr<Session> session_;
};

}  // namespace notary::pg
