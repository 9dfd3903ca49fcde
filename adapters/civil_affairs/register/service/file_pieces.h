// A data file of any size, read piece by piece.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace notary::marriage_register {

// When the file was last written. NOT_FOUND when absent.
absl::StatusOr<absl::Time> LastWritten(const std::string& path);

// Hands the whole file to `take`, whose first error ends it. INVALID_ARGUMENT (FILE_TOO_LARGE)
// above `size_max` bytes; UNAVAILABLE when it was written while it was read.
absl::Status ReadInPieces(const std::string& path, int64_t size_max,
                          const std::function<absl::Status(absl::string_view)>& take);

}  // namespace notary::marriage_register
