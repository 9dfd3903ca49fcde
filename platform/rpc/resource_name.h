// Names of resources (AIP-122): offices/{office}/{collection}/{uuid}.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace notary::rpc {

// The uuid of a resource of this collection. NOT_FOUND (RESOURCE_NOT_FOUND) for a name of anything
// else: nothing is there.
absl::StatusOr<std::string> IdOf(absl::string_view name, absl::string_view collection);

}  // namespace notary::rpc
