// Indexes of document numbers for cases of before there were any.
#pragma once

#include "absl/status/statusor.h"
#include "platform/pg/database.h"

namespace notary::application {

// As the owner of the schema, with its service's keys and every value sealed. How many numbers were
// indexed. May run again.
absl::StatusOr<int64_t> IndexOldNumbers(pg::Database& owner);

}  // namespace notary::application
