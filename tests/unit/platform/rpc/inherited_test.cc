#include "platform/rpc/inherited.h"

#include <gtest/gtest.h>

#include <thread>

namespace notary::rpc {
namespace {

Call Answered(const std::string& trace, absl::Duration left) {
  Call call;
  call.trace_id = trace;
  call.deadline = absl::Now() + left;
  return call;
}

TEST(InheritedTest, ACallMadeForAnotherHasItsTraceAndNoMoreThanItsTime) {
  const Call call = Answered("trace-1", absl::Seconds(1));
  const Inherited inherited(call);

  const CallOptions options = Inherited::Options("Bearer x");
  EXPECT_EQ(Deadline::OfThread(), call.deadline) << "for outside parties too";

  EXPECT_EQ(options.authorization, "Bearer x");
  EXPECT_EQ(options.trace_id, "trace-1");
  EXPECT_LE(options.timeout, absl::Seconds(1));
}

TEST(InheritedTest, WhoeverHasPlentyOfTimeIsNotWaitedForLonger) {
  const Call call = Answered("trace-1", absl::Hours(1));
  const Inherited inherited(call);

  EXPECT_EQ(Inherited::Options("").timeout, CallOptions().timeout);
}

TEST(InheritedTest, IsOfTheThreadAndEndsWithTheCall) {
  const Call outer = Answered("outer", absl::Seconds(1));
  const Inherited first(outer);
  {
    const Call inner = Answered("inner", absl::Seconds(1));
    const Inherited second(inner);
    EXPECT_EQ(Inherited::Options("").trace_id, "inner");
  }
  EXPECT_EQ(Inherited::Options("").trace_id, "outer");
  std::thread([] { EXPECT_EQ(Inherited::Options("").trace_id, ""); }).join();
}

}  // namespace
}  // namespace notary::rpc
