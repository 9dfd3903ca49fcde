// How much of everything: connections, requests, time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/testing/edge/edge_world.h"
#include "tests/testing/edge/raw_client.h"

namespace notary::testing {
namespace {

using ::testing::HasSubstr;

constexpr char kGet[] = "GET /v1/offices/xuhui/echoes/7 HTTP/1.1\r\nHost: localhost\r\n\r\n";

TEST(LimitsTest, AnAddressHasSoManyConnections) {
  EdgeWorld world(
      [](config::v1::Gateway& config) { config.mutable_limits()->set_connections_per_address(3); });
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 3; ++i) clients.push_back(std::make_unique<RawClient>(world.port()));
  for (const auto& client : clients) EXPECT_TRUE(client->connected());
  EXPECT_FALSE(RawClient(world.port()).connected());
  clients.pop_back();
  bool again = false;
  for (int i = 0; i < 50 && !again; ++i) {
    absl::SleepFor(absl::Milliseconds(20));
    again = RawClient(world.port()).connected();
  }
  EXPECT_TRUE(again);
}

TEST(LimitsTest, AnAddressHasSoManyRequests) {
  EdgeWorld world([](config::v1::Gateway& config) {
    config.mutable_limits()->set_address_requests_per_second(1);
    config.mutable_limits()->set_address_burst(5);
  });
  int refused = 0;
  for (int i = 0; i < 10; ++i) {
    const http::Response response =
        world.Get("/v1/offices/xuhui/echoes/7", {{"X-Forwarded-For", absl::StrCat("9.9.9.", i)}});
    if (response.status != 429) continue;
    ++refused;
    EXPECT_EQ(ReasonIn(response.body), "RATE_LIMITED");
    EXPECT_EQ(HeaderOf(response, "retry-after"), "1");
  }
  EXPECT_GE(refused, 4);
}

TEST(LimitsTest, AnAddressHasSoManyMessagesSent) {
  EdgeWorld world([](config::v1::Gateway& config) {
    config.mutable_limits()->set_address_messages_per_second(0.001);
    config.mutable_limits()->set_address_message_burst(2);
  });
  const auto send = [&] { return world.Post("/v1/people:signIn", R"({"subject":"persons/one"})"); };
  EXPECT_EQ(send().status, 200);
  EXPECT_EQ(send().status, 200);
  const http::Response third = send();

  EXPECT_EQ(third.status, 429);
  EXPECT_EQ(ReasonIn(third.body), "RATE_LIMITED");
  EXPECT_EQ(world.Get("/v1/offices/xuhui/echoes/7").status, 200);
}

TEST(LimitsTest, BehindAProxyOfOursEachClientIsCountedAlone) {
  EdgeWorld world([](config::v1::Gateway& config) {
    config.mutable_limits()->set_address_requests_per_second(1);
    config.mutable_limits()->set_address_burst(1);
    config.add_trusted_proxies("127.0.0.1");
  });
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(
        world.Get("/v1/offices/xuhui/echoes/7", {{"X-Forwarded-For", absl::StrCat("9.9.9.", i)}})
            .status,
        200);
  }
}

TEST(LimitsTest, ACallerHasSoManyRequests) {
  EdgeWorld world([](config::v1::Gateway& config) {
    config.mutable_limits()->set_caller_requests_per_second(1);
    config.mutable_limits()->set_caller_burst(3);
  });
  const std::string hasty = world.Token("persons/hasty");
  int refused = 0;
  for (int i = 0; i < 6; ++i) {
    if (world.Get("/v1/people/me", {{"Authorization", hasty}}).status == 429) ++refused;
  }
  EXPECT_GE(refused, 2);
  EXPECT_EQ(world.Get("/v1/people/me", {{"Authorization", world.Token("persons/calm")}}).status,
            200);
}

