// Ordinary requests over TLS: JSON to a service and back, errors, headers, pages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/testing/edge/edge_world.h"

namespace notary::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

EdgeWorld& World() {
  static std::unique_ptr<EdgeWorld> world = std::make_unique<EdgeWorld>();
  return *world;
}

TEST(RequestsTest, JsonReachesTheServiceAndComesBack) {
  const http::Response response =
      World().Post("/v1/offices/xuhui/echoes/7:say", R"({"text":"张三","big":"9007199254740993"})");
  ASSERT_EQ(response.status, 200) << response.body;
  const json body = json::parse(response.body);
  EXPECT_EQ(body["name"], "offices/xuhui/echoes/7");
  EXPECT_EQ(body["text"], "张三");
  EXPECT_EQ(body["big"], "9007199254740993");
  EXPECT_EQ(World().echo().last_trace(), HeaderOf(response, "x-request-id"));
}

TEST(RequestsTest, EveryAnswerCarriesTheSecurityHeaders) {
  for (const char* path : {"/v1/people/me", "/v1/offices/xuhui/echoes/7", "/nothing", "/docs",
                           "/v1/nothing", "/openapi.json"}) {
    const http::Response response = World().Get(path);
    SCOPED_TRACE(path);
    EXPECT_THAT(HeaderOf(response, "content-security-policy"), HasSubstr("default-src 'none'"));
    EXPECT_THAT(HeaderOf(response, "content-security-policy"), HasSubstr("frame-ancestors 'none'"));
    EXPECT_THAT(HeaderOf(response, "content-security-policy"), Not(HasSubstr("unsafe")));
    EXPECT_THAT(HeaderOf(response, "strict-transport-security"), HasSubstr("max-age=63072000"));
    EXPECT_EQ(HeaderOf(response, "x-content-type-options"), "nosniff");
    EXPECT_EQ(HeaderOf(response, "referrer-policy"), "no-referrer");
    EXPECT_EQ(HeaderOf(response, "cross-origin-opener-policy"), "same-origin");
    EXPECT_EQ(HeaderOf(response, "cross-origin-resource-policy"), "same-origin");
    EXPECT_FALSE(HeaderOf(response, "permissions-policy").empty());
    EXPECT_FALSE(HeaderOf(response, "x-request-id").empty());
    EXPECT_EQ(HeaderOf(response, "server"), "");
    EXPECT_EQ(HeaderOf(response, "access-control-allow-origin"), "");
  }
  EXPECT_EQ(HeaderOf(World().Get("/v1/offices/xuhui/echoes/7"), "cache-control"), "no-store");
}

TEST(RequestsTest, ErrorsComeInTheReadersLanguage) {
  const http::Response zh = World().Get("/v1/offices/xuhui:fail?code=9");
  EXPECT_EQ(zh.status, 400);
  EXPECT_EQ(ReasonIn(zh.body), "ASKED_FOR");
  EXPECT_THAT(zh.body, HasSubstr("如你所愿"));
  EXPECT_EQ(HeaderOf(zh, "content-language"), "zh-CN");
  const http::Response en =
      World().Get("/v1/offices/xuhui:fail?code=8", {{"Accept-Language", "en-GB,en;q=0.9"}});
  EXPECT_EQ(en.status, 429);
  EXPECT_THAT(en.body, HasSubstr("As you wish"));
  EXPECT_EQ(HeaderOf(en, "retry-after"), "7");
}

TEST(RequestsTest, WhatBrokeInsideStaysInside) {
  const http::Response response = World().Get("/v1/offices/xuhui:fail?code=13");
  EXPECT_EQ(response.status, 500);
  EXPECT_THAT(response.body, Not(HasSubstr("secret_table")));
  EXPECT_THAT(response.body, HasSubstr(HeaderOf(response, "x-request-id")));
}

struct Refusal {
  std::string method;
  std::string path;
  http::Headers headers;
  std::string body;
  int status;
  std::string reason;
};

