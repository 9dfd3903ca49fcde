// How much a person may upload to an office in a day: several cases with every paper anew, and not
// the disk. Staff and helpers act for many and are known by name; they have no quota.
#pragma once

#include <cstdint>
#include <optional>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace notary::document {

inline constexpr absl::Duration kQuotaTime = absl::Hours(24);
inline constexpr int64_t kQuotaDocuments = 2000;
inline constexpr int64_t kQuotaBytes = int64_t{1} << 30;

// Uploads of one owner within kQuotaTime.
struct Lately {
  int64_t documents = 0;
  int64_t size_bytes = 0;
  std::optional<absl::Time> first;  // when the oldest of them was begun
};

// RESOURCE_EXHAUSTED (UPLOADS_TOO_MANY), with the time until the oldest no longer counts.
absl::Status CheckQuota(const Lately& lately, int64_t size_bytes, absl::Time now);

}  // namespace notary::document
