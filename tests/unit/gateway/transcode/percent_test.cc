// Request targets: quality.md D 36, and query strings.
#include "gateway/transcode/percent.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/error.h"

namespace notary::gateway {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(TargetTest, LetsPassWhatHasOneMeaning) {
  for (const char* target :
       {"/", "/v1/offices", "/v1/offices/xuhui/applications/0190:submit", "/docs?a=b&c=%2F..%2F",
        "/apply/", "/v1/x/%E5%BC%A0", "/a-b_c.d~e", "/v1/x?redirect=https://elsewhere/"}) {
    EXPECT_TRUE(CheckTarget(target).ok()) << target;
  }
}

TEST(TargetTest, RefusesTheRest) {
  for (const char* target : {"",
                             "v1",
                             "*",
                             "http://localhost/v1/offices",
                             "//",
                             "//evil/x",
                             "/v1//x",
                             "/v1/../x",
                             "/v1/./x",
                             "/..",
                             "/v1/%2e%2e/x",
                             "/v1/.%2E/x",
                             "/v1/%2f..%2fx",
                             "/v1/..%2fx",
                             "/v1/x%00",
                             "/v1/x%00.html",
                             "/v1/x;a=b",
                             "/v1/x%3Ba",
                             "/v1/x\\y",
                             "/v1/x%5Cy",
                             "/v1/x#y",
                             "/v1/x y",
                             "/v1/%",
                             "/v1/%4",
                             "/v1/%zz",
                             "/v1/%ff",
                             "/v1/%c0%af",
                             "/v1/x%0d%0aSet-Cookie:%20a",
                             "/v1/\x01",
                             "/v1/\xE5\xBC\xA0",
                             "/v1/x%7F",
                             "/v1/{x}",
                             "/v1/x//"}) {
    EXPECT_EQ(ReasonOf(CheckTarget(target)), "TARGET_REFUSED") << target;
  }
}

TEST(QueryTest, DecodesInOrder) {
  const auto query = ParseQuery("a=1&b=%E5%BC%A0+x&a=2&c=&d");
  ASSERT_TRUE(query.ok()) << query.status();
  EXPECT_THAT(*query, ElementsAre(Pair("a", "1"), Pair("b", "张 x"), Pair("a", "2"), Pair("c", ""),
                                  Pair("d", "")));
  EXPECT_TRUE(ParseQuery("")->empty());
}

TEST(QueryTest, RefusesWhatIsBroken) {
  std::string many;
  for (int i = 0; i < 101; ++i) many += "a=1&";
  for (const std::string& query :
       {std::string("a=%"), std::string("a=%00"), std::string("a=%0A"), std::string("=x"),
        std::string("a=%ff"), std::string("&"), many}) {
    EXPECT_EQ(ReasonOf(ParseQuery(query).status()), "QUERY_MALFORMED") << query;
  }
}

}  // namespace
}  // namespace notary::gateway
