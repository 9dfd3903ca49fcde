// Requests put together from path, query and body; responses as JSON.
#include "gateway/transcode/binder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gateway/transcode/route_table.h"
#include "notary/testing/v1/echo_service.pb.h"
#include "platform/base/error.h"

namespace notary::gateway {
namespace {

using ::testing::ElementsAre;
using testing::v1::CreateEchoRequest;
using testing::v1::Echo;

absl::StatusOr<MessagePtr> Bind(const char* http_method, const char* path, const char* query,
                                const char* body) {
  static const auto& table = *new RouteTable(*RouteTable::Build({"notary.testing.v1.EchoService"}));
  const RouteTable::Match match = table.Find(http_method, path);
  return BindRequest(*match.route, match.variables, *ParseQuery(query), body);
}

Echo EchoOf(const char* query) {
  const auto message = Bind("GET", "/v1/offices/x/echoes/7", query, "");
  EXPECT_TRUE(message.ok()) << message.status();
  return message.ok() ? static_cast<const Echo&>(**message) : Echo();
}

TEST(BinderTest, QueryParametersOfEveryKind) {
  const Echo echo = EchoOf(
      "text=a+b&smallNumber=5&big=9223372036854775807&flag=true&colour=RED&tags=x&tags=y"
      "&time=2026-11-25T10:00:00%2B08:00&inner.someText=deep&inner.number=3&colours=1&colours=BLUE"
      "&data=AQID&mask=text,smallNumber");
  EXPECT_EQ(echo.name(), "offices/x/echoes/7");
  EXPECT_EQ(echo.text(), "a b");
  EXPECT_EQ(echo.small_number(), 5);
  EXPECT_EQ(echo.big(), INT64_MAX);
  EXPECT_TRUE(echo.flag());
  EXPECT_THAT(echo.mask().paths(), ElementsAre("text", "small_number"));
  EXPECT_EQ(echo.colour(), Echo::RED);
  EXPECT_THAT(echo.tags(), ElementsAre("x", "y"));
  EXPECT_EQ(echo.time().seconds(), 1795572000);
  EXPECT_EQ(echo.inner().some_text(), "deep");
  EXPECT_EQ(echo.inner().number(), 3);
  EXPECT_THAT(echo.colours(), ElementsAre(Echo::RED, Echo::BLUE));
  EXPECT_EQ(echo.data(), "\x01\x02\x03");
}

TEST(BinderTest, RefusesOtherQueryParameters) {
  const std::pair<const char*, const char*> rows[] = {
      {"unknown=1", "PARAMETER_UNKNOWN"},
      {"inner=x", "PARAMETER_UNKNOWN"},
      {"inners.number=1", "PARAMETER_UNKNOWN"},
      {"labels=x", "PARAMETER_UNKNOWN"},
      {"name=offices/y/echoes/8", "PARAMETER_UNKNOWN"},  // the path says it
      {"text=a&text=b", "PARAMETER_TWICE"},
      {"smallNumber=1&small_number=2", "PARAMETER_TWICE"},
      {"smallNumber=x", "INTEGER_EXPECTED"},
      {"smallNumber=1.0", "INTEGER_EXPECTED"},
      {"smallNumber=99999999999", "OUT_OF_RANGE"},
      {"big=9223372036854775808", "OUT_OF_RANGE"},
      {"flag=yes", "TYPE_MISMATCH"},
      {"colour=GREEN", "ENUM_UNKNOWN"},
      {"colour=999", "ENUM_UNKNOWN"},
      {"time=now", "TIME_MALFORMED"},
      {"mask=small_number", "MASK_MALFORMED"},
      {"mask.paths=text", "PARAMETER_UNKNOWN"},
      {"time.seconds=1", "PARAMETER_UNKNOWN"},
      {"data=***", "BASE64_EXPECTED"},
      {"ratio=1.5", "TYPE_MISMATCH"},
  };
  for (const auto& [query, reason] : rows) {
    const auto message = Bind("GET", "/v1/offices/x/echoes/7", query, "");
    EXPECT_EQ(ReasonOf(message.status()), reason) << query;
  }
}

TEST(BinderTest, BodyOfTheWholeRequest) {
  const auto message = Bind("POST", "/v1/offices/x/echoes/7:say", "",
                            R"({"text":"张","labels":{"a":"b"},"inners":[{"number":"9"}]})");
  ASSERT_TRUE(message.ok()) << message.status();
  const auto& echo = static_cast<const Echo&>(**message);
  EXPECT_EQ(echo.name(), "offices/x/echoes/7");
  EXPECT_EQ(echo.text(), "张");
  EXPECT_EQ(echo.labels().at("a"), "b");
  EXPECT_EQ(echo.inners(0).number(), 9);
}

TEST(BinderTest, BodyOfOneField) {
  const auto message = Bind("POST", "/v1/offices/x/echoes",
                            "requestId=0190163d-8694-739b-aea5-966c26f8ad91", R"({"text":"a"})");
  ASSERT_TRUE(message.ok()) << message.status();
  const auto& request = static_cast<const CreateEchoRequest&>(**message);
  EXPECT_EQ(request.parent(), "offices/x");
  EXPECT_EQ(request.echo().text(), "a");
  EXPECT_EQ(request.request_id(), "0190163d-8694-739b-aea5-966c26f8ad91");
  EXPECT_EQ(ReasonOf(Bind("POST", "/v1/offices/x/echoes", "echo.text=b", "{}").status()),
            "PARAMETER_UNKNOWN");
}

TEST(BinderTest, PathAndBodyMustAgree) {
  const char* path = "/v1/offices/x/echoes/7:say";
  EXPECT_TRUE(Bind("POST", path, "", R"({"name":"offices/x/echoes/7"})").ok());
  EXPECT_EQ(ReasonOf(Bind("POST", path, "", R"({"name":"offices/y/echoes/7"})").status()),
            "PATH_AND_BODY_DIFFER");
  EXPECT_EQ(ReasonOf(Bind("POST", path, "text=b", "{}").status()), "PARAMETER_UNKNOWN");
}

TEST(BinderTest, NoBodyWhereNoneBelongs) {
  EXPECT_EQ(ReasonOf(Bind("GET", "/v1/people/me", "", "{}").status()), "BODY_NOT_ALLOWED");
  EXPECT_TRUE(Bind("GET", "/v1/people/me", "", "").ok());
}

}  // namespace
}  // namespace notary::gateway
