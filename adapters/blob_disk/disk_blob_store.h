// Documents on a local disk: AES-256-GCM, each chunk sealed with its place as associated data, so
// that chunks cannot be swapped, cut or moved between documents unseen. Thread-safe, and several
// processes may share the folder.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/document/domain/blob_store.h"

namespace notary::blob_disk {

// The key of a store. INVALID_ARGUMENT when the file does not hold 32 bytes.
absl::StatusOr<std::string> ReadKey(const std::string& key_file);

// Makes the folder. The key file holds 32 random bytes and is private to its owner.
absl::StatusOr<std::unique_ptr<document::BlobStore>> Open(const std::string& folder,
                                                          const std::string& key_file);

}  // namespace notary::blob_disk
