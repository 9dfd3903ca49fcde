// Files as plain bodies: uploads that go on after a cut line, forms, downloads.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "platform/crypto/digest.h"
#include "tests/testing/edge/edge_world.h"
#include "tests/testing/edge/raw_client.h"

namespace notary::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

constexpr char kName[] = "offices/xuhui/echoes/7";
constexpr char kPath[] = "/v1/offices/xuhui/echoes/7/content";
constexpr size_t kMiB = 1 << 20;

class FilesTest : public ::testing::Test {
 protected:
  http::Headers Raw(http::Headers more = {}) {
    more.emplace_back("Authorization", world_.Token("persons/zhang"));
    more.emplace_back("Content-Type", "application/octet-stream");
    return more;
  }

  std::string RawHead(size_t length, size_t offset) {
    return absl::StrCat("PUT ", kPath, " HTTP/1.1\r\nHost: localhost\r\nAuthorization: ",
                        world_.Token("persons/zhang"),
                        "\r\nContent-Type: application/octet-stream\r\nUpload-Offset: ", offset,
                        "\r\nContent-Length: ", length, "\r\n\r\n");
  }

  EdgeWorld world_;
};

TEST_F(FilesTest, AFileOf20MiBGoesUpAndComesDown) {
  const std::string photo = crypto::RandomBytes(20 * kMiB);
  const http::Response up = world_.Send("PUT", kPath, Raw(), photo);
  ASSERT_EQ(up.status, 200) << up.body;
  EXPECT_EQ(HeaderOf(up, "upload-offset"), absl::StrCat(photo.size()));
  EXPECT_EQ(world_.echo().Content(kName), photo);
  EXPECT_EQ(world_.echo().writes(), 20);
  const http::Response down = world_.Get(kPath, {{"Authorization", world_.Token("persons/zhang")}});
  EXPECT_EQ(down.status, 200);
  EXPECT_EQ(down.body, photo);
  EXPECT_EQ(HeaderOf(down, "content-disposition"), "attachment");
  EXPECT_EQ(HeaderOf(down, "content-type"), "application/octet-stream");
  EXPECT_THAT(HeaderOf(down, "content-security-policy"), HasSubstr("sandbox"));
}

TEST_F(FilesTest, ACutUploadGoesOnWhereItStopped) {
  const std::string photo = crypto::RandomBytes(5 * kMiB);
  size_t received = 0;
  for (const size_t cut_at : {kMiB / 3, 2 * kMiB, 4 * kMiB + 17}) {
    RawClient client(world_.port());
    ASSERT_TRUE(client.Write(RawHead(photo.size() - received, received)));
    ASSERT_TRUE(client.Write(absl::string_view(photo).substr(received, cut_at - received)));
    absl::SleepFor(absl::Milliseconds(200));  // the bytes are on their way
    client.Cut();
    absl::SleepFor(absl::Milliseconds(300));
    const std::string kept = world_.echo().Content(kName);
    EXPECT_EQ(kept, photo.substr(0, kept.size()));
    EXPECT_GT(kept.size() + kMiB, cut_at);  // at most a MiB is sent twice
    received = kept.size();
  }
  const http::Response rest = world_.Send(
      "PUT", kPath, Raw({{"Upload-Offset", absl::StrCat(received)}}), photo.substr(received));
  ASSERT_EQ(rest.status, 200) << rest.body;
  EXPECT_EQ(world_.echo().Content(kName), photo);
}

TEST_F(FilesTest, ABodyShorterThanItsLengthIsNoUpload) {
  RawClient client(world_.port());
  client.Write(RawHead(1000, 0));
  client.Write(std::string(10, 'x'));
  client.Cut();
  absl::SleepFor(absl::Milliseconds(300));
  EXPECT_EQ(world_.echo().Content(kName).size() % 10, 0);
}

TEST_F(FilesTest, UploadsAreRefusedWhereTheyAreWrong) {
  const auto reason = [&](http::Headers headers, const std::string& body) {
    return ReasonIn(world_.Send("PUT", kPath, std::move(headers), body).body);
  };
  EXPECT_EQ(reason(Raw({{"Upload-Offset", "-1"}}), "x"), "OFFSET_MALFORMED");
  EXPECT_EQ(reason(Raw({{"Upload-Offset", "x"}}), "x"), "OFFSET_MALFORMED");
  EXPECT_EQ(reason(Raw({{"Upload-Offset", "5"}}), "x"), "OFFSET_AHEAD");
  EXPECT_EQ(reason(Raw(), ""), "BODY_EMPTY");
  EXPECT_EQ(
      reason({{"Authorization", world_.Token("persons/a")}, {"Content-Type", "text/plain"}}, "x"),
      "MEDIA_TYPE_UNSUPPORTED");
  EXPECT_EQ(reason({{"Content-Type", "image/png"}}, "x"), "TOKEN_MISSING");
  EXPECT_EQ(world_.echo().Content(kName), "");
}

TEST_F(FilesTest, APageUploadsWithItsToken) {
  http::Headers page = world_.SignIn("persons/zhang");
  page.emplace_back("Content-Type", "image/jpeg");
  EXPECT_EQ(world_.Send("PUT", kPath, page, "bytes").status, 200);
  page.erase(page.begin() + 1);  // the CSRF token
  EXPECT_EQ(world_.Send("PUT", kPath, page, "other").status, 403);
  EXPECT_EQ(world_.echo().Content(kName), "bytes");
}

TEST_F(FilesTest, ChunkedUploadsAreTaken) {
  RawClient client(world_.port());
  client.Write(absl::StrCat("PUT ", kPath, " HTTP/1.1\r\nHost: localhost\r\nAuthorization: ",
                            world_.Token("persons/zhang"),
                            "\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n"
                            "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"));
  EXPECT_EQ(StatusOf(client.Read("}")), 200);
  EXPECT_EQ(world_.echo().Content(kName), "abcde");
}

TEST_F(FilesTest, WhatIsNotThereCannotBeDownloaded) {
  const http::Response none = world_.Get(kPath, {{"Authorization", world_.Token("persons/a")}});
  EXPECT_EQ(none.status, 404);
  EXPECT_EQ(ReasonIn(none.body), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(world_.Get(kPath).status, 401);
}

TEST_F(FilesTest, APlainFormSendsASmallFile) {
  const std::string body =
      "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.png\"\r\n"
      "Content-Type: image/png\r\n\r\nbytes\r\n--B--\r\n";
  const http::Response created = world_.Send("POST", "/v1/offices/xuhui/echoes",
                                             {{"Authorization", world_.Token("persons/zhang")},
                                              {"Content-Type", "multipart/form-data; boundary=B"}},
                                             body);
  ASSERT_EQ(created.status, 200) << created.body;
  const json echo = json::parse(created.body);
  EXPECT_EQ(echo["data"], "Ynl0ZXM=");
  EXPECT_EQ(echo["big"], "5");
}

}  // namespace
}  // namespace notary::testing
