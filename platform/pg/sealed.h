// Columns of personal data. A store seals what it writes and opens what it reads, so that nobody
// beyond it knows; the key is that of the transaction's office (Tx::cipher). An empty value says
// nothing and stays empty.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "platform/pg/param.h"
#include "platform/pg/rows.h"
#include "platform/pg/tx.h"

namespace notary::pg {

// A bytea column that holds sealed values. All there are stand in their services' lists
// (storage/sealed_columns.h), by which rows of an earlier version are sealed and to which
// docs/reference/personal_data.md is held.
struct SealedColumn {
  const char* table;
  const char* column;
  const char* row;      // SQL of what tells the row from the others of its office
  const char* content;  // what it holds, for the reference
  const char* readers;  // who gets to see it in clear
};

// Those that the platform seals itself in every schema.
std::vector<SealedColumn> PlatformSealedColumns();

// `row` is what the column's SQL gives for the row. Pre: the transaction is of one office.
Sealed Seal(const Tx& tx, const SealedColumn& column, absl::string_view row,
            absl::string_view value);

// Opens columns of one row; the first that is not authentic shows in status().
class Opener {
 public:
  Opener(const Tx& tx, const Row& row, std::string id) : tx_(tx), row_(row), id_(std::move(id)) {}

  // "" for an empty value, and when it does not open.
  std::string operator()(const SealedColumn& column);

  // DATA_LOSS (FIELD_NOT_AUTHENTIC).
  const absl::Status& status() const { return status_; }

 private:
  const Tx& tx_;
  const Row& row_;
  const std::string id_;
  absl::Status status_;
};

}  // namespace notary::pg
