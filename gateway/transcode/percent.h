// Percent-encoding of request targets, and what of a target may pass at all.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace notary::gateway {

// nullopt for a broken escape or bytes that are not UTF-8.
std::optional<std::string> PercentDecode(absl::string_view text);

// OK for a target in origin form whose path means one thing to everybody who reads it: visible
// ASCII, no empty, "." or ".." segment, no backslash, semicolon or fragment, and no escape that
// hides a slash, a backslash, a dot segment or a control character. INVALID_ARGUMENT
// (TARGET_REFUSED) otherwise.
absl::Status CheckTarget(absl::string_view target);

using Parameters = std::vector<std::pair<std::string, std::string>>;

// The parameters of a query string, decoded, in order. INVALID_ARGUMENT (QUERY_MALFORMED) for a
// broken escape, a control character or more than 100 parameters.
absl::StatusOr<Parameters> ParseQuery(absl::string_view query);

}  // namespace notary::gateway
