#include "platform/metrics/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "platform/run/worker.h"

namespace notary::metrics {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(MetricsTest, ACounterIsTheSameForTheSameLabels) {
  const Counter first = CounterOf("notary_test_total", "Help.", {{"kind", "a"}});
  const Counter again = CounterOf("notary_test_total", "Help.", {{"kind", "a"}});
  const Counter other = CounterOf("notary_test_total", "Help.", {{"kind", "b"}});

  first.Increment();
  again.Increment();
  other.Increment();

  EXPECT_THAT(Text(), HasSubstr("# TYPE notary_test_total counter"));
  EXPECT_THAT(Text(), HasSubstr("notary_test_total{kind=\"a\"} 2\n"));
  EXPECT_THAT(Text(), HasSubstr("notary_test_total{kind=\"b\"} 1\n"));
}

TEST(MetricsTest, NothingIsLostBetweenThreads) {
  const Gauge gauge = GaugeOf("notary_test_level", "Help.", {});
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 10000; ++n) gauge.Add(n % 4 == 0 ? -1 : 1);
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_THAT(Text(), HasSubstr("notary_test_level 20000\n"));
}

TEST(MetricsTest, ADurationFallsIntoItsBucket) {
  const Duration duration = DurationOf("notary_test_seconds", "Help.", {});

  duration.Observe(absl::Milliseconds(3));

  EXPECT_THAT(Text(), HasSubstr("notary_test_seconds_bucket{le=\"0.002\"} 0\n"));
  EXPECT_THAT(Text(), HasSubstr("notary_test_seconds_bucket{le=\"0.005\"} 1\n"));
  EXPECT_THAT(Text(), HasSubstr("notary_test_seconds_sum 0.003\n"));
}

TEST(MetricsTest, AHookRunsAtEachLookUntilItIsGone) {
  const Gauge gauge = GaugeOf("notary_test_looks", "Help.", {});
  {
    const ScrapeHook hook([&] { gauge.Add(1); });
    EXPECT_THAT(Text(), HasSubstr("notary_test_looks 1\n"));
    EXPECT_THAT(Text(), HasSubstr("notary_test_looks 2\n"));
  }
  EXPECT_THAT(Text(), HasSubstr("notary_test_looks 2\n"));
}

TEST(MetricsTest, AWorkerCountsItsRunsByOutcome) {
  Wakeup wakeup;
  absl::Notification fourth;
  int run = 0;
  {
    const Worker worker("test.worker", wakeup, absl::Milliseconds(1),
                        [&]() -> absl::StatusOr<int64_t> {
                          if (++run == 4) fourth.Notify();
                          if (run == 1) return absl::UnavailableError("down");
                          return run < 4 ? 1 : 0;
                        });
    fourth.WaitForNotification();
  }

  const std::string runs = "notary_worker_runs_total{outcome=\"";
  EXPECT_THAT(Text(), HasSubstr(runs + "failed\",worker=\"test.worker\"} 1\n"));
  EXPECT_THAT(Text(), HasSubstr(runs + "worked\",worker=\"test.worker\"} 2\n"));
  EXPECT_THAT(Text(), Not(HasSubstr(runs + "idle\",worker=\"test.worker\"} 0\n")));
}

}  // namespace
}  // namespace notary::metrics
