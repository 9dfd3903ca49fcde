#include "platform/rpc/call_metrics.h"

namespace notary::rpc {

CallMetrics::CallMetrics(std::string service, std::string method)
    : service_(std::move(service)),
      method_(std::move(method)),
      duration_(metrics::DurationOf("notary_rpc_duration_seconds",
                                    "From the arrival of a call to its answer",
                                    {{"service", service_}, {"method", method_}})) {}

CallMetrics::~CallMetrics() {
  for (const std::atomic<const metrics::Counter*>& counter : by_code_) delete counter.load();
}

void CallMetrics::Note(absl::StatusCode code, absl::Duration took) {
  duration_.Observe(took);
  const auto index = static_cast<size_t>(code);
  std::atomic<const metrics::Counter*>& slot =
      by_code_.at(index < kCodes ? index : static_cast<size_t>(absl::StatusCode::kUnknown));
  const metrics::Counter* counter = slot.load(std::memory_order_acquire);
  if (counter == nullptr) {
    auto made = std::make_unique<metrics::Counter>(metrics::CounterOf(
        "notary_rpc_total", "Calls answered, by their status code",
        {{"service", service_}, {"method", method_}, {"code", absl::StatusCodeToString(code)}}));
    // Another thread may have been first; both count in the same place.
    if (slot.compare_exchange_strong(counter, made.get())) counter = made.release();
  }
  counter->Increment();
}

}  // namespace notary::rpc
