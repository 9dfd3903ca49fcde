// Refusals as JSON, in the reader's language.
#include "gateway/transcode/error_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "platform/base/error.h"

namespace notary::gateway {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(LanguageTest, IsTheOneTheBrowserPrefers) {
  const std::pair<const char*, Language> rows[] = {
      {"", Language::kZh},
      {"zh-CN,zh;q=0.9,en;q=0.8", Language::kZh},
      {"en-GB,en;q=0.9", Language::kEn},
      {"fr,en;q=0.5,zh;q=0.4", Language::kEn},
      {"fr", Language::kZh},
      {"en;q=0", Language::kZh},
      {"EN", Language::kEn},
      {"en;q=abc", Language::kZh},
      {";;;,,,q=", Language::kZh},
  };
  for (const auto& [header, language] : rows) EXPECT_EQ(ChooseLanguage(header), language) << header;
}

TEST(ErrorJsonTest, HasTheFormOfAip193) {
  const absl::Status status =
      InvalidFields({{"form.id_number", "CHECK_DIGIT", {"校验位不正确", "Wrong check digit"}}});
  const json body = json::parse(ErrorJson(status, 400, Language::kZh, "trace-1"));
  EXPECT_EQ(body["error"]["code"], 400);
  EXPECT_EQ(body["error"]["status"], "INVALID_ARGUMENT");
  EXPECT_EQ(body["error"]["message"], "校验位不正确");
  const json& details = body["error"]["details"];
  EXPECT_EQ(details[0]["@type"], "type.googleapis.com/google.rpc.ErrorInfo");
  EXPECT_EQ(details[0]["reason"], "CHECK_DIGIT");
  EXPECT_EQ(details[0]["metadata"]["trace"], "trace-1");
  EXPECT_EQ(details[1]["fieldViolations"][0]["field"], "form.id_number");
  EXPECT_EQ(details[2]["locale"], "zh-CN");
  EXPECT_THAT(ErrorJson(status, 400, Language::kEn, ""), HasSubstr("Wrong check digit"));
}

TEST(ErrorJsonTest, WhatBrokeInsideStaysInside) {
  for (const absl::Status& status :
       {absl::InternalError("table payment.entry"), absl::UnknownError("pq: DETAIL"),
        absl::DataLossError("row 7"), absl::UnavailableError("no route to 10.0.0.1")}) {
    const std::string body = ErrorJson(status, 500, Language::kEn, "t");
    EXPECT_THAT(body, Not(HasSubstr(std::string(status.message()))));
    EXPECT_THAT(body, HasSubstr("\"trace\":\"t\""));
  }
}

TEST(ErrorJsonTest, EveryCodeHasItsHttpStatus) {
  const std::pair<absl::StatusCode, int> rows[] = {
      {absl::StatusCode::kOk, 200},
      {absl::StatusCode::kCancelled, 499},
      {absl::StatusCode::kUnknown, 500},
      {absl::StatusCode::kInvalidArgument, 400},
      {absl::StatusCode::kDeadlineExceeded, 504},
      {absl::StatusCode::kNotFound, 404},
      {absl::StatusCode::kAlreadyExists, 409},
      {absl::StatusCode::kPermissionDenied, 403},
      {absl::StatusCode::kResourceExhausted, 429},
      {absl::StatusCode::kFailedPrecondition, 400},
      {absl::StatusCode::kAborted, 409},
      {absl::StatusCode::kOutOfRange, 400},
      {absl::StatusCode::kUnimplemented, 501},
      {absl::StatusCode::kInternal, 500},
      {absl::StatusCode::kUnavailable, 503},
      {absl::StatusCode::kDataLoss, 500},
      {absl::StatusCode::kUnauthenticated, 401},
  };
  for (const auto& [code, status] : rows) EXPECT_EQ(HttpStatusOf(code), status);
}

}  // namespace
}  // namespace notary::gateway
