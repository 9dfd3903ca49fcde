// The access tokens that sessions were changed for in the last second, so that a page which asks
// five things at once asks the identity service once. Holds hashes of secrets, not secrets.
// Thread-safe.
#pragma once

#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace notary::gateway {

class SessionCache {
 public:
  static constexpr absl::Duration kMaxAge = absl::Seconds(1);
  static constexpr size_t kMaxEntries = 10000;

  // "Bearer …" for the secret; nullopt when it must be asked for. Real time.
  std::optional<std::string> Find(absl::string_view secret, absl::Time now);
  void Keep(absl::string_view secret, std::string authorization, absl::Time now);
  // The session is over, or is another.
  void Forget(absl::string_view secret);

 private:
  struct Entry {
    std::string authorization;
    absl::Time until;
  };
  absl::Mutex mutex_;
  absl::flat_hash_map<std::string, Entry> entries_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace notary::gateway
