#include "platform/pg/tx.h"

#include "absl/strings/str_cat.h"

namespace notary::pg {

absl::StatusOr<std::optional<Row>> Tx::AtMostOne(const Statement& statement,
                                                 absl::StatusOr<Rows> rows) {
  if (!rows.ok()) return rows.status();
  if (rows->size() > 1) {
    return absl::InternalError(absl::StrCat(statement.name, ": several rows where one may be"));
  }
  if (rows->empty()) return std::nullopt;
  return rows->front();
}

absl::StatusOr<Row> Tx::ExactlyOne(const Statement& statement, absl::StatusOr<Rows> rows) {
  absl::StatusOr<std::optional<Row>> row = AtMostOne(statement, std::move(rows));
  if (!row.ok()) return row.status();
  if (!row->has_value()) return absl::NotFoundError(absl::StrCat(statement.name, ": no row"));
  return **row;
}

}  // namespace notary::pg
