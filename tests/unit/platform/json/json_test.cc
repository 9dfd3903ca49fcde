#include "platform/json/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "platform/base/error.h"

namespace notary::json {
namespace {

TEST(JsonTest, ReadsMembersOfTheRightTypeOnly) {
  const auto value = ParseObject(R"({"t":"公证","n":-7,"b":true,"o":{"x":1},"a":[1],"f":1.5})");
  ASSERT_TRUE(value.ok()) << value.status();
  EXPECT_EQ(GetText(*value, "t"), "公证");
  EXPECT_EQ(GetInt(*value, "n"), -7);
  EXPECT_EQ(GetBool(*value, "b"), true);
  EXPECT_EQ(GetInt(GetObject(*value, "o"), "x"), 1);
  EXPECT_EQ(GetArray(*value, "a").size(), 1);
  EXPECT_EQ(GetText(*value, "n"), std::nullopt);
  EXPECT_EQ(GetInt(*value, "f"), std::nullopt);
  EXPECT_EQ(GetInt(*value, "absent"), std::nullopt);
  EXPECT_TRUE(GetObject(*value, "a").empty());
  EXPECT_TRUE(GetArray(*value, "o").empty());
  EXPECT_EQ(GetText(GetArray(*value, "a"), "t"), std::nullopt);
}

TEST(JsonTest, ANumberAboveTheSignedRangeIsNoInteger) {
  const auto value = ParseObject(R"({"n":18446744073709551615,"max":9223372036854775807})");
  EXPECT_EQ(GetInt(*value, "n"), std::nullopt);
  EXPECT_EQ(GetInt(*value, "max"), INT64_MAX);
}

TEST(JsonTest, RefusesWhatIsNoObject) {
  for (const char* text :
       {"", "[]", "1", "{", "{\"a\":1}x", "{'a':1}", "\"{}\"", "{\"a\":\"\xff\"}"}) {
    EXPECT_EQ(ReasonOf(ParseObject(text).status()), "JSON_INVALID") << text;
  }
}

TEST(JsonTest, SurvivesDeepNesting) {
  const std::string deep = "{\"a\":" + std::string(100000, '[') + std::string(100000, ']') + "}";
  EXPECT_TRUE(ParseObject(deep).ok());
}

TEST(JsonTest, PrintsInvalidUtf8WithReplacement) {
  EXPECT_EQ(Print({{"a", "x\xff"}}), "{\"a\":\"x\xEF\xBF\xBD\"}");
}

}  // namespace
}  // namespace notary::json
