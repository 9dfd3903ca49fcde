#include "platform/pg/pool.h"

#include "absl/time/clock.h"
#include "platform/base/error.h"
#include "platform/base/held.h"
#include "platform/base/log.h"

namespace notary::pg {
namespace {

constexpr absl::Duration kComplainEvery = absl::Seconds(30);

}  // namespace

Pool::Pool(std::string target, int size, const std::string& name)
    : target_(std::move(target)),
      name_(name),
      in_use_(metrics::GaugeOf("notary_pool_connections_in_use",
                               "Database connections that are lent out", {{"pool", name}})),
      wait_(metrics::DurationOf("notary_pool_wait_seconds",
                                "How long a transaction waited for a free connection",
                                {{"pool", name}})),
      free_slots_(size) {
  metrics::GaugeOf("notary_pool_connections_max", "Database connections that may be lent out",
                   {{"pool", name}})
      .Set(size);
}

absl::StatusOr<Loan> Pool::Borrow(absl::Duration max_wait) {
  const absl::Time start = absl::Now();
  {
    absl::MutexLock lock(&mutex_);
    const bool free = mutex_.AwaitWithTimeout(absl::Condition(this, &Pool::HasFreeSlot), max_wait);
    wait_.Observe(absl::Now() - start);
    if (!free) {
      return MakeError(absl::StatusCode::kResourceExhausted,
                       {.reason = "DATABASE_BUSY",
                        .text = {"系统繁忙，请稍后再试", "The system is busy; please try again"},
                        .retry_after = absl::Seconds(1)});
    }
    --free_slots_;
    in_use_.Add(1);
    if (!idle_.empty()) {
      std::unique_ptr<Connection> connection = std::move(idle_.back());
      idle_.pop_back();
      return Lend(std::move(connection));
    }
  }
  absl::StatusOr<std::unique_ptr<Connection>> connection = Connection::Open(target_);
  if (connection.ok()) return Lend(*std::move(connection));
  in_use_.Add(-1);
  absl::MutexLock lock(&mutex_);
  ++free_slots_;
  Complain(connection.status());
  return connection.status();
}

Loan Pool::Lend(std::unique_ptr<Connection> connection) {
  Held::Add();
  return Loan(connection.release(), [this](Connection* lent) {
    Held::Drop();
    GiveBack(std::unique_ptr<Connection>(lent));
  });
}

void Pool::Complain(const absl::Status& why) {
  const absl::Time now = absl::Now();
  if (now < next_complaint_) return;
  next_complaint_ = now + kComplainEvery;
  Log(Severity::kError, "database_unreachable", {{"pool", name_}, {"detail", why.message()}});
}

void Pool::GiveBack(std::unique_ptr<Connection> connection) {
  in_use_.Add(-1);
  absl::MutexLock lock(&mutex_);
  ++free_slots_;
  if (connection->usable()) idle_.push_back(std::move(connection));
}

}  // namespace notary::pg
