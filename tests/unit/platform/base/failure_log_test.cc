#include "platform/base/failure_log.h"

#include <gtest/gtest.h>

namespace notary {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

TEST(FailureLogTest, AStormIsCountedInsteadOfWritten) {
  FailureLog log;
  for (int i = 0; i < FailureLog::kPerSecond; ++i) EXPECT_EQ(log.Admit(kNow), 0);
  for (int i = 0; i < 7; ++i) EXPECT_EQ(log.Admit(kNow + absl::Milliseconds(900)), std::nullopt);

  EXPECT_EQ(log.Admit(kNow + absl::Seconds(1)), 7);
  EXPECT_EQ(log.Admit(kNow + absl::Seconds(1)), 0);
}

TEST(FailureLogTest, AClockThatWasSetBackSilencesNothing) {
  FailureLog log;
  for (int i = 0; i < FailureLog::kPerSecond; ++i) log.Admit(kNow);
  EXPECT_EQ(log.Admit(kNow - absl::Hours(1)), 0);
}

TEST(ImpersonalTest, NumbersAndNamesAreLeftOut) {
  EXPECT_EQ(Impersonal("lock_timeout after 10 s"), "lock_timeout after 10 s");
  EXPECT_EQ(Impersonal("张一 13800138000 refused"), " # refused");
  EXPECT_EQ(Impersonal("Key (id_number)=(31010419900307742X)"), "Key (id_number)=(#X)");
  EXPECT_EQ(Impersonal("line\nbreak 𫖯"), "linebreak ");
  EXPECT_EQ(Impersonal(std::string(1000, 'a')).size(), 200U);
}

}  // namespace
}  // namespace notary
