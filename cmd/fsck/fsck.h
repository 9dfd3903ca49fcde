// Checks the invariants of domain.md 1.5 on a live database, as its owner: across schemas, which no
// service may do.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/database.h"
#include "services/document/domain/blob_store.h"

namespace notary::fsck {

struct Finding {
  std::string name;  // what must hold
  bool ok = true;
  std::string detail;  // the first row that breaks it; ids and numbers, never personal data
};

// One finding for each invariant, in order. Reads only.
absl::StatusOr<std::vector<Finding>> Check(pg::Database& owner);

// Whether the content of every paper that is READY is there and decrypts. Reads all of it.
absl::StatusOr<Finding> CheckBlobs(pg::Database& owner, document::BlobStore& blobs);

}  // namespace notary::fsck
