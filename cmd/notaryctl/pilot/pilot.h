// Replays the pilot: many applications at once through the running office, each from an empty form
// to its lawful end, as fast as the machine allows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "cmd/notaryctl/pilot/step_times.h"

namespace notary::pilot {

struct Options {
  std::string config_path;  // of the running notaryd
  int applications = 2605;  // of the first three months
  uint64_t seed = 2017;
  int workers = 24;  // cases under way at once
};

struct Result {
  int applications = 0;
  int delivered = 0;
  int refused = 0;
  int terminated = 0;
  int64_t visits = 0;
  absl::Duration elapsed;
  std::vector<StepSummary> steps;
  std::vector<std::string> failures;  // what did not end as planned, at most 20

  int ended() const { return delivered + refused + terminated; }
  double LifecyclesPerSecond() const { return ended() / absl::ToDoubleSeconds(elapsed); }
  double VisitsPerCase() const {
    return delivered == 0 ? 0 : static_cast<double>(visits) / delivered;
  }
};

// Prints how far it is while it runs. An error only when the office cannot be reached at all.
absl::StatusOr<Result> Run(const Options& options);

// A table for a person.
void Print(const Result& result);

}  // namespace notary::pilot
