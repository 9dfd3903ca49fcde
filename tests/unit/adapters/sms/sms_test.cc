// The client against the simulator, over HTTP, in one process; and what may be in a message.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "adapters/sms/http_sms_gateway.h"
#include "adapters/sms/simulator/simulator.h"
#include "adapters/sms/wire.h"
#include "platform/base/error.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/http/server.h"
#include "platform/json/json.h"

namespace notary::sms {
namespace {

using Json = nlohmann::json;
using notification::SmsMessage;
using testing::SizeIs;

SmsMessage Message(const std::string& id = "m1") {
  return {.id = id,
          .to = Sensitive<std::string>("13800000000"),
          .sms_template = "CASE_NEWS",
          .params = {{"notice", "N06"}, {"office", "东方公证处"}}};
}

TEST(CheckSmsTest, ParametersHoldNoPersonalData) {
  EXPECT_TRUE(CheckSms(Message()).ok());
  for (const char* personal : {"310101199001011234", "31010119900101123X", "13800000000",
                               "138 0000 0000", "电话138-0000-0000"}) {
    SmsMessage message = Message();
    message.params["x"] = personal;
    EXPECT_EQ(ReasonOf(CheckSms(message)), "SMS_PARAMETER_PERSONAL") << personal;
  }
  SmsMessage message = Message();
  message.params["x"] = "2026年11月23日 9:30，380.00元";
  EXPECT_TRUE(CheckSms(message).ok());
  message.params["x"].assign(65, 'x');
  EXPECT_EQ(ReasonOf(CheckSms(message)), "SMS_PARAMETER_INVALID");
}

TEST(CheckSmsTest, NeedsAMobileNumberAnIdAndATemplate) {
  for (const char* number :
       {"", "1380000000", "138000000000", "12800000000", "+8613800000000", "1380000000x"}) {
    SmsMessage message = Message();
    message.to = Sensitive<std::string>(number);
    EXPECT_EQ(ReasonOf(CheckSms(message)), "SMS_NUMBER_INVALID") << number;
  }
  SmsMessage message = Message();
  message.sms_template = "";
  EXPECT_EQ(ReasonOf(CheckSms(message)), "SMS_TEMPLATE_INVALID");
  EXPECT_EQ(ReasonOf(CheckSms(Message(""))), "SMS_TEMPLATE_INVALID");
}

TEST(SignatureTest, CoversEveryPart) {
  const std::string signature = Signature("s", "POST", "/v1/messages", 1, "n", "b");
  EXPECT_EQ(signature.size(), 64);
  EXPECT_NE(signature, Signature("t", "POST", "/v1/messages", 1, "n", "b"));
  EXPECT_NE(signature, Signature("s", "PUT", "/v1/messages", 1, "n", "b"));
  EXPECT_NE(signature, Signature("s", "POST", "/v1/message", 1, "n", "b"));
  EXPECT_NE(signature, Signature("s", "POST", "/v1/messages", 2, "n", "b"));
  EXPECT_NE(signature, Signature("s", "POST", "/v1/messages", 1, "m", "b"));
  EXPECT_NE(signature, Signature("s", "POST", "/v1/messages", 1, "n", "c"));
}

class SmsTest : public testing::Test {
 protected:
  SmsTest() {
    StartSimulator();
    gateway_ = NewTestGateway(Options());
  }
  ~SmsTest() override { unlink(ledger_path_.c_str()); }

  void StartSimulator() {
    auto simulator = Simulator::Start(
        {.ledger_path = ledger_path_, .app = "notary", .secret = "secret"}, clock_);
    ASSERT_TRUE(simulator.ok()) << simulator.status();
    simulator_ = *std::move(simulator);
  }
  GatewayOptions Options() const {
    GatewayOptions options{
        .url = simulator_->Url(), .app = "notary", .secret = Sensitive<std::string>("secret")};
    options.http.allow_plain_http = true;
    return options;
  }
  std::unique_ptr<notification::SmsGateway> NewTestGateway(GatewayOptions options) {
    auto gateway = NewGateway(std::move(options), clock_);
    EXPECT_TRUE(gateway.ok()) << gateway.status();
    return *std::move(gateway);
  }
  int Control(const std::string& what, const Json& body) {
    return control_
        .Send({.method = "POST",
               .url = absl::StrCat(simulator_->Url(), "/control/", what),
               .body = body.dump()})
        ->status;
  }
  Json Sent() {
    return (*json::ParseObject(
        control_.Send({.url = simulator_->Url() + "/control/messages"})->body))["messages"];
  }