TEST(LimitsTest, SlowClientsGoAndOthersAreServed) {
  EdgeWorld world([](config::v1::Gateway& config) {
    config.mutable_limits()->set_head_seconds(1);
    config.mutable_limits()->set_connections_per_address(1000);
  });
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int i = 0; i < 50; ++i) {
    slow.push_back(std::make_unique<RawClient>(world.port()));
    slow.back()->Write("GET / HT");
  }
  const absl::Time start = absl::Now();
  EXPECT_EQ(world.Get("/v1/offices/xuhui/echoes/7").status, 200);
  EXPECT_LT(absl::Now() - start, absl::Seconds(1));
  // A byte now and then does not buy time.
  for (int i = 0; i < 15; ++i) {
    slow[0]->Write("a");
    absl::SleepFor(absl::Milliseconds(100));
  }
  for (const auto& client : slow) client->Read({}, absl::Seconds(3));
  for (const auto& client : slow) EXPECT_TRUE(client->closed());
}

// Rows 41 and 43 of the bad inputs: a body that dribbles or never comes is given up, and says so.
TEST(LimitsTest, ASlowBodyIsGivenUpWithAReason) {
  EdgeWorld world(
      [](config::v1::Gateway& config) { config.mutable_limits()->set_body_seconds(1); });
  const std::string head =
      "POST /v1/offices/xuhui/echoes/7:say HTTP/1.1\r\nHost: localhost\r\n"
      "Content-Type: application/json\r\nContent-Length: 100\r\n";
  RawClient dribbling(world.port());
  dribbling.Write(head + "\r\n{");
  RawClient invited(world.port());
  invited.Write(head + "Expect: 100-continue\r\n\r\n");
  for (int i = 0; i < 12; ++i) {
    dribbling.Write(" ");
    absl::SleepFor(absl::Milliseconds(100));
  }
  const std::string answer = dribbling.Read();
  EXPECT_EQ(StatusOf(answer), 408);
  EXPECT_THAT(answer, ::testing::HasSubstr("BODY_TIMEOUT"));
  EXPECT_TRUE(dribbling.closed());
  EXPECT_THAT(invited.Read(), ::testing::HasSubstr("HTTP/1.1 408"));
}

TEST(LimitsTest, StoppingFinishesWhatHasBegun) {
  EdgeWorld world;
  RawClient client(world.port());
  client.Write(kGet);
  EXPECT_EQ(StatusOf(client.Read("}")), 200);
  world.edge().Stop(absl::Seconds(2));
  EXPECT_FALSE(RawClient(world.port()).connected());
}

TEST(LimitsTest, AWrongConfigurationDoesNotStart) {
  EdgeWorld world;
  const rpc::Router router;
  const auto start = [&](const std::function<void(config::v1::Gateway&)>& change) {
    config::v1::Gateway config;
    config.set_listen_address("127.0.0.1:0");
    config.set_certificate_file(world.folder() + "/edge.crt");
    config.set_key_file(world.folder() + "/edge.key");
    config.add_hosts("localhost");
    change(config);
    return gateway::Edge::Start(config, router, [] { return std::string(); }).status();
  };
  EXPECT_TRUE(start([](auto&) {}).ok());
  EXPECT_FALSE(start([](auto& c) { c.set_listen_address("localhost"); }).ok());
  EXPECT_FALSE(start([](auto& c) { c.set_listen_address("a.example:1"); }).ok());
  EXPECT_FALSE(start([](auto& c) { c.clear_hosts(); }).ok());
  EXPECT_FALSE(start([](auto& c) { c.set_key_file("/nonexistent"); }).ok());
  EXPECT_FALSE(start([](auto& c) { c.set_certificate_file(c.key_file()); }).ok());
  EXPECT_FALSE(start([](auto& c) { c.set_static_folder("/nonexistent"); }).ok());
  EXPECT_FALSE(
      start([&](auto& c) { c.set_listen_address(absl::StrCat("127.0.0.1:", world.port())); }).ok());
}

}  // namespace
}  // namespace notary::testing
