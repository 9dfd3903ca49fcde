#include "platform/pg/connection.h"

#include <pqxx/pqxx>
#include <unordered_set>

#include "absl/strings/str_cat.h"
#include "platform/pg/status.h"

namespace notary::pg {

struct Connection::Impl {
  explicit Impl(const std::string& target) : session(target) {
    // Terse: the default texts quote the values of the offending row.
    session.set_verbosity(pqxx::connection_base::terse);
  }
  pqxx::connection session;
  std::unordered_set<const char*> prepared;  // by address: a Statement is a global constant
};

namespace {

Rows ToRows(const pqxx::result& result) {
  auto table = std::make_shared<Table>();
  const auto width = result.columns();
  table->columns.reserve(width);
  for (pqxx::row::size_type c = 0; c < width; ++c)
    table->columns.emplace_back(result.column_name(c));
  table->cells.reserve(static_cast<size_t>(width) * result.size());
  for (const auto& row : result) {
    for (const auto& field : row) {
      if (field.is_null()) {
        table->cells.emplace_back(std::nullopt);
      } else {
        table->cells.emplace_back(std::string(field.c_str(), field.size()));
      }
    }
  }
  Rows rows;
  rows.reserve(result.size());
  for (size_t i = 0; i < result.size(); ++i) rows.emplace_back(table, i);
  return rows;
}

class PqxxTx final : public Tx {
 public:
  PqxxTx(pqxx::connection& session, std::unordered_set<const char*>& prepared,
         pqxx::transaction_base& transaction)
      : session_(session), prepared_(prepared), transaction_(transaction) {}

  absl::Status Script(const std::string& text) override try {
    transaction_.exec(text);
    return absl::OkStatus();
  } catch (...) {
    return FromException();
  }

 private:
  absl::StatusOr<Rows> Run(const Statement& statement, absl::Span<const Param> params,
                           int64_t* affected) override try {
    if (prepared_.insert(statement.name).second) session_.prepare(statement.name, statement.text);
    std::vector<const char*> values;
    values.reserve(params.size());
    for (const Param& param : params) values.push_back(param.c_str());
    const pqxx::result result = transaction_.exec_prepared(
        statement.name, pqxx::prepare::make_dynamic_params(values.begin(), values.end()));
    if (affected != nullptr) *affected = static_cast<int64_t>(result.affected_rows());
    return ToRows(result);
  } catch (...) {
    absl::Status status = FromException();
    absl::Status named(status.code(), absl::StrCat(statement.name, ": ", status.message()));
    return IsTransient(status) ? MarkTransient(named) : named;
  }

  pqxx::connection& session_;
  std::unordered_set<const char*>& prepared_;
  pqxx::transaction_base& transaction_;
};

}  // namespace

Connection::Connection(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Connection::~Connection() = default;

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const std::string& target) try {
  return std::unique_ptr<Connection>(new Connection(std::make_unique<Impl>(target)));
} catch (...) {
  return FromException();
}

void Connection::NoteFailure(const absl::Status& status) {
  if (status.ok()) return;
  if (absl::IsUnknown(status) || absl::IsUnavailable(status) || !impl_->session.is_open()) {
    usable_ = false;
  }
}

absl::Status Connection::InTransaction(const std::function<absl::Status(Tx&)>& fn) {
  absl::Status status;
  try {
    pqxx::work work(impl_->session);
    PqxxTx tx(impl_->session, impl_->prepared, work);
    status = fn(tx);
    if (status.ok()) {
      work.commit();
    } else {
      work.abort();
    }
  } catch (...) {
    if (status.ok()) status = FromException();
  }
  NoteFailure(status);
  return status;
}

absl::Status Connection::InAutocommit(const std::function<absl::Status(Tx&)>& fn) {
  absl::Status status;
  try {
    pqxx::nontransaction session(impl_->session);
    PqxxTx tx(impl_->session, impl_->prepared, session);
    status = fn(tx);
    session.commit();
  } catch (...) {
    if (status.ok()) status = FromException();
  }
  NoteFailure(status);
  return status;
}

absl::Status Connection::Script(const std::string& text) try {
  pqxx::work work(impl_->session);
  work.exec(text);
  work.commit();
  return absl::OkStatus();
} catch (...) {
  const absl::Status status = FromException();
  NoteFailure(status);
  return status;
}

}  // namespace notary::pg
