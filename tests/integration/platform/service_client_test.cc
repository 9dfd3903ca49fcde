#include "platform/rpc/service_client.h"

#include <gtest/gtest.h>

#include <thread>

#include "platform/rpc/inherited.h"
#include "tests/testing/edge/echo_service.h"
#include "tests/testing/rpc_harness.h"

namespace notary::testing {
namespace {

constexpr char kEcho[] = "notary.testing.v1.EchoService";

class ServiceClientTest : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Echo> Say() {
    v1::Echo request;
    request.set_name("offices/xuhui/echoes/7");
    return client_.Call<v1::Echo>("SayEcho", request);
  }

  EchoService echo_{[](const std::string&) { return std::string(); }};
  RpcHarness newer_{echo_.Bind()};
  RpcHarness older_{std::vector<rpc::Service>()};  // the service is not known there yet
  rpc::Router router_;
  rpc::ServiceClient client_{router_, kEcho,
                             [this] { return newer_.Token(SystemService("application")); }};
};

TEST_F(ServiceClientTest, HandsOnTheTraceOfTheCallThatIsAnswered) {
  router_.Route(kEcho, &newer_.channel());
  rpc::Call answered;
  answered.trace_id = "trace-of-the-client";
  const rpc::Inherited inherited(answered);

  ASSERT_TRUE(Say().ok());

  EXPECT_EQ(echo_.last_trace(), "trace-of-the-client");
}

TEST_F(ServiceClientTest, WhatAnOlderProcessDoesNotKnowANewerIsAsked) {
  router_.Route(kEcho, &older_.channel());
  absl::StatusOr<v1::Echo> said = absl::UnknownError("not asked");
  std::thread asking([&] { said = Say(); });
  absl::SleepFor(absl::Milliseconds(50));
  router_.Route(kEcho, &newer_.channel());
  asking.join();

  EXPECT_TRUE(said.ok()) << said.status();
}

// Whoever is asked may wait for that very connection.
TEST_F(ServiceClientTest, AsksNobodyWhileAConnectionIsHeld) {
  router_.Route(kEcho, &newer_.channel());
  Held::Add();
  const absl::Status held = Say().status();
  Held::Drop();

  EXPECT_TRUE(absl::IsInternal(held)) << held;
  EXPECT_TRUE(Say().ok());
}

TEST_F(ServiceClientTest, WhatNobodyKnowsIsToldInTheEnd) {
  router_.Route(kEcho, &older_.channel());

  EXPECT_TRUE(absl::IsUnimplemented(Say().status()));
}

}  // namespace
}  // namespace notary::testing
