// Watching an answer: events when it changes, silence when not, an end when a right is withdrawn.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/testing/edge/edge_world.h"
#include "tests/testing/edge/raw_client.h"

namespace notary::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class WatchTest : public ::testing::Test {
 protected:
  WatchTest()
      : world_([](config::v1::Gateway& config) {
          config.mutable_limits()->set_watch_seconds(1);
          config.mutable_limits()->set_watches_per_caller(2);
        }) {}

  std::unique_ptr<RawClient> Watch(const std::string& headers,
                                   const std::string& path = "/v1/people/me") {
    auto client = std::make_unique<RawClient>(world_.port());
    client->Write(absl::StrCat("GET ", path, " HTTP/1.1\r\nHost: localhost\r\n",
                               "Accept: text/event-stream\r\n", headers, "\r\n"));
    return client;
  }

  std::string Bearer() {
    return absl::StrCat("Authorization: ", world_.Token("persons/z"), "\r\n");
  }

  EdgeWorld world_;
};

TEST_F(WatchTest, AnEventForEachChange) {
  const auto client = Watch(Bearer());
  const std::string first = client->Read("\"asked\":\"0\"}");
  EXPECT_EQ(StatusOf(first), 200);
  EXPECT_THAT(first, HasSubstr("text/event-stream"));
  EXPECT_THAT(first, HasSubstr("retry: 3000"));
  EXPECT_THAT(first, HasSubstr("event: change\ndata: {"));
  EXPECT_THAT(first, HasSubstr("id: "));
  EXPECT_EQ(client->Read("event: change\ndata", absl::Milliseconds(1500)).find("event: change"),
            std::string::npos);
  world_.echo().SetGeneration(7);
  EXPECT_THAT(client->Read("\"asked\":\"7\"}", absl::Seconds(5)), HasSubstr("event: change"));
}

TEST_F(WatchTest, ReconnectingTellsOnlyWhatIsNew) {
  const std::string first = Watch(Bearer())->Read("\"asked\":\"0\"}");
  const size_t id = first.find("id: ") + 4;
  const std::string seen = absl::StrCat("Last-Event-ID: ", first.substr(id, 16), "\r\n");
  const auto client = Watch(Bearer() + seen);
  EXPECT_THAT(client->Read("event: change", absl::Milliseconds(1500)),
              Not(HasSubstr("event: change")));
  world_.echo().SetGeneration(8);
  EXPECT_THAT(client->Read("\"asked\":\"8\"}", absl::Seconds(5)), HasSubstr("event: change"));
}

TEST_F(WatchTest, EndsWithTheSession) {
  const http::Headers page = world_.SignIn("persons/zhang");
  const auto client = Watch(absl::StrCat("Cookie: ", page[0].second, "\r\n"));
  EXPECT_THAT(client->Read("event: change"), HasSubstr("200 OK"));
  world_.echo().EndSession(page[0].second.substr(page[0].second.find('=') + 1));
  const std::string end = client->Read("\r\n0\r\n\r\n", absl::Seconds(8));
  EXPECT_THAT(end, HasSubstr("event: refused"));
  EXPECT_THAT(end, HasSubstr("SESSION_ENDED"));
}

// Else a page left open would keep its session for ever.
TEST_F(WatchTest, DoesNotCountAsUse) {
  const http::Headers page = world_.SignIn("persons/zhang");
  const std::string cookie = absl::StrCat("Cookie: ", page[0].second, "\r\n");
  const int before = world_.echo().tokens_issued();
  const auto client = Watch(cookie + "Last-Event-ID: 0\r\n");
  EXPECT_THAT(client->Read("event: change"), HasSubstr("200 OK"));
  world_.echo().SetGeneration(3);
  client->Read("\"asked\":\"3\"}", absl::Seconds(5));
  EXPECT_GT(world_.echo().tokens_issued(), before);
  EXPECT_EQ(world_.echo().passive_tokens_issued(), world_.echo().tokens_issued() - before);

  RawClient person(world_.port());
  person.Write(absl::StrCat("GET /v1/people/me HTTP/1.1\r\nHost: localhost\r\n", cookie, "\r\n"));
  person.Read("}");
  EXPECT_LT(world_.echo().passive_tokens_issued(), world_.echo().tokens_issued() - before)
      << "what a look was given must not hide that somebody is there";
}

TEST_F(WatchTest, IsRefusedLikeAnyOtherRequest) {
  EXPECT_EQ(StatusOf(Watch("")->Read("}")), 401);
  EXPECT_EQ(StatusOf(Watch(Bearer(), "/v1/people/me?x=1")->Read("}")), 400);
}

TEST_F(WatchTest, HasACapForEachCaller) {
  const auto one = Watch(Bearer());
  one->Read("event: change");
  const auto two = Watch(Bearer());
  two->Read("event: change");
  const std::string third = Watch(Bearer())->Read("}}");
  EXPECT_EQ(StatusOf(third), 429);
  EXPECT_THAT(third, HasSubstr("TOO_MANY_WATCHES"));
  EXPECT_THAT(third, HasSubstr("Retry-After: 30"));
}

TEST_F(WatchTest, StoppingDoesNotWaitForWatchers) {
  const auto client = Watch(Bearer());
  client->Read("event: change");
  const absl::Time start = absl::Now();
  world_.edge().Stop(absl::Seconds(5));
  EXPECT_LT(absl::Now() - start, absl::Seconds(4));
}

}  // namespace
}  // namespace notary::testing
