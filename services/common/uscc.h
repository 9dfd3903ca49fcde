// The unified social credit code of organisations (统一社会信用代码, GB 32100-2015).
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace notary::common {

struct Uscc {
  std::string code;               // 18 characters
  std::string kind;               // first two: "91" enterprise, "92" individual business, ...
  std::string division;           // six digits
  std::string organisation_code;  // nine characters with its own check (GB 11714)
};

// Reasons: USCC_FORMAT, USCC_CHECK_DIGIT.
absl::StatusOr<Uscc> ParseUscc(absl::string_view field, absl::string_view text);

}  // namespace notary::common
