// What a method's calls are counted under: notary_rpc_total{service, method, code} and
// notary_rpc_duration_seconds{service, method}, from the arrival of a call to its answer, the wait
// for a thread included. Thread-safe.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "platform/metrics/metrics.h"

namespace notary::rpc {

class CallMetrics {
 public:
  CallMetrics(std::string service, std::string method);
  ~CallMetrics();

  // Two additions and the lock of the histogram; the first call of each code also makes its
  // counter, so that a page of metrics lists only what has happened.
  void Note(absl::StatusCode code, absl::Duration took);

 private:
  static constexpr size_t kCodes = 17;  // OK to UNAUTHENTICATED, as gRPC numbers them

  const std::string service_;
  const std::string method_;
  const metrics::Duration duration_;
  std::array<std::atomic<const metrics::Counter*>, kCodes> by_code_ = {};
};

}  // namespace notary::rpc
