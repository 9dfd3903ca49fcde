// Key and certificate files: small, private, never half written.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace notary::crypto {

// The whole file. NOT_FOUND when absent, INVALID_ARGUMENT (FILE_TOO_LARGE) above 1 MiB.
absl::StatusOr<std::string> ReadSmallFile(const std::string& path);

// ReadSmallFile for secrets: FAILED_PRECONDITION (KEY_FILE_TOO_OPEN) when users outside the file's
// group may read it. Group access stays allowed: Kubernetes mounts secrets that way.
absl::StatusOr<std::string> ReadSecretFile(const std::string& path);

// Makes a file of mode 0600 with this content, whole and on disk, or ALREADY_EXISTS.
absl::Status WriteNewFile(const std::string& path, absl::string_view content);

}  // namespace notary::crypto
