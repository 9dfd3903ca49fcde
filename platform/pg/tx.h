// An open transaction (or, inside Database::Read, a connection in autocommit). Lent to a function
// by Database; used by that one thread; gone when the function returns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "platform/pg/param.h"
#include "platform/pg/rows.h"
#include "platform/pg/statement.h"

namespace notary::pg {

class Tx {
 public:
  virtual ~Tx() = default;

  template <typename... Args>
  absl::StatusOr<Rows> Query(const Statement& statement, const Args&... args) {
    const Param params[] = {Param(args)..., Param(std::nullopt)};
    return Run(statement, absl::MakeConstSpan(params, sizeof...(args)), nullptr);
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
    const Param params[] = {Param(args)..., Param(std::nullopt)};
    int64_t affected = 0;
    absl::StatusOr<Rows> rows =
        Run(statement, absl::MakeConstSpan(params, sizeof...(args)), &affected);
    if (!rows.ok()) return rows.status();
    return affected;
  }

  // Several statements without parameters, as migrations are written.
  virtual absl::Status Script(const std::string& text) = 0;

  // Asks Database to wake the workers of this process once the transaction has committed.
  void WakeWorkers() { wake_workers_ = true; }
  bool wakes_workers() const { return wake_workers_; }

 private:
  virtual absl::StatusOr<Rows> Run(const Statement& statement, absl::Span<const Param> params,
                                   int64_t* affected) = 0;
  static absl::StatusOr<Row> ExactlyOne(const Statement& statement, absl::StatusOr<Rows> rows);
  static absl::StatusOr<std::optional<Row>> AtMostOne(const Statement& statement,
                                                      absl::StatusOr<Rows> rows);
  bool wake_workers_ = false;
};

}  // namespace notary::pg
