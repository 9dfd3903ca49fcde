// Numbers a process counts about itself, in the text format of Prometheus. Whoever counts asks for
// its metric once, by name and labels, and keeps it: counting is then an addition. Everything lives
// as long as the process. Thread-safe.
//
// A label never holds personal data, and takes few values: a method, a code, a service; no name, no
// number, no id of a case.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "absl/time/time.h"

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
}  // namespace prometheus

namespace notary::metrics {

using Labels = std::map<std::string, std::string>;

// Only grows. Names end in _total.
class Counter {
 public:
  explicit Counter(prometheus::Counter& counter) : counter_(&counter) {}
  void Increment() const;

 private:
  prometheus::Counter* counter_;
};

// Goes up and down.
class Gauge {
 public:
  explicit Gauge(prometheus::Gauge& gauge) : gauge_(&gauge) {}
  void Set(double value) const;
  void Add(double by) const;

 private:
  prometheus::Gauge* gauge_;
};

// How long something took: 14 buckets from 0.5 ms to 10 s. Names end in _seconds.
class Duration {
 public:
  explicit Duration(prometheus::Histogram& histogram) : histogram_(&histogram) {}
  void Observe(absl::Duration took) const;

 private:
  prometheus::Histogram* histogram_;
};

// The metric of this name and these labels, made when there is none. Takes a lock: not for the way
// of a request. Pre: a name has one help text and one kind.
Counter CounterOf(const std::string& name, const std::string& help, const Labels& labels);
Gauge GaugeOf(const std::string& name, const std::string& help, const Labels& labels);
Duration DurationOf(const std::string& name, const std::string& help, const Labels& labels);

// Runs `refresh` before each Text(), until destroyed. For numbers that somebody else already keeps,
// such as the length of a queue. `refresh` must be quick and must not call Text().
class ScrapeHook {
 public:
  explicit ScrapeHook(std::function<void()> refresh);
  ~ScrapeHook();
  ScrapeHook(const ScrapeHook&) = delete;
  ScrapeHook& operator=(const ScrapeHook&) = delete;

 private:
  const std::function<void()> refresh_;
};

// Everything, as Prometheus reads it.
std::string Text();

}  // namespace notary::metrics
