// Ends a process whose listener is dead. gRPC 1.51 may stop accepting connections for ever after it
// ran out of file descriptors, while everything inside goes on: only a new start helps then, so the
// process dials itself as a stranger would and gives up after three failures in a row.
#pragma once

#include <functional>
#include <thread>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"

namespace notary::rpc {

class Watchdog {
 public:
  static constexpr int kFailuresMax = 3;

  // Calls `dial` every `interval`; after kFailuresMax failures in a row calls `give_up`, once.
  Watchdog(absl::Duration interval, std::function<absl::Status()> dial,
           std::function<void()> give_up);
  ~Watchdog();  // waits for a dial under way

  // Logs and ends the process with code 1, without destructors: nothing in it can be trusted to
  // end.
  static void EndProcess();

 private:
  void Loop();

  const absl::Duration interval_;
  const std::function<absl::Status()> dial_;
  const std::function<void()> give_up_;
  absl::Notification stop_;
  std::thread thread_;  // last: starts when everything above is there
};

}  // namespace notary::rpc
