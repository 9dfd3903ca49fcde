// A background worker: one thread that calls a function until there is nothing left to do, then
// waits for a doorbell or the next look. The function is the worker's RunOnce; tests call it
// directly. Runs are counted: notary_worker_runs_total{worker, outcome}.
#pragma once

#include <functional>
#include <string>
#include <thread>

#include "absl/status/statusor.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "platform/metrics/metrics.h"
#include "platform/run/wakeup.h"

namespace notary {

class Worker {
 public:
  // run_once does at most one batch and returns how many things it did. An error is logged and the
  // next look comes after `interval`; the worker never gives up.
  Worker(std::string name, Wakeup& wakeup, absl::Duration interval,
         std::function<absl::StatusOr<int64_t>()> run_once);
  ~Worker();  // finishes the batch under way

 private:
  void Loop();

  const std::string name_;
  Wakeup& wakeup_;
  const absl::Duration interval_;
  const std::function<absl::StatusOr<int64_t>()> run_once_;
  const metrics::Counter worked_, idle_, failed_;
  absl::Notification stop_;
  std::thread thread_;  // last: starts when everything above is there
};

}  // namespace notary
