// A real office through its one door: everything here goes over HTTPS and JSON.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "platform/base/id.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/http/client.h"
#include "tests/testing/edge/edge_world.h"
#include "tests/testing/office/cast.h"

namespace notary::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

class EdgeTest : public ::testing::Test {
 protected:
  EdgeTest() : client_({.ca_file = World().edge_ca_file(), .reply_size_max = 32 << 20}) {}

  http::Response Send(By by, const std::string& method, const std::string& path,
                      const std::string& type = "", const std::string& body = "") {
    http::Headers headers;
    if (by != By::kNobody) headers.emplace_back("Authorization", TokenOf(World(), by));
    if (!type.empty()) headers.emplace_back("Content-Type", type);
    const auto response = client_.Send({.method = method,
                                        .url = World().edge_url() + path,
                                        .headers = std::move(headers),
                                        .body = body});
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *response : http::Response{};
  }

  json Post(By by, const std::string& path, const json& body) {
    const http::Response response = Send(by, "POST", path, "application/json", body.dump());
    EXPECT_EQ(response.status, 200) << path << response.body;
    return json::parse(response.body, nullptr, false);
  }

  http::Client client_;
};

// A PNG of one pixel with something behind it that decoders skip, so that it has the size we want.
std::string Jpeg(size_t size) {
  std::string jpeg("\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00", 20);
  return jpeg.size() >= size ? jpeg : jpeg + std::string(size - jpeg.size(), '\0');
}

TEST_F(EdgeTest, WhatAnybodyMayAsk) {
  const http::Response offices = Send(By::kNobody, "GET", "/v1/offices");
  ASSERT_EQ(offices.status, 200);
  EXPECT_THAT(offices.body, HasSubstr("offices/xuhui"));
  const http::Response document = Send(By::kNobody, "GET", "/openapi.json");
  EXPECT_TRUE(json::parse(document.body)["paths"].contains("/v1/offices/{office}/applications"));
  // (2026)沪徐证字第9999号, which nobody has.
  const http::Response check =
      Send(By::kNobody, "GET",
           "/v1/offices/xuhui/certificates:check?number=%282026%29%E6%B2%AA%E5%BE%90%E8%AF%81"
           "%E5%AD%97%E7%AC%AC9999%E5%8F%B7&checkCode=AAAA");
  EXPECT_EQ(check.status, 200) << check.body;
  EXPECT_EQ(json::parse(check.body)["status"], "NOT_FOUND");
}

TEST_F(EdgeTest, AnApplicationIsMadeReadAndListed) {
  const json draft = {{"matter", "CERT_MARRIAGE"},
                      {"capacity", "SELF"},
                      {"visitMode", "BEFORE_ISSUE"},
                      {"handoverMode", "COURIER"}};
  const std::string path =
      absl::StrCat("/v1/offices/xuhui/applications?requestId=", NewId(World().Now()));
  const json made = Post(By::kApplicant, path, draft);
  const std::string name = made["name"];
  EXPECT_EQ(Post(By::kApplicant, path, draft)["name"], name);  // the same request again
  const http::Response read = Send(By::kApplicant, "GET", "/v1/" + name);
  EXPECT_EQ(json::parse(read.body)["state"], "DRAFT");
  EXPECT_EQ(Send(By::kOtherPerson, "GET", "/v1/" + name).status, 404);
  EXPECT_EQ(Send(By::kAssistantOfMinhang, "GET", "/v1/" + name).status, 404);
  EXPECT_EQ(Send(By::kNobody, "GET", "/v1/" + name).status, 401);
  EXPECT_EQ(Send(By::kExpired, "GET", "/v1/" + name).status, 401);
  EXPECT_EQ(Send(By::kForged, "GET", "/v1/" + name).status, 401);
  const http::Response list = Send(By::kApplicant, "GET", "/v1/offices/xuhui/applications");
  EXPECT_THAT(list.body, HasSubstr(name));
}

TEST_F(EdgeTest, ADocumentGoesUpInTwoGoesAndComesDownWhole) {
  const std::string photo = Jpeg(3 << 20);
  const json begun = Post(By::kApplicant, "/v1/offices/xuhui/documents",
                          {{"mediaType", "image/jpeg"},
                           {"sizeBytes", absl::StrCat(photo.size())},
                           {"sha256", HexEncode(crypto::Sha256(photo))}});
  const std::string name = begun["name"];
  const std::string content = "/v1/" + name + "/content";
  const size_t half = 1 << 20;
  const http::Response first =
      Send(By::kApplicant, "PUT", content, "image/jpeg", photo.substr(0, half));
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(HeaderOf(first, "upload-offset"), absl::StrCat(half));
  const auto second = client_.Send({.method = "PUT",
                                    .url = World().edge_url() + content,
                                    .headers = {{"Authorization", TokenOf(World(), By::kApplicant)},
                                                {"Content-Type", "image/jpeg"},
                                                {"Upload-Offset", absl::StrCat(half)}},
                                    .body = photo.substr(half)});
  ASSERT_EQ(second->status, 200) << second->body;
  EXPECT_EQ(json::parse(second->body)["receivedBytes"], absl::StrCat(photo.size()));
  EXPECT_EQ(Send(By::kOtherPerson, "PUT", content, "image/jpeg", "x").status, 404);
}

TEST_F(EdgeTest, WhatIsRefusedBelowIsRefusedHereInTheSameWords) {
  const http::Response response = Send(By::kApplicant, "POST", "/v1/offices/xuhui/applications",
                                       "application/json", R"({"matter":"no such matter"})");
  EXPECT_EQ(response.status, 400);
  EXPECT_THAT(response.body, HasSubstr("application.matter"));
  EXPECT_EQ(ReasonIn(response.body), "MALFORMED");
}

TEST_F(EdgeTest, NoMethodForServicesAloneHasAnAddress) {
  const http::Response report =
      Send(By::kSystem, "POST", "/v1/offices/xuhui/applications/x:reportPayment",
           "application/json", "{}");
  EXPECT_EQ(report.status, 404);
  EXPECT_EQ(ReasonIn(report.body), "ADDRESS_UNKNOWN");
}

TEST_F(EdgeTest, AForgedNoticeOfThePaymentProviderIsRefused) {
  const http::Response notice =
      Send(By::kNobody, "POST", "/callbacks/wechat/xuhui", "application/json", "{}");
  EXPECT_GE(notice.status, 400);
  EXPECT_NE(notice.status, 404);
}

}  // namespace
}  // namespace notary::testing
