#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "absl/synchronization/notification.h"
#include "platform/run/executor.h"
#include "platform/run/wakeup.h"
#include "platform/run/worker.h"

namespace notary {
namespace {

TEST(ExecutorTest, RefusesWhatDoesNotFitAndFinishesTheRest) {
  std::atomic<int> done{0};
  absl::Notification go;
  {
    Executor executor(1, 2);
    absl::Notification started;
    ASSERT_TRUE(executor.TrySubmit([&] {
      started.Notify();
      go.WaitForNotification();
      ++done;
    }));
    started.WaitForNotification();
    EXPECT_TRUE(executor.TrySubmit([&] { ++done; }));
    EXPECT_TRUE(executor.TrySubmit([&] { ++done; }));
    EXPECT_FALSE(executor.TrySubmit([&] { ++done; }));
    go.Notify();
  }
  EXPECT_EQ(done, 3);
}

TEST(ExecutorTest, TakesNothingAfterStop) {
  Executor executor(2, 10);
  executor.Stop();
  EXPECT_FALSE(executor.TrySubmit([] {}));
}

TEST(WakeupTest, ARingBeforeTheWaitIsNotLost) {
  Wakeup wakeup;
  const int64_t seen = wakeup.rings();
  wakeup.Notify();
  wakeup.Wait(seen, absl::InfiniteDuration());  // returns at once
  EXPECT_EQ(wakeup.rings(), seen + 1);
}

TEST(WorkerTest, WorksUntilNothingIsLeftAndAgainWhenRung) {
  Wakeup wakeup;
  std::atomic<int> left{3};
  absl::Notification empty, again;
  std::atomic<bool> rung{false};
  const Worker worker("test", wakeup, absl::Hours(1), [&]() -> absl::StatusOr<int64_t> {
    if (left > 0) return left-- > 0 ? 1 : 0;
    if (!empty.HasBeenNotified()) empty.Notify();
    if (rung && !again.HasBeenNotified()) again.Notify();
    return 0;
  });
  empty.WaitForNotification();
  rung = true;
  wakeup.Notify();
  EXPECT_TRUE(again.WaitForNotificationWithTimeout(absl::Seconds(30)));
}

TEST(WorkerTest, AFailureDoesNotEndIt) {
  Wakeup wakeup;
  std::atomic<int> tries{0};
  absl::Notification third;
  const Worker worker("test", wakeup, absl::Milliseconds(1), [&]() -> absl::StatusOr<int64_t> {
    if (++tries == 3) third.Notify();
    return absl::UnavailableError("down");
  });
  EXPECT_TRUE(third.WaitForNotificationWithTimeout(absl::Seconds(30)));
}

}  // namespace
}  // namespace notary
