#include "platform/run/worker.h"

#include "platform/base/failure_log.h"
#include "platform/base/log.h"

namespace notary {
namespace {

metrics::Counter Runs(const std::string& worker, const std::string& outcome) {
  return metrics::CounterOf("notary_worker_runs_total",
                            "Batches of background workers: worked, idle (nothing was due), failed",
                            {{"worker", worker}, {"outcome", outcome}});
}

}  // namespace

Worker::Worker(std::string name, Wakeup& wakeup, absl::Duration interval,
               std::function<absl::StatusOr<int64_t>()> run_once)
    : name_(std::move(name)),
      wakeup_(wakeup),
      interval_(interval),
      run_once_(std::move(run_once)),
      worked_(Runs(name_, "worked")),
      idle_(Runs(name_, "idle")),
      failed_(Runs(name_, "failed")),
      thread_([this] { Loop(); }) {}

Worker::~Worker() {
  stop_.Notify();
  wakeup_.Notify();
  thread_.join();
}

void Worker::Loop() {
  while (!stop_.HasBeenNotified()) {
    const int64_t seen = wakeup_.rings();
    const absl::StatusOr<int64_t> done = run_once_();
    (!done.ok() ? failed_ : *done == 0 ? idle_ : worked_).Increment();
    if (!done.ok()) {
      Log(Severity::kWarning, "worker_failed",
          {{"worker", name_},
           {"status", done.status()},
           {"detail", Impersonal(done.status().message())}});
      stop_.WaitForNotificationWithTimeout(interval_);
    } else if (*done == 0) {
      wakeup_.Wait(seen, interval_);
    }
  }
}

}  // namespace notary
