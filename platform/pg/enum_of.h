// A column that holds the name of an enumerator. The database allows only names that are known,
// but an older process may read rows of a newer one: what it does not know is DATA_LOSS.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "platform/base/enum_names.h"
#include "platform/pg/rows.h"

namespace notary::pg {

template <typename E>
absl::StatusOr<E> EnumOf(const Row& row, absl::string_view column) {
  const std::optional<E> value = Parse<E>(row.Str(column));
  if (value) return *value;
  return absl::DataLossError(absl::StrCat("unknown value in column ", column));
}

}  // namespace notary::pg
