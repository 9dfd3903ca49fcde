#include "platform/pg/connection.h"

#include "platform/base/status_macros.h"
#include "platform/pg/transaction.h"

namespace notary::pg {
namespace {

Lender Always(Connection& connection) {
  return [&connection] { return Loan(&connection, [](Connection*) {}); };
}

}  // namespace

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const std::string& target) {
  ASSIGN_OR_RETURN(std::unique_ptr<Session> session, Session::Open(target));
  return std::unique_ptr<Connection>(new Connection(std::move(session)));
}

absl::Status Connection::InTransaction(const std::function<absl::Status(Tx&)>& fn,
                                       const Scope* scope) {
  return pg::InTransaction(Always(*this), fn, scope);
}

absl::Status Connection::InAutocommit(const std::function<absl::Status(Tx&)>& fn,
                                      const Scope* scope) {
  return pg::InAutocommit(Always(*this), fn, scope);
}

}  // namespace notary::pg