  FakeClock clock_{absl::FromUnixSeconds(1795420800)};
  const std::string ledger_path_ =
      absl::StrCat(testing::TempDir(), "sms_", HexEncode(crypto::RandomBytes(6)), ".jsonl");
  std::unique_ptr<Simulator> simulator_;
  std::unique_ptr<notification::SmsGateway> gateway_;
  http::Client control_{{.allow_plain_http = true}};
};

TEST_F(SmsTest, SendsTheTemplateWithItsParametersOnce) {
  const auto number = gateway_->Send(Message());
  ASSERT_TRUE(number.ok()) << number.status();
  EXPECT_EQ(*gateway_->Send(Message()), *number);
  EXPECT_NE(*gateway_->Send(Message("m2")), *number);
  ASSERT_THAT(Sent(), SizeIs(2));
  EXPECT_EQ(Sent()[0]["to"], "13800000000");
  EXPECT_EQ(Sent()[0]["template"], "CASE_NEWS");
  EXPECT_EQ(Sent()[0]["params"]["office"], "东方公证处");
}

TEST_F(SmsTest, AMessageWithPersonalDataDoesNotLeave) {
  SmsMessage message = Message();
  message.params["x"] = "310101199001011234";
  EXPECT_EQ(ReasonOf(gateway_->Send(message).status()), "SMS_PARAMETER_PERSONAL");
  EXPECT_THAT(Sent(), SizeIs(0));
}

TEST_F(SmsTest, AfterALostAnswerTheSameMessageIsSafeToSend) {
  ASSERT_EQ(Control("fault", {{"kind", "error_after"}}), 204);
  EXPECT_TRUE(absl::IsUnavailable(gateway_->Send(Message()).status()));
  EXPECT_TRUE(gateway_->Send(Message()).ok());
  EXPECT_THAT(Sent(), SizeIs(1));
}

TEST_F(SmsTest, TellsFaultsApart) {
  ASSERT_EQ(Control("fault", {{"kind", "rate_limit"}}), 204);
  EXPECT_EQ(ReasonOf(gateway_->Send(Message()).status()), "SMS_RATE_LIMITED");
  ASSERT_EQ(Control("fault", {{"kind", "error_before"}}), 204);
  EXPECT_EQ(ReasonOf(gateway_->Send(Message()).status()), "SMS_SYSTEM_ERROR");
  ASSERT_EQ(Control("block", {{"to", "13800000000"}}), 204);
  EXPECT_EQ(ReasonOf(gateway_->Send(Message()).status()), "SMS_NUMBER_BLOCKED");
  GatewayOptions options = Options();
  options.secret = Sensitive<std::string>("guess");
  EXPECT_EQ(ReasonOf(NewTestGateway(options)->Send(Message()).status()), "SMS_SIGNATURE_REFUSED");
}

TEST_F(SmsTest, ASlowGatewayIsATimeout) {
  GatewayOptions options = Options();
  options.http.timeout = absl::Milliseconds(100);
  ASSERT_EQ(Control("fault", {{"kind", "delay"}, {"value", 300}}), 204);
  EXPECT_EQ(ReasonOf(NewTestGateway(options)->Send(Message()).status()), "HTTP_TIMEOUT");
}

// Not that the message was wrong: it is sent again, and the gateway sends one id once.
TEST_F(SmsTest, AnAnswerThatIsNoneDoesNotBlameTheMessage) {
  for (const char* body : {"<html>", "", "{}", R"({"message_id":7})"}) {
    const auto proxy = *http::Server::Start({}, [&](const http::ServerRequest&) {
      return http::Response{200, {}, body};
    });
    GatewayOptions options = Options();
    options.url = proxy->Url();
    const absl::Status sent = NewTestGateway(options)->Send(Message()).status();
    EXPECT_EQ(ReasonOf(sent), "SMS_REPLY_UNREADABLE") << body;
    EXPECT_TRUE(absl::IsInternal(sent)) << body;
  }
}

TEST_F(SmsTest, TheLedgerSurvivesARestart) {
  ASSERT_TRUE(gateway_->Send(Message()).ok());
  const Json before = Sent();
  simulator_ = nullptr;
  StartSimulator();
  EXPECT_EQ(Sent(), before);
}

TEST_F(SmsTest, RefusesAConfigurationThatCannotWork) {
  GatewayOptions options = Options();
  options.secret = Sensitive<std::string>("");
  EXPECT_EQ(ReasonOf(NewGateway(options, clock_).status()), "SMS_OPTIONS_INVALID");
}

}  // namespace
}  // namespace notary::sms
