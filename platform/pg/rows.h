// The answer to a query. Columns are read by name; a name that the statement does not select, or a
// NULL read by a plain accessor, is a bug of the caller and ends the process.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace notary::pg {

// The cells of one answer; shared by its rows, which outlive the statement.
struct Table {
  std::vector<std::string> columns;
  std::vector<std::optional<std::string>> cells;  // row by row
};

class Row {
 public:
  Row(std::shared_ptr<const Table> table, size_t index) : table_(std::move(table)), index_(index) {}

  const std::string& Str(absl::string_view column) const;
  int64_t Int(absl::string_view column) const;
  bool Bool(absl::string_view column) const;
  absl::Time Time(absl::string_view column) const;                 // timestamptz
  absl::CivilDay Date(absl::string_view column) const;             // date
  std::string Bytes(absl::string_view column) const;               // bytea
  std::vector<std::string> Array(absl::string_view column) const;  // text[]

  bool IsNull(absl::string_view column) const { return !Cell(column).has_value(); }
  std::string StrOr(absl::string_view column, absl::string_view fallback) const;
  std::optional<absl::Time> MaybeTime(absl::string_view column) const;
  std::optional<absl::CivilDay> MaybeDate(absl::string_view column) const;

 private:
  const std::optional<std::string>& Cell(absl::string_view column) const;
  std::shared_ptr<const Table> table_;
  size_t index_;
};

using Rows = std::vector<Row>;

// What a statement gave back, and how many rows it touched.
struct Answer {
  Rows rows;
  int64_t affected = 0;
};

}  // namespace notary::pg
