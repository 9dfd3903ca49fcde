#include "platform/rpc/rate_limit.h"

#include <algorithm>
#include <vector>

#include "platform/base/error.h"

namespace notary::rpc {
namespace {

constexpr size_t kMaxBuckets = 100000;

}  // namespace

absl::Status RateLimit::Admit(const std::string& principal) {
  const absl::Time now = absl::Now();
  absl::MutexLock lock(&mutex_);
  if (buckets_.size() >= kMaxBuckets) MakeRoom(now);
  Bucket& bucket = buckets_.try_emplace(principal, Bucket{options_.burst, now}).first->second;
  bucket.tokens = Tokens(bucket, now);
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

double RateLimit::Tokens(const Bucket& bucket, absl::Time now) const {
  const double earned = absl::ToDoubleSeconds(now - bucket.filled) * options_.calls_per_second;
  return std::min(options_.burst, bucket.tokens + std::max(0.0, earned));
}

void RateLimit::MakeRoom(absl::Time now) {
  std::vector<double> levels;
  levels.reserve(buckets_.size());
  for (const auto& [principal, bucket] : buckets_) levels.push_back(Tokens(bucket, now));
  const auto middle = levels.begin() + static_cast<std::ptrdiff_t>(levels.size() / 2);
  std::nth_element(levels.begin(), middle, levels.end());
  absl::erase_if(buckets_, [&](const auto& entry) { return Tokens(entry.second, now) >= *middle; });
}

}  // namespace notary::rpc
