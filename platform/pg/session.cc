#include "platform/pg/session.h"

#include <libpq-fe.h>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "platform/base/status_macros.h"
#include "platform/pg/status.h"

namespace notary::pg {
namespace {

struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

Rows ToRows(const PGresult* result) {
  const int width = PQnfields(result);
  const int height = PQntuples(result);
  if (height == 0) return {};
  auto table = std::make_shared<Table>();
  table->columns.reserve(static_cast<size_t>(width));
  for (int c = 0; c < width; ++c) table->columns.emplace_back(PQfname(result, c));
  table->cells.reserve(static_cast<size_t>(width) * static_cast<size_t>(height));
  Rows rows;
  rows.reserve(static_cast<size_t>(height));
  for (int r = 0; r < height; ++r) {
    for (int c = 0; c < width; ++c) {
      if (PQgetisnull(result, r, c)) {
        table->cells.emplace_back(std::nullopt);
      } else {
        table->cells.emplace_back(
            std::string(PQgetvalue(result, r, c), static_cast<size_t>(PQgetlength(result, r, c))));
      }
    }
    rows.emplace_back(table, static_cast<size_t>(r));
  }
  return rows;
}

std::string Field(const PGresult* result, int code) {
  const char* value = PQresultErrorField(result, code);
  return value == nullptr ? "" : value;
}

absl::Status Refused(const Statement& statement, const PGresult* result) {
  const absl::Status status =
      FromSqlState(Field(result, PG_DIAG_SQLSTATE), Field(result, PG_DIAG_MESSAGE_PRIMARY));
  absl::Status named(status.code(), absl::StrCat(statement.name, ": ", status.message()));
  status.ForEachPayload(
      [&](absl::string_view mark, const absl::Cord& value) { named.SetPayload(mark, value); });
  return named;
}

// What holds unless the target says otherwise, in seconds but for the last, which is in ms. A
// server behind a dead network is given up in seconds, not in the hours that TCP would wait.
constexpr std::pair<const char*, const char*> kPatience[] = {
    {"connect_timeout", "5"},  {"keepalives_idle", "10"},     {"keepalives_interval", "5"},
    {"keepalives_count", "3"}, {"tcp_user_timeout", "15000"},
};

constexpr absl::Duration kShortWait = absl::Seconds(1);

// "cached plan must not change result type": a migration has added a column to what SELECT * gives.
constexpr char kOutdated[] = "0A000";

PGconn* Connect(const std::string& target) {
  std::vector<const char*> keywords, values;
  for (const auto& [keyword, value] : kPatience) {
    keywords.push_back(keyword);
    values.push_back(value);
  }
  keywords.insert(keywords.end(), {"dbname", nullptr});  // which is read as a connection string
  values.insert(values.end(), {target.c_str(), nullptr});
  return PQconnectdbParams(keywords.data(), values.data(), /*expand_dbname=*/1);
}

// Why no server was reached: names of hosts, roles and databases. A URI whose password holds an @
// that is not escaped has the rest of it for a host.
std::string WhyNot(const PGconn* connection) {
  if (absl::StrContains(PQhost(connection), "@")) return "database.target: the host holds an @";
  return absl::StrJoin(
      absl::StrSplit(PQerrorMessage(connection), absl::ByAnyChar("\n\t"), absl::SkipEmpty()), " ");
}

struct Free {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

}  // namespace

void Session::Close::operator()(pg_conn* connection) const { PQfinish(connection); }

absl::StatusOr<std::unique_ptr<Session>> Session::Open(const std::string& target) {
  // Without libpq's words: they quote what they cannot read, and that may be a password.
  const std::unique_ptr<PQconninfoOption, Free> readable(
      PQconninfoParse(target.c_str(), /*errmsg=*/nullptr));
  if (readable == nullptr) return absl::InvalidArgumentError("database.target: not readable");
  const absl::Time start = absl::Now();
  std::unique_ptr<Session> session(new Session(Connect(target)));
  PGconn* const connection = session->connection_.get();
  if (!session->is_open()) {
    const absl::Status failed = absl::UnavailableError(WhyNot(connection));
    // Whoever has waited this long for nothing is told so, and does not wait again.
    return absl::Now() - start > kShortWait ? failed : MarkTransient(failed);
  }
  // NOTICEs say what a migration found already there; nobody reads them.
  PQsetNoticeProcessor(
      connection, [](void*, const char*) {}, nullptr);
  if (PQenterPipelineMode(connection) != 1) return absl::InternalError("no pipeline mode");
  return session;
}

bool Session::is_open() const { return PQstatus(connection_.get()) == CONNECTION_OK; }

void Session::Queue(const Statement& statement, std::vector<Param> params) {
  queue_.push_back({&statement, std::move(params)});
}

absl::Status Session::Lost(bool commits) {
  queue_.clear();
  sent_.clear();
  if (commits) return absl::UnknownError("connection lost at COMMIT");
  return MarkTransient(absl::UnavailableError("database connection lost"));
}

bool Session::Send() {
  PGconn* const connection = connection_.get();
  for (const Queued& next : queue_) {
    const Statement& statement = *next.statement;
    if (prepared_.insert(&statement).second) {
      if (PQsendPrepare(connection, statement.name, statement.text, 0, nullptr) != 1) return false;
      sent_.push_back({&statement, /*prepares=*/true});
    }
    std::vector<const char*> values;
    values.reserve(next.params.size());
    for (const Param& param : next.params) values.push_back(param.c_str());
    if (PQsendQueryPrepared(connection, statement.name, static_cast<int>(values.size()),
                            values.data(), nullptr, nullptr, 0) != 1) {
      return false;
    }
    sent_.push_back({&statement, /*prepares=*/false});
  }
  queue_.clear();
  return PQpipelineSync(connection) == 1;
}

// Reads the answer to one message. UNAVAILABLE and transient when the connection is gone.
absl::Status Session::ReadOne(const Sent& sent, std::vector<Answer>& answers) {
  PGconn* const connection = connection_.get();
  absl::Status status;
  while (const Result result{PQgetResult(connection)}) {
    switch (PQresultStatus(result.get())) {
      case PGRES_COMMAND_OK:
      case PGRES_TUPLES_OK:
        if (sent.prepares) break;
        answers.push_back({ToRows(result.get())});
        (void)absl::SimpleAtoi(PQcmdTuples(result.get()), &answers.back().affected);
        break;
      case PGRES_PIPELINE_ABORTED:
        if (sent.prepares) prepared_.erase(sent.statement);
        break;
      default:
        if (sent.prepares) prepared_.erase(sent.statement);
        if (!is_open()) return Lost(/*commits=*/false);
        outdated_ |= !sent.prepares && Field(result.get(), PG_DIAG_SQLSTATE) == kOutdated;
        status = Refused(*sent.statement, result.get());
    }
  }
  return is_open() ? status : Lost(/*commits=*/false);
}

absl::StatusOr<std::vector<Answer>> Session::Sync(bool commits) {
  if (!is_open() || !Send()) return Lost(commits);
  std::vector<Answer> answers;
  absl::Status first_error;
  const std::deque<Sent> awaited = std::exchange(sent_, {});
  for (const Sent& sent : awaited) {
    const absl::Status status = ReadOne(sent, answers);
    if (!is_open()) return Lost(commits && first_error.ok());
    if (first_error.ok()) first_error = status;
  }
  const Result end(PQgetResult(connection_.get()));
  if (!is_open() || PQresultStatus(end.get()) != PGRES_PIPELINE_SYNC) {
    return Lost(commits && first_error.ok());
  }
  if (outdated_) connection_.reset();  // another one prepares it anew
  if (outdated_) return Lost(/*commits=*/false);
  if (!first_error.ok()) return first_error;
  return answers;
}

absl::Status Session::Script(const std::string& text) {
  if (has_queued()) RETURN_IF_ERROR(Sync().status());
  PGconn* const connection = connection_.get();
  if (!is_open() || PQexitPipelineMode(connection) != 1) return Lost(/*commits=*/false);
  const Result result(PQexec(connection, text.c_str()));
  if (!is_open() || PQenterPipelineMode(connection) != 1) return Lost(/*commits=*/false);
  const ExecStatusType outcome = PQresultStatus(result.get());
  if (outcome == PGRES_COMMAND_OK || outcome == PGRES_TUPLES_OK || outcome == PGRES_EMPTY_QUERY) {
    return absl::OkStatus();
  }
  static constexpr Statement kScript{"script", ""};
  return Refused(kScript, result.get());
}

}  // namespace notary::pg
