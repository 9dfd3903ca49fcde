#include "platform/pg/connection.h"

#include "platform/base/status_macros.h"
#include "platform/pg/platform_sql.sql.h"

namespace notary::pg {
namespace {

constexpr Statement kBegin{"transaction_begin", "BEGIN"};
constexpr Statement kCommit{"transaction_commit", "COMMIT"};
constexpr Statement kRollback{"transaction_rollback", "ROLLBACK"};

class SessionTx final : public Tx {
 public:
  // What `each_trip` names goes ahead of each round trip, because it ends with it.
  SessionTx(Session& session, const Scope* scope, const Scope* each_trip)
      : Tx(scope), session_(session), each_trip_(each_trip) {}

  absl::Status Script(const std::string& text) override {
    answered_ = true;
    return session_.Script(text);
  }

  // Whether the server has seen anything of the transaction.
  bool answered() const { return answered_; }

 private:
  absl::StatusOr<std::vector<Answer>> Run(absl::Span<const Statement* const> statements,
                                          absl::Span<const Param> params) override {
    for (const Statement* statement : statements) RunLater(*statement, params);
    answered_ = true;
    ASSIGN_OR_RETURN(std::vector<Answer> answers, session_.Sync());
    // What was sent along by ExecLater came before.
    answers.erase(answers.begin(), answers.end() - static_cast<ptrdiff_t>(statements.size()));
    return answers;
  }

  void RunLater(const Statement& statement, absl::Span<const Param> params) override {
    if (each_trip_ != nullptr && !session_.has_queued()) {
      session_.Queue(platform::sql::kOfficeWall, {each_trip_->office});
    }
    session_.Queue(statement, std::vector<Param>(params.begin(), params.end()));
  }

  Session& session_;
  const Scope* const each_trip_;
  bool answered_ = false;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const std::string& target) {
  ASSIGN_OR_RETURN(std::unique_ptr<Session> session, Session::Open(target));
  return std::unique_ptr<Connection>(new Connection(std::move(session)));
}

absl::Status Connection::InTransaction(const std::function<absl::Status(Tx&)>& fn,
                                       const Scope* scope) {
  session_->Queue(kBegin, {});
  if (scope != nullptr) session_->Queue(platform::sql::kOfficeWall, {scope->office});
  SessionTx tx(*session_, scope, /*each_trip=*/nullptr);
  absl::Status status = fn(tx);
  if (status.ok()) {
    session_->Queue(kCommit, {});
    status = session_->Sync(/*commits=*/true).status();
    if (status.ok()) return status;
  } else {
    session_->DropQueued();
    if (!tx.answered()) return status;
  }
  if (!usable()) return status;
  session_->Queue(kRollback, {});
  // A rollback that fails has lost the connection, and with it the transaction.
  session_->Sync().IgnoreError();
  return status;
}

absl::Status Connection::InAutocommit(const std::function<absl::Status(Tx&)>& fn,
                                      const Scope* scope) {
  SessionTx tx(*session_, scope, scope);
  absl::Status status = fn(tx);
  if (!status.ok()) {
    session_->DropQueued();
    return status;
  }
  return session_->has_queued() ? session_->Sync(/*commits=*/true).status() : status;
}

}  // namespace notary::pg
