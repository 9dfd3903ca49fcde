#include "platform/rpc/watchdog.h"

#include <cstdlib>

#include "platform/base/log.h"

namespace notary::rpc {

Watchdog::Watchdog(absl::Duration interval, std::function<absl::Status()> dial,
                   std::function<void()> give_up)
    : interval_(interval),
      dial_(std::move(dial)),
      give_up_(std::move(give_up)),
      thread_([this] { Loop(); }) {}

Watchdog::~Watchdog() {
  stop_.Notify();
  thread_.join();
}

void Watchdog::EndProcess() {
  Log(Severity::kError, "listener_dead");
  std::_Exit(1);
}

void Watchdog::Loop() {
  int failures = 0;
  while (failures < kFailuresMax && !stop_.WaitForNotificationWithTimeout(interval_)) {
    const absl::Status answer = dial_();
    failures = answer.ok() ? 0 : failures + 1;
    if (!answer.ok()) {
      Log(Severity::kWarning, "self_dial_failed", {{"status", answer}, {"in_a_row", failures}});
    }
  }
  if (failures == kFailuresMax) give_up_();
}

}  // namespace notary::rpc
