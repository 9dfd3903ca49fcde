// The self-dial and what it is for.
#include "platform/rpc/watchdog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>

#include "absl/synchronization/notification.h"
#include "platform/rpc/self_dial.h"
#include "platform/rpc/server.h"

namespace notary::rpc {
namespace {

constexpr absl::Duration kOften = absl::Milliseconds(1);

TEST(WatchdogTest, GivesUpAfterThreeFailuresInARow) {
  std::atomic<int> dials{0};
  absl::Notification gave_up;
  const Watchdog dog(
      kOften,
      [&] {
        // Fails twice, answers, then fails for good.
        return ++dials == 3 ? absl::OkStatus() : absl::DeadlineExceededError("no answer");
      },
      [&] { gave_up.Notify(); });

  ASSERT_TRUE(gave_up.WaitForNotificationWithTimeout(absl::Seconds(30)));
  EXPECT_EQ(dials, 6);
}

TEST(WatchdogTest, LeavesALivingServerAlone) {
  std::atomic<int> dials{0};
  absl::Notification many;
  bool gave_up = false;
  {
    const Watchdog dog(
        kOften,
        [&] {
          if (++dials == 20) many.Notify();
          return dials % 3 == 0 ? absl::OkStatus() : absl::UnavailableError("busy");
        },
        [&] { gave_up = true; });
    ASSERT_TRUE(many.WaitForNotificationWithTimeout(absl::Seconds(30)));
  }
  EXPECT_FALSE(gave_up);
}

class ListenerTest : public ::testing::Test {
 protected:
  ~ListenerTest() override {
    server_.reset();
    unlink(socket_.c_str());
    rmdir(folder_.c_str());
  }

  static std::string NewFolder() {
    char name[] = "/tmp/onevisit-watchdog-XXXXXX";
    return mkdtemp(name);
  }

  const std::string folder_ = NewFolder();
  const std::string socket_ = folder_ + "/sock";
  RealClock clock_;
  TokenVerifier nobody_{{}};
  absl::Notification dead_;
  std::unique_ptr<Server> server_ = *Server::Start({.socket_path = socket_,
                                                    .self_dial_interval = kOften,
                                                    .on_dead_listener = [this] { dead_.Notify(); }},
                                                   {}, clock_, nobody_);
};

// Nobody can connect any more, although every connection there is goes on: the state gRPC 1.51 gets
// into after it ran out of file descriptors.
TEST_F(ListenerTest, ADeadListenerIsNoticedThoughTheInsideLives) {
  ASSERT_TRUE(server_->SelfDial().ok());
  ASSERT_TRUE(DialSocket(socket_).ok());

  ASSERT_EQ(unlink(socket_.c_str()), 0);

  EXPECT_TRUE(dead_.WaitForNotificationWithTimeout(absl::Seconds(30)));
  EXPECT_FALSE(server_->SelfDial().ok());
  EXPECT_TRUE(server_->in_process().CallBytes("/grpc.health.v1.Health/Check", "", {}).ok());
}

TEST(ListenerlessTest, AServerWithoutListenersHasNothingToDial) {
  const RealClock clock;
  const TokenVerifier nobody{{}};
  const auto server = Server::Start({}, {}, clock, nobody);

  ASSERT_TRUE(server.ok());
  EXPECT_TRUE((*server)->SelfDial().ok());
}

}  // namespace
}  // namespace notary::rpc
