#include "platform/rpc/rate_limit.h"

#include <algorithm>

#include "platform/base/error.h"

namespace notary::rpc {
namespace {

// Above this, full buckets are forgotten: they say nothing that a new one would not.
constexpr size_t kMaxBuckets = 100000;

}  // namespace

absl::Status RateLimit::Admit(const std::string& principal) {
  const absl::Time now = absl::Now();
  absl::MutexLock lock(&mutex_);
  if (buckets_.size() >= kMaxBuckets) buckets_.clear();
  Bucket& bucket = buckets_.try_emplace(principal, Bucket{options_.burst, now}).first->second;
  const double earned = absl::ToDoubleSeconds(now - bucket.filled) * options_.calls_per_second;
  bucket.tokens = std::min(options_.burst, bucket.tokens + std::max(0.0, earned));
  bucket.filled = now;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return absl::OkStatus();
  }
  return MakeError(
      absl::StatusCode::kResourceExhausted,
      {.reason = "RATE_LIMITED",
       .text = {"操作过于频繁，请稍后再试", "Too many requests; please try again later"},
       .retry_after = absl::Seconds(1)});
}

}  // namespace notary::rpc