TEST(RequestsTest, RefusesWithTheRightStatus) {
  const http::Headers kJson = {{"Content-Type", "application/json"}};
  const std::string say = "/v1/offices/xuhui/echoes/7:say";
  const Refusal rows[] = {
      {"GET", "/v1/nothing", {}, "", 404, "ADDRESS_UNKNOWN"},
      {"POST", "/v1/offices/xuhui/echoes/7:whisper", kJson, "{}", 404, "ADDRESS_UNKNOWN"},
      {"PUT", say, kJson, "{}", 405, "METHOD_NOT_ALLOWED"},
      {"OPTIONS", say, {{"Access-Control-Request-Method", "POST"}}, "", 405, "METHOD_NOT_ALLOWED"},
      {"DELETE", "/docs", {}, "", 405, "METHOD_NOT_ALLOWED"},
      {"GET", "/callbacks/sf", {}, "", 405, "METHOD_NOT_ALLOWED"},
      {"POST", "/callbacks/unknown", {}, "x", 404, "ADDRESS_UNKNOWN"},
      {"POST", say, {{"Content-Type", "text/plain"}}, "{}", 415, "MEDIA_TYPE_UNSUPPORTED"},
      {"POST",
       say,
       {{"Content-Type", "application/x-www-form-urlencoded"}},
       "a=b",
       415,
       "MEDIA_TYPE_UNSUPPORTED"},
      {"POST",
       say,
       {{"Content-Type", "multipart/form-data; boundary=a"}},
       "x",
       415,
       "MEDIA_TYPE_UNSUPPORTED"},
      {"POST", say, kJson, "", 400, "JSON_EMPTY"},
      {"POST", say, kJson, R"({"unknown":1})", 400, "FIELD_UNKNOWN"},
      {"POST", say, kJson, std::string(3 << 20, ' '), 413, "BODY_TOO_LARGE"},
      {"POST",
       say,
       {{"Content-Type", "application/json"}, {"Origin", "https://evil.example"}},
       "{}",
       400,
       "HEADER_TWICE"},
      {"POST",
       say,
       {{"Content-Type", "application/json"}, {"Expect", "the unexpected"}},
       "{}",
       417,
       "EXPECTATION_UNKNOWN"},
      {"GET", "/v1/people/me", {}, "", 401, "TOKEN_MISSING"},
      {"GET",
       "/v1/people/me",
       {{"Authorization", "Basic eHg="}},
       "",
       400,
       "AUTHORIZATION_MALFORMED"},
      {"GET", "/v1/people/me", {{"Authorization", "Bearer eHg="}}, "", 401, "TOKEN_MALFORMED"},
      {"GET",
       "/v1/people/me?x=1",
       {{"Authorization", "Bearer eHg="}},
       "",
       400,
       "PARAMETER_UNKNOWN"},
      {"GET", "/v1/people/me", {{"Host", "evil.example"}}, "", 421, "HOST_FOREIGN"},
      {"GET", "/v1/session", {}, "", 401, "SESSION_MISSING"},
      {"GET", "/v1/offices/xuhui/echoes/7?text=%00", {}, "", 400, "QUERY_MALFORMED"},
  };
  for (const Refusal& row : rows) {
    SCOPED_TRACE(row.method + " " + row.path + " " + row.reason);
    const http::Response response = World().Send(row.method, row.path, row.headers, row.body);
    EXPECT_EQ(response.status, row.status) << response.body;
    EXPECT_EQ(ReasonIn(response.body), row.reason) << response.body;
  }
  EXPECT_EQ(HeaderOf(World().Send("PUT", say), "allow"), "POST");
}

TEST(RequestsTest, TheDocumentAndThePageAreServed) {
  const http::Response document = World().Get("/openapi.json");
  EXPECT_EQ(json::parse(document.body)["openapi"], "3.1.0");
  const http::Response page = World().Get("/docs");
  EXPECT_THAT(HeaderOf(page, "content-type"), HasSubstr("text/html"));
  EXPECT_EQ(World().Get("/docs.css").status, 200);
}

TEST(RequestsTest, FilesOfTheFolderAreServedAndNothingElse) {
  std::string folder = "/tmp/onevisit-pages.XXXXXX";
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  std::ofstream(folder + "/index.html") << "<p>home";
  EdgeWorld world([&](config::v1::Gateway& config) { config.set_static_folder(folder); });
  const http::Response home = world.Get("/");
  EXPECT_EQ(home.body, "<p>home");
  EXPECT_THAT(HeaderOf(home, "content-security-policy"), HasSubstr("script-src 'self'"));
  const http::Response again = world.Get("/", {{"If-None-Match", HeaderOf(home, "etag")}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(world.Get("/cases/7", {{"Accept", "text/html,*/*;q=0.8"}}).body, "<p>home");
  EXPECT_EQ(world.Get("/app.js", {{"Accept", "text/html"}}).status, 404);
  const http::Response nothing = world.Get("/nothing");
  EXPECT_EQ(nothing.status, 404);
  EXPECT_THAT(nothing.body, HasSubstr("未找到此页面"));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace notary::testing
