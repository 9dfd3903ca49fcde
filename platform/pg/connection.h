// One PostgreSQL connection.
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

// Used by one thread at a time.
class Connection {
 public:
  // `target` is a libpq connection string or URI.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const std::string& target);

  // The same as pg::InTransaction and pg::InAutocommit (transaction.h), on this connection.
  absl::Status InTransaction(const std::function<absl::Status(Tx&)>& fn,
                             const Scope* scope = nullptr);
  absl::Status InAutocommit(const std::function<absl::Status(Tx&)>& fn,
                            const Scope* scope = nullptr);

  // Several statements at once, without parameters, in one transaction: migrations.
  absl::Status Script(const std::string& text) { return session_->Script(text); }

  // False once the connection was lost or is in doubt; then it must be thrown away.
  bool usable() const { return session_->is_open(); }

  Session& session() { return *session_; }

 private:
  explicit Connection(std::unique_ptr<Session> session) : session_(std::move(session)) {}

  std::unique_ptr<Session> session_;
};

// A connection that its destructor gives back, and who lends one.
using Loan = std::unique_ptr<Connection, std::function<void(Connection*)>>;
using Lender = std::function<absl::StatusOr<Loan>()>;

}  // namespace notary::pg
