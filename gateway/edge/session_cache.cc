#include "gateway/edge/session_cache.h"

#include "platform/crypto/digest.h"

namespace notary::gateway {

std::optional<std::string> SessionCache::Find(absl::string_view secret, absl::Time now) {
  absl::MutexLock lock(&mutex_);
  const auto found = entries_.find(crypto::Sha256(secret));
  if (found == entries_.end() || now >= found->second.until) return std::nullopt;
  return found->second.authorization;
}

void SessionCache::Keep(absl::string_view secret, std::string authorization, absl::Time now) {
  absl::MutexLock lock(&mutex_);
  if (entries_.size() >= kMaxEntries) {
    absl::erase_if(entries_, [&](const auto& entry) { return now >= entry.second.until; });
  }
  if (entries_.size() >= kMaxEntries) entries_.clear();
  entries_[crypto::Sha256(secret)] = {std::move(authorization), now + kMaxAge};
}

void SessionCache::Forget(absl::string_view secret) {
  absl::MutexLock lock(&mutex_);
  entries_.erase(crypto::Sha256(secret));
}

}  // namespace notary::gateway
