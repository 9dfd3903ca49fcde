// Checks the invariants of domain.md 1.5 on a live database, as its owner: across schemas, which no
// service may do.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/database.h"

namespace notary::fsck {

struct Finding {
  std::string name;  // what must hold
  bool ok = true;
  std::string detail;  // the first row that breaks it; ids and numbers, never personal data
};

// One finding for each invariant, in order. Reads only.
absl::StatusOr<std::vector<Finding>> Check(pg::Database& owner);

}  // namespace notary::fsck
