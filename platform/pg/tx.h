// A transaction (or, inside Database::Read, statements in autocommit). Lent to a function by
// Database; used by that one thread; gone when the function returns. It takes a connection when the
// first answer is needed: what a function asks of other services, it asks before.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "platform/base/status_macros.h"
#include "platform/pg/keys.h"
#include "platform/pg/param.h"
#include "platform/pg/rows.h"
#include "platform/pg/statement.h"

namespace notary::pg {

class Tx {
 public:
  // `scope` outlives it; nullptr: of no office and without keys, as migrations are.
  explicit Tx(const Scope* scope = nullptr) : scope_(scope) {}
  virtual ~Tx() = default;

  // The office it was begun for.
  const std::string& office() const;

  // Encrypts personal data of that office. Where the office has no key yet, what it seals is for
  // nothing: Database makes the key and runs the transaction again. Pre: it was begun by a Database
  // that has keys, not by Read.
  const crypto::FieldCipher& cipher() const;
  bool needs_key() const { return needs_key_; }

  // DATA_LOSS (FIELD_NOT_AUTHENTIC). The office's first key may have been made since this began:
  // the Database then looks for it and runs the function again.
  absl::StatusOr<std::string> Open(const crypto::FieldPlace& place, absl::string_view sealed) const;

  bool missed_key() const { return missed_key_; }

  // What a value can be searched by in this office (Keys::BlindIndex).
  std::string BlindIndex(absl::string_view kind, absl::string_view value) const;

  // The same in every office. It shows who has dealt with several of them, so it is kept only as
  // long as the law asks for just that.
  std::string BlindIndexOfAllOffices(absl::string_view kind, absl::string_view value) const;

  template <typename... Args>
  absl::StatusOr<Rows> Query(const Statement& statement, const Args&... args) {
    ASSIGN_OR_RETURN(std::vector<Answer> answers, Ask({&statement}, args...));
    return std::move(answers[0].rows);
  }

  // Several questions about the same thing in one round trip: the rows of each, in order. All take
  // the same arguments.
  template <typename... Args>
  absl::StatusOr<std::vector<Rows>> QueryAll(std::initializer_list<const Statement*> statements,
                                             const Args&... args) {
    ASSIGN_OR_RETURN(std::vector<Answer> answers, Ask(statements, args...));
    std::vector<Rows> all;
    all.reserve(answers.size());
    for (Answer& answer : answers) all.push_back(std::move(answer.rows));
    return all;
  }

  // Exactly one row. NOT_FOUND for none, INTERNAL for several.
  template <typename... Args>
  absl::StatusOr<Row> One(const Statement& statement, const Args&... args) {
    return ExactlyOne(statement, Query(statement, args...));
  }

  template <typename... Args>
  absl::StatusOr<std::optional<Row>> MaybeOne(const Statement& statement, const Args&... args) {
    return AtMostOne(statement, Query(statement, args...));
  }

  // The number of rows that the statement touched.
  template <typename... Args>
  absl::StatusOr<int64_t> Exec(const Statement& statement, const Args&... args) {
    ASSIGN_OR_RETURN(const std::vector<Answer> answers, Ask({&statement}, args...));
    return answers[0].affected;
  }

  // Sends a statement together with the next one whose answer is needed, or with COMMIT. When it
  // fails, that next answer or the commit fails with its error.
  template <typename... Args>
  void ExecLater(const Statement& statement, const Args&... args) {
    const Param params[] = {Param(args)..., Param(std::nullopt)};
    RunLater(statement, absl::MakeConstSpan(params, sizeof...(args)));
  }

  // Several statements without parameters, as migrations are written.
  virtual absl::Status Script(const std::string& text) = 0;

  // Which bells Database rings, in this process, once the transaction has committed.
  struct Bells {
    bool workers = false;  // the service's own, that look for due rows
    bool relay = false;    // of the calls it owes
  };
  void WakeWorkers() { bells_.workers = true; }
  void WakeRelay() { bells_.relay = true; }
  const Bells& bells() const { return bells_; }

 private:
  template <typename... Args>
  absl::StatusOr<std::vector<Answer>> Ask(std::initializer_list<const Statement*> statements,
                                          const Args&... args) {
    const Param params[] = {Param(args)..., Param(std::nullopt)};
    return Run({statements.begin(), statements.size()},
               absl::MakeConstSpan(params, sizeof...(args)));
  }
  virtual absl::StatusOr<std::vector<Answer>> Run(absl::Span<const Statement* const> statements,
                                                  absl::Span<const Param> params) = 0;
  virtual void RunLater(const Statement& statement, absl::Span<const Param> params) = 0;
  static absl::StatusOr<Row> ExactlyOne(const Statement& statement, absl::StatusOr<Rows> rows);
  static absl::StatusOr<std::optional<Row>> AtMostOne(const Statement& statement,
                                                      absl::StatusOr<Rows> rows);
  const Scope* const scope_;
  mutable bool needs_key_ = false;
  mutable bool missed_key_ = false;
  Bells bells_;
};

}  // namespace notary::pg
