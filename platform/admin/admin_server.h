// The page of a process for the machines that watch it: what it counts, whether it lives, whether
// it should get work. Plain HTTP without a login, so it listens where only probes and the metrics
// server reach it; nothing here is personal data, nothing here changes anything.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "platform/http/server.h"

namespace notary::admin {

// Called by several threads at once, at each probe; they answer within a few seconds.
struct Checks {
  std::function<absl::Status()> alive;  // false for long: start me again
  std::function<absl::Status()> ready;  // false: send me no work for now
};

// Serves until destroyed:
//   GET /metrics   text format of Prometheus
//   GET /livez     200, or 503 with the code of what fails
//   GET /readyz    the same
// `address` is host:port; INVALID_ARGUMENT when it is not, UNAVAILABLE when the port is taken.
absl::StatusOr<std::unique_ptr<http::Server>> Start(const std::string& address, Checks checks);

}  // namespace notary::admin
