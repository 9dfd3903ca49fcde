// Sessions at the edge: the cookie, the CSRF token, and how soon an ended session is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/testing/edge/edge_world.h"

namespace notary::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

class SessionTest : public ::testing::Test {
 protected:
  http::Response CreateEcho(http::Headers headers) {
    return world_.Post("/v1/offices/xuhui/echoes", R"({"text":"x"})", std::move(headers));
  }

  static http::Headers Without(http::Headers headers, absl::string_view name) {
    std::erase_if(headers, [&](const auto& header) { return header.first == name; });
    return headers;
  }

  EdgeWorld world_;
};

TEST_F(SessionTest, SigningInMovesTheSecretIntoTheCookie) {
  const http::Response response =
      world_.Post("/v1/people:signIn", R"({"subject":"persons/zhang"})");
  ASSERT_EQ(response.status, 200) << response.body;
  const std::string cookie = HeaderOf(response, "set-cookie");
  EXPECT_THAT(cookie, HasSubstr("__Host-session="));
  EXPECT_THAT(cookie, HasSubstr("HttpOnly"));
  const std::string secret = cookie.substr(15, cookie.find(';') - 15);
  EXPECT_EQ(secret.size(), 43);
  EXPECT_THAT(response.body, Not(HasSubstr(secret)));
  EXPECT_EQ(json::parse(response.body)["session"]["csrfToken"].get<std::string>().size(), 43);
}

TEST_F(SessionTest, TheCookieSpeaksForThePerson) {
  const http::Headers page = world_.SignIn("persons/zhang");
  const http::Response me = world_.Get("/v1/people/me", page);
  ASSERT_EQ(me.status, 200) << me.body;
  EXPECT_EQ(json::parse(me.body)["subject"], "persons/zhang");
  EXPECT_EQ(CreateEcho(page).status, 200);
}

TEST_F(SessionTest, ManyRequestsCostOneTokenASecond) {
  const http::Headers page = world_.SignIn("persons/zhang");
  const int before = world_.echo().tokens_issued();
  for (int i = 0; i < 10; ++i) EXPECT_EQ(world_.Get("/v1/people/me", page).status, 200);
  EXPECT_LE(world_.echo().tokens_issued() - before, 3);
}

TEST_F(SessionTest, AnEndedSessionIsRefusedWithinASecondAndLosesItsCookie) {
  const http::Headers page = world_.SignIn("persons/zhang");
  EXPECT_EQ(world_.Get("/v1/people/me", page).status, 200);
  const std::string& cookie = page[0].second;
  world_.echo().EndSession(cookie.substr(cookie.find('=') + 1));
  absl::SleepFor(absl::Milliseconds(1050));
  const http::Response refused = world_.Get("/v1/people/me", page);
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(ReasonIn(refused.body), "SESSION_ENDED");
  EXPECT_THAT(HeaderOf(refused, "set-cookie"), HasSubstr("Max-Age=0"));
  // What anybody may do, the bearer of an ended session may too; signing in again among it.
  EXPECT_EQ(world_.Post("/v1/people:signIn", R"({"subject":"persons/zhang"})", page).status, 200);
}

TEST_F(SessionTest, SigningOutEndsItAtOnce) {
  const http::Headers page = world_.SignIn("persons/zhang");
  const http::Response out = world_.Post("/v1/people:signOut", "{}", page);
  EXPECT_EQ(out.status, 200);
  EXPECT_THAT(HeaderOf(out, "set-cookie"), HasSubstr("__Host-session=; "));
  EXPECT_EQ(world_.Get("/v1/people/me", page).status, 401);
}

TEST_F(SessionTest, NothingChangesWithoutTheCsrfToken) {
  const http::Headers page = world_.SignIn("persons/zhang");
  const int before = world_.echo().writes();
  http::Headers wrong = Without(page, "X-CSRF-Token");
  EXPECT_EQ(ReasonIn(CreateEcho(wrong).body), "CSRF_TOKEN_MISSING");
  wrong.emplace_back("X-CSRF-Token", world_.SignIn("persons/li")[1].second);  // another session's
  EXPECT_EQ(CreateEcho(wrong).status, 403);
  EXPECT_EQ(world_.Get("/v1/people/me", Without(page, "X-CSRF-Token")).status, 200);
  EXPECT_EQ(world_.echo().writes(), before);
}

TEST_F(SessionTest, NothingChangesForAForeignPage) {
  http::Headers page = world_.SignIn("persons/zhang");
  page.emplace_back("Sec-Fetch-Site", "cross-site");
  const http::Response refused = CreateEcho(page);
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(ReasonIn(refused.body), "ORIGIN_FOREIGN");
  // Nor may it sign a visitor in as somebody else.
  EXPECT_EQ(world_
                .Post("/v1/people:signIn", R"({"subject":"persons/evil"})",
                      {{"Sec-Fetch-Site", "cross-site"}})
                .status,
            403);
}

TEST_F(SessionTest, ASessionIsNeverTheOneAVisitorBrought) {
  const std::string planted(43, 'A');
  const http::Response response =
      world_.Post("/v1/people:signIn", R"({"subject":"persons/zhang"})",
                  {{"Cookie", absl::StrCat("__Host-session=", planted)}});
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_FALSE(absl::StrContains(HeaderOf(response, "set-cookie"), planted));
}

TEST_F(SessionTest, APageGetsItsTokenAgain) {
  const http::Headers page = world_.SignIn("persons/zhang");
  const http::Response session = world_.Get("/v1/session", {page[0]});
  ASSERT_EQ(session.status, 200) << session.body;
  EXPECT_EQ(json::parse(session.body)["csrfToken"], page[1].second);
  const std::string unknown = absl::StrCat("__Host-session=", std::string(43, 'A'));
  const http::Response refused = world_.Get("/v1/session", {{"Cookie", unknown}});
  EXPECT_EQ(refused.status, 401);
  EXPECT_THAT(HeaderOf(refused, "set-cookie"), HasSubstr("Max-Age=0"));
}

TEST_F(SessionTest, AProgramSendsATokenAndNoCookie) {
  const std::string token = world_.Token("persons/api");
  const http::Response created = CreateEcho({{"Authorization", token}});
  EXPECT_EQ(created.status, 200) << created.body;
  http::Headers both = world_.SignIn("persons/zhang");
  both.emplace_back("Authorization", token);
  const http::Response refused = world_.Get("/v1/people/me", both);
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(ReasonIn(refused.body), "TWO_CREDENTIALS");
}

TEST_F(SessionTest, ServicesWithoutIdentityAnswerPrograms) {
  EXPECT_EQ(world_.Get("/v1/people/me", {{"Authorization", world_.Token("persons/api")}}).status,
            200);
}

}  // namespace
}  // namespace notary::testing
