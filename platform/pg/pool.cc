#include "platform/pg/pool.h"

#include "platform/base/error.h"

namespace notary::pg {

absl::StatusOr<Pool::Loan> Pool::Borrow(absl::Duration max_wait) {
  {
    absl::MutexLock lock(&mutex_);
    if (!mutex_.AwaitWithTimeout(absl::Condition(this, &Pool::HasFreeSlot), max_wait)) {
      return MakeError(absl::StatusCode::kResourceExhausted,
                       {.reason = "DATABASE_BUSY",
                        .text = {"系统繁忙，请稍后再试", "The system is busy; please try again"},
                        .retry_after = absl::Seconds(1)});
    }
    --free_slots_;
    if (!idle_.empty()) {
      std::unique_ptr<Connection> connection = std::move(idle_.back());
      idle_.pop_back();
      return Loan(this, std::move(connection));
    }
  }
  absl::StatusOr<std::unique_ptr<Connection>> connection = Connection::Open(target_);
  if (connection.ok()) return Loan(this, *std::move(connection));
  absl::MutexLock lock(&mutex_);
  ++free_slots_;
  return connection.status();
}

void Pool::GiveBack(std::unique_ptr<Connection> connection) {
  absl::MutexLock lock(&mutex_);
  ++free_slots_;
  if (connection->usable()) idle_.push_back(std::move(connection));
}

}  // namespace notary::pg
