// A fixed number of connections, opened when first needed. Thread-safe. Counted under the pool's
// name: notary_pool_connections_in_use, notary_pool_wait_seconds.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "platform/metrics/metrics.h"
#include "platform/pg/connection.h"

namespace notary::pg {

class Pool {
 public:
  Pool(std::string target, int size, const std::string& name);

  // Waits at most max_wait. RESOURCE_EXHAUSTED (DATABASE_BUSY) after that; UNAVAILABLE when the
  // server cannot be reached. What is given back unusable is closed. The thread that borrows gives
  // back, and asks nobody over the network meanwhile (platform/base/held.h).
  absl::StatusOr<Loan> Borrow(absl::Duration max_wait);

 private:
  Loan Lend(std::unique_ptr<Connection> connection);
  void GiveBack(std::unique_ptr<Connection> connection);
  // Tells the operators why, now and then: everybody who needs a connection tries again.
  void Complain(const absl::Status& why) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool HasFreeSlot() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return free_slots_ > 0; }

  const std::string target_;
  const std::string name_;
  const metrics::Gauge in_use_;
  const metrics::Duration wait_;
  absl::Mutex mutex_;
  int free_slots_ ABSL_GUARDED_BY(mutex_);
  absl::Time next_complaint_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  std::vector<std::unique_ptr<Connection>> idle_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace notary::pg
