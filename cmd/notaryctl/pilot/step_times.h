// How long each step of many cases took.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace notary::pilot {

struct StepSummary {
  std::string step;
  size_t count = 0;
  double p50_ms = 0;
  double p99_ms = 0;
};

// The value below which `percent` of the sorted values lie (nearest rank). Pre: not empty.
double Percentile(const std::vector<double>& sorted, int percent);

// Thread-safe.
class StepTimes {
 public:
  void Add(const std::string& step, absl::Duration took);
  // By name.
  std::vector<StepSummary> Summaries() const;

 private:
  mutable absl::Mutex mutex_;
  std::map<std::string, std::vector<double>> took_ms_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace notary::pilot
