#include "platform/pg/transaction.h"

#include <utility>
#include <vector>

#include "platform/base/status_macros.h"
#include "platform/pg/platform_sql.sql.h"

namespace notary::pg {
namespace {

constexpr Statement kBegin{"transaction_begin", "BEGIN"};
constexpr Statement kCommit{"transaction_commit", "COMMIT"};
constexpr Statement kRollback{"transaction_rollback", "ROLLBACK"};

// Keeps what is to be sent until somebody needs an answer.
class LentTx : public Tx {
 public:
  LentTx(const Lender& lend, const Scope* scope) : Tx(scope), lend_(lend), scope_(scope) {}

 protected:
  struct Waiting {
    const Statement* statement;
    std::vector<Param> params;
  };

  // Sends what waits, and this; the answers to all of it.
  virtual absl::StatusOr<std::vector<Answer>> Send() = 0;

  // What is sent ahead of everything else.
  void TellOffice(Session& session) const {
    if (scope_ != nullptr) session.Queue(platform::sql::kOfficeWall, {scope_->office});
  }

  void QueueWaiting(Session& session) {
    for (Waiting& next : std::exchange(waiting_, {})) {
      session.Queue(*next.statement, std::move(next.params));
    }
  }

  bool has_waiting() const { return !waiting_.empty(); }

  const Lender& lend_;

 private:
  absl::StatusOr<std::vector<Answer>> Run(absl::Span<const Statement* const> statements,
                                          absl::Span<const Param> params) override {
    for (const Statement* statement : statements) RunLater(*statement, params);
    ASSIGN_OR_RETURN(std::vector<Answer> answers, Send());
    // What was sent along by ExecLater came before.
    answers.erase(answers.begin(), answers.end() - static_cast<ptrdiff_t>(statements.size()));
    return answers;
  }

  void RunLater(const Statement& statement, absl::Span<const Param> params) override {
    waiting_.push_back({&statement, std::vector<Param>(params.begin(), params.end())});
  }

  const Scope* const scope_;
  std::vector<Waiting> waiting_;
};

class TransactionTx final : public LentTx {
 public:
  using LentTx::LentTx;

  absl::Status Script(const std::string& text) override {
    RETURN_IF_ERROR(Begin());
    QueueWaiting(loan_->session());
    return loan_->session().Script(text);
  }

  absl::Status Commit() {
    if (loan_ == nullptr && !has_waiting()) return absl::OkStatus();
    RETURN_IF_ERROR(Begin());
    QueueWaiting(loan_->session());
    loan_->session().Queue(kCommit, {});
    return loan_->session().Sync(/*commits=*/true).status();
  }

  // A rollback that fails has lost the connection, and with it the transaction.
  void RollBack() {
    if (loan_ == nullptr || !loan_->usable()) return;
    loan_->session().Queue(kRollback, {});
    loan_->session().Sync().IgnoreError();
  }

 private:
  absl::StatusOr<std::vector<Answer>> Send() override {
    RETURN_IF_ERROR(Begin());
    QueueWaiting(loan_->session());
    return loan_->session().Sync();
  }

  absl::Status Begin() {
    if (loan_ != nullptr) return absl::OkStatus();
    ASSIGN_OR_RETURN(loan_, lend_());
    loan_->session().Queue(kBegin, {});
    TellOffice(loan_->session());
    return absl::OkStatus();
  }

  Loan loan_ = nullptr;
};

class AutocommitTx final : public LentTx {
 public:
  using LentTx::LentTx;

  absl::Status Script(const std::string& text) override {
    ASSIGN_OR_RETURN(const Loan loan, lend_());
    return loan->session().Script(text);
  }

  absl::Status SendRest() {
    return has_waiting() ? Trip(/*commits=*/true).status() : absl::OkStatus();
  }

 private:
  absl::StatusOr<std::vector<Answer>> Send() override { return Trip(/*commits=*/false); }

  absl::StatusOr<std::vector<Answer>> Trip(bool commits) {
    ASSIGN_OR_RETURN(const Loan loan, lend_());
    TellOffice(loan->session());
    QueueWaiting(loan->session());
    return loan->session().Sync(commits);
  }
};

}  // namespace

absl::Status InTransaction(const Lender& lend, const std::function<absl::Status(Tx&)>& fn,
                           const Scope* scope) {
  TransactionTx tx(lend, scope);
  absl::Status status = fn(tx);
  if (status.ok()) status = tx.Commit();
  if (!status.ok()) tx.RollBack();
  return status;
}

absl::Status InAutocommit(const Lender& lend, const std::function<absl::Status(Tx&)>& fn,
                          const Scope* scope) {
  AutocommitTx tx(lend, scope);
  RETURN_IF_ERROR(fn(tx));
  return tx.SendRest();
}

}  // namespace notary::pg
