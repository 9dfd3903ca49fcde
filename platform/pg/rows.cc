#include "platform/pg/rows.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "platform/base/check.h"
#include "platform/base/strings.h"
#include "platform/pg/param.h"

namespace notary::pg {

const std::optional<std::string>& Row::Cell(absl::string_view column) const {
  const size_t width = table_->columns.size();
  for (size_t i = 0; i < width; ++i) {
    if (table_->columns[i] == column) return table_->cells[index_ * width + i];
  }
  internal::CheckFailed(__FILE__, __LINE__, absl::StrCat("no column ", column));
}

const std::string& Row::Str(absl::string_view column) const {
  const std::optional<std::string>& cell = Cell(column);
  if (!cell) internal::CheckFailed(__FILE__, __LINE__, absl::StrCat("NULL in ", column));
  return *cell;
}

int64_t Row::Int(absl::string_view column) const {
  int64_t value = 0;
  NOTARY_CHECK(absl::SimpleAtoi(Str(column), &value));
  return value;
}

bool Row::Bool(absl::string_view column) const { return Str(column) == "t"; }

absl::Time Row::Time(absl::string_view column) const {
  // Connections run in UTC with ISO dates: 2026-11-23 08:00:00.123456+00
  absl::Time time;
  std::string error;
  NOTARY_CHECK(absl::ParseTime("%Y-%m-%d %H:%M:%E*S+00", Str(column), &time, &error));
  return time;
}

absl::CivilDay Row::Date(absl::string_view column) const {
  absl::CivilDay day;
  NOTARY_CHECK(absl::ParseCivilTime(Str(column), &day));
  return day;
}

std::string Row::Bytes(absl::string_view column) const {
  const std::string& text = Str(column);
  const std::optional<std::string> bytes = HexDecode(absl::string_view(text).substr(2));
  NOTARY_CHECK(bytes.has_value());
  return *bytes;
}

std::vector<std::string> Row::Array(absl::string_view column) const {
  return ParseArrayLiteral(Str(column));
}

std::string Row::StrOr(absl::string_view column, absl::string_view fallback) const {
  return Cell(column).value_or(std::string(fallback));
}

std::optional<absl::Time> Row::MaybeTime(absl::string_view column) const {
  if (IsNull(column)) return std::nullopt;
  return Time(column);
}

std::optional<absl::CivilDay> Row::MaybeDate(absl::string_view column) const {
  if (IsNull(column)) return std::nullopt;
  return Date(column);
}

}  // namespace notary::pg
