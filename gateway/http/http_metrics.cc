#include "gateway/http/http_metrics.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "platform/metrics/metrics.h"

namespace notary::gateway::http_metrics {
namespace {

metrics::Counter Answers(int hundreds) {
  return metrics::CounterOf("notary_http_answers_total", "Answers of the HTTP edge by status",
                            {{"status", absl::StrCat(hundreds, "xx")}});
}

const metrics::Gauge& Open() {
  static const metrics::Gauge gauge =
      metrics::GaugeOf("notary_http_connections", "Open connections of the HTTP edge", {});
  return gauge;
}

const metrics::Counter& Refused() {
  static const metrics::Counter counter = metrics::CounterOf(
      "notary_http_connections_refused_total", "Connections turned away by a limit", {});
  return counter;
}

}  // namespace

void Count(int status) {
  static const std::array<metrics::Counter, 5> counters = {Answers(1), Answers(2), Answers(3),
                                                           Answers(4), Answers(5)};
  if (status >= 100 && status < 600) counters[static_cast<size_t>(status / 100 - 1)].Increment();
}

void Observe(absl::Duration took) {
  static const metrics::Duration duration =
      metrics::DurationOf("notary_http_request_seconds", "Time to answer a request", {});
  duration.Observe(took);
}

void Opened() { Open().Add(1); }

void Closed() { Open().Add(-1); }

void TurnedAway() { Refused().Increment(); }

void Prepare() {
  Open();
  Refused();
  Count(0);
}

}  // namespace notary::gateway::http_metrics
