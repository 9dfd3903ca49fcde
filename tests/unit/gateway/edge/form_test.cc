// multipart/form-data, media types and callbacks.
#include "gateway/edge/form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "gateway/callbacks/callbacks.h"
#include "gateway/edge/media_type.h"
#include "gateway/transcode/route_table.h"
#include "notary/payment/v1/payment_service.pb.h"
#include "notary/testing/v1/echo_service.pb.h"
#include "platform/base/error.h"

namespace notary::gateway {
namespace {

using testing::v1::CreateEchoRequest;

constexpr char kType[] = "multipart/form-data; boundary=XYZ";

std::string Part(const std::string& head, const std::string& content) {
  return absl::StrCat("--XYZ\r\n", head, "\r\n\r\n", content, "\r\n");
}

const std::string kFile = Part(
    "Content-Disposition: form-data; name=\"file\"; filename=\"../../x\"\r\nContent-Type: "
    "image/png",
    "bytes\r\n--XY\r\n");

TEST(FormTest, ReadsPartsInOrder) {
  const auto parts = ParseForm(
      kType,
      absl::StrCat(Part("Content-Disposition: form-data; name=\"a\"", "张"), kFile, "--XYZ--\r\n"));
  ASSERT_TRUE(parts.ok()) << parts.status();
  ASSERT_EQ(parts->size(), 2);
  EXPECT_EQ((*parts)[0].content, "张");
  EXPECT_FALSE((*parts)[0].is_file);
  EXPECT_TRUE((*parts)[1].is_file);
  EXPECT_EQ((*parts)[1].media_type, "image/png");
  EXPECT_EQ((*parts)[1].content, "bytes\r\n--XY\r\n");
}

TEST(FormTest, RefusesWhatIsMalformed) {
  const std::string end = "--XYZ--\r\n";
  const std::pair<std::string, std::string> rows[] = {
      {kType, ""},
      {kType, "XYZ"},
      {kType, kFile},                     // never ends
      {kType, kFile + end + "epilogue"},  // hides something
      {kType, "preamble\r\n" + kFile + end},
      {kType, Part("Content-Type: text/plain", "x") + end},
      {kType, Part("Content-Disposition: form-data", "x") + end},
      {kType, Part("Content-Disposition: form-data; name=\"\"", "x") + end},
      {kType, Part("Content-Disposition: form-data; name=\"a\\\"b\"", "x") + end},
      {kType, Part("Content-Disposition: attachment; name=\"a\"", "x") + end},
      {kType,
       Part("Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b",
            "x") +
           end},
      {kType, Part(absl::StrCat("X: ", std::string(2000, 'a')), "x") + end},
      {"multipart/form-data", kFile + end},
      {"multipart/form-data; boundary=", kFile + end},
      {"multipart/form-data; boundary=a\"b", kFile + end},
      {absl::StrCat("multipart/form-data; boundary=", std::string(71, 'a')), kFile + end},
  };
  for (const auto& [type, body] : rows) {
    EXPECT_EQ(ReasonOf(ParseForm(type, body).status()), "FORM_MALFORMED") << body.substr(0, 100);
  }
  std::string many;
  for (int i = 0; i < 30; ++i) many += Part("Content-Disposition: form-data; name=\"a\"", "x");
  EXPECT_EQ(ReasonOf(ParseForm(kType, many + end).status()), "FORM_TOO_MANY_PARTS");
}

TEST(FormTest, FillsInWhatFollowsFromTheFile) {
  testing::v1::Echo::descriptor();
  const auto table = RouteTable::Build({"notary.testing.v1.EchoService"});
  const RouteTable::Match match = table->Find("POST", "/v1/offices/x/echoes");
  const std::string flag = Part("Content-Disposition: form-data; name=\"echo.flag\"", "true");
  const auto message = BindForm(*match.route, match.variables, kType, flag + kFile + "--XYZ--");
  ASSERT_TRUE(message.ok()) << message.status();
  const auto& request = static_cast<const CreateEchoRequest&>(**message);
  EXPECT_EQ(request.parent(), "offices/x");
  EXPECT_TRUE(request.echo().flag());
  EXPECT_EQ(request.echo().data(), "bytes\r\n--XY\r\n");
  EXPECT_EQ(request.echo().text(), "image/png");
  EXPECT_EQ(request.echo().big(), 13);
  EXPECT_EQ(request.echo().digest().size(), 64);
  const auto bind = [&](const std::string& body) {
    return ReasonOf(BindForm(*match.route, match.variables, kType, body + "--XYZ--").status());
  };
  EXPECT_EQ(bind(kFile + kFile), "FORM_MALFORMED");
  EXPECT_EQ(bind(flag), "FORM_MALFORMED");
  EXPECT_EQ(bind(kFile + Part("Content-Disposition: form-data; name=\"x\"", "1")),
            "PARAMETER_UNKNOWN");
  EXPECT_EQ(bind(kFile + Part("Content-Disposition: form-data; name=\"parent\"", "offices/y")),
            "PARAMETER_UNKNOWN");
  EXPECT_EQ(bind(kFile + Part("Content-Disposition: form-data; name=\"echo.text\"", "\xff")),
            "MALFORMED");
}

TEST(MediaTypeTest, TellsJsonFromTheRest) {
  for (const char* json :
       {"application/json", "Application/JSON", "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\""}) {
    EXPECT_TRUE(IsJson(json)) << json;
  }
  for (const char* other : {"", "text/plain", "application/json; charset=utf-16", "text/json",
                            "application/jsonx", "application/x-www-form-urlencoded"}) {
    EXPECT_FALSE(IsJson(other)) << other;
  }
  for (const char* form : {"", "text/plain", "TEXT/PLAIN; a", "multipart/form-data; boundary=x",
                           "application/x-www-form-urlencoded", "nonsense"}) {
    EXPECT_FALSE(IsRawFile(form)) << form;
  }
  EXPECT_TRUE(IsRawFile("application/octet-stream"));
  EXPECT_TRUE(IsRawFile("image/jpeg"));
}

TEST(CallbacksTest, PassOnWhatProvidersSent) {
  Request request{.path = "/callbacks/wechat/xuhui",
                  .headers = {{"wechatpay-nonce", "n"}, {"cookie", "c"}}};
  const auto callback = CallbackOf(request, "{raw}");
  ASSERT_TRUE(callback);
  payment::v1::ReceiveProviderNoticeRequest notice;
  ASSERT_TRUE(notice.ParseFromString(callback->request));
  EXPECT_EQ(notice.name(), "offices/xuhui");
  EXPECT_EQ(notice.body(), "{raw}");
  ASSERT_EQ(notice.headers_size(), 1);
  EXPECT_EQ(notice.headers(0).name(), "wechatpay-nonce");
  for (const char* path : {"/callbacks/", "/callbacks/wechat", "/callbacks/wechat/",
                           "/callbacks/wechat/XUHUI", "/callbacks/wechat/x/y", "/callbacks/sfx"}) {
    request.path = path;
    EXPECT_FALSE(CallbackOf(request, "")) << path;
  }
  EXPECT_EQ(CallbackReply(*callback, absl::UnavailableError("")).status, 503);
  EXPECT_EQ(CallbackReply(*callback, std::string("\xFF")).status, 503);
}

}  // namespace
}  // namespace notary::gateway
