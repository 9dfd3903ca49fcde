// Page tokens (AIP-158): the key to go on from, bound to the caller and filter it was made for.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace notary::rpc {

// 0 means 20; more than 100 means 100.
int64_t PageSize(int32_t requested);

// `scope` says for whom and for which filter; it is hashed, not sent.
std::string MakePageToken(absl::string_view last_key, absl::string_view scope);

// "" for an empty token; INVALID_ARGUMENT (PAGE_TOKEN_INVALID) for one that was cut, altered or
// made for another caller or filter.
absl::StatusOr<std::string> ParsePageToken(absl::string_view token, absl::string_view scope);

}  // namespace notary::rpc
