#include "platform/metrics/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <set>
#include <sstream>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace notary::metrics {

namespace {

// Never destroyed: threads may count until the process is gone.
prometheus::Registry& Registry() {
  static auto& registry = *new prometheus::Registry();
  return registry;
}

struct Hooks {
  absl::Mutex mutex;
  std::set<const std::function<void()>*> all ABSL_GUARDED_BY(mutex);
};

Hooks& AllHooks() {
  static auto& hooks = *new Hooks();
  return hooks;
}

const prometheus::Histogram::BucketBoundaries& Buckets() {
  static const auto& buckets = *new prometheus::Histogram::BucketBoundaries{
      0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10};
  return buckets;
}

prometheus::Labels Convert(const Labels& labels) { return {labels.begin(), labels.end()}; }

}  // namespace

void Counter::Increment() const { counter_->Increment(); }

void Gauge::Set(double value) const { gauge_->Set(value); }
void Gauge::Add(double by) const { gauge_->Increment(by); }

void Duration::Observe(absl::Duration took) const {
  histogram_->Observe(absl::ToDoubleSeconds(took));
}

Counter CounterOf(const std::string& name, const std::string& help, const Labels& labels) {
  return Counter(
      prometheus::BuildCounter().Name(name).Help(help).Register(Registry()).Add(Convert(labels)));
}

Gauge GaugeOf(const std::string& name, const std::string& help, const Labels& labels) {
  return Gauge(
      prometheus::BuildGauge().Name(name).Help(help).Register(Registry()).Add(Convert(labels)));
}

Duration DurationOf(const std::string& name, const std::string& help, const Labels& labels) {
  return Duration(prometheus::BuildHistogram()
                      .Name(name)
                      .Help(help)
                      .Register(Registry())
                      .Add(Convert(labels), Buckets()));
}

ScrapeHook::ScrapeHook(std::function<void()> refresh) : refresh_(std::move(refresh)) {
  absl::MutexLock lock(&AllHooks().mutex);
  AllHooks().all.insert(&refresh_);
}

ScrapeHook::~ScrapeHook() {
  absl::MutexLock lock(&AllHooks().mutex);
  AllHooks().all.erase(&refresh_);
}

std::string Text() {
  {
    // Held while they run, so that none is destroyed under its own call.
    absl::MutexLock lock(&AllHooks().mutex);
    for (const std::function<void()>* refresh : AllHooks().all) (*refresh)();
  }
  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, Registry().Collect());
  return out.str();
}

}  // namespace notary::metrics
