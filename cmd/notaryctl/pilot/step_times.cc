#include "cmd/notaryctl/pilot/step_times.h"

#include <algorithm>

namespace notary::pilot {

double Percentile(const std::vector<double>& sorted, int percent) {
  const size_t rank = (sorted.size() * static_cast<size_t>(percent) + 99) / 100;
  return sorted[std::max<size_t>(rank, 1) - 1];
}

void StepTimes::Add(const std::string& step, absl::Duration took) {
  absl::MutexLock lock(&mutex_);
  took_ms_[step].push_back(absl::ToDoubleMilliseconds(took));
}

std::vector<StepSummary> StepTimes::Summaries() const {
  absl::MutexLock lock(&mutex_);
  std::vector<StepSummary> summaries;
  for (const auto& [step, took_ms] : took_ms_) {
    std::vector<double> sorted = took_ms;
    std::sort(sorted.begin(), sorted.end());
    summaries.push_back({.step = step,
                         .count = sorted.size(),
                         .p50_ms = Percentile(sorted, 50),
                         .p99_ms = Percentile(sorted, 99)});
  }
  return summaries;
}

}  // namespace notary::pilot
