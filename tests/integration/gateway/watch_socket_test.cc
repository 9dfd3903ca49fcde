// Many watches over one WebSocket.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "platform/base/strings.h"
#include "tests/testing/edge/edge_world.h"
#include "tests/testing/edge/raw_client.h"

namespace notary::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

// What the message says at the path, "" where it says nothing.
std::string At(const json& message, const std::string& path) {
  const json::json_pointer pointer(path);
  const json found = message.contains(pointer) ? message.at(pointer) : json("");
  return found.is_string() ? found.get<std::string>() : found.dump();
}

enum Opcode { kContinuation = 0, kText = 1, kBinary = 2, kClose = 8, kPing = 9, kPong = 10 };

struct Frame {
  int opcode = -1;  // none came
  std::string payload;
};

// A WebSocket whose frames are made by hand.
class Socket {
 public:
  Socket(int port, const std::string& headers, const std::string& request = "GET /v1/watch")
      : client_(port) {
    client_.Write(absl::StrCat(request, " HTTP/1.1\r\nHost: localhost\r\n", headers, "\r\n"));
  }

  std::string Head() { return client_.Read("\r\n\r\n"); }
  std::string Refusal() { return client_.Read("}}"); }
  bool Opened() {
    received_ = Head();
    const bool opened = StatusOf(received_) == 101;
    received_.erase(0, received_.find("\r\n\r\n") + 4);
    return opened;
  }

  void Send(absl::string_view payload, int opcode = kText, bool last = true, bool masked = true) {
    std::string frame(1, static_cast<char>((last ? 0x80 : 0) | opcode));
    const auto mask = static_cast<char>(masked ? 0x80 : 0);
    if (payload.size() < 126) {
      frame += static_cast<char>(mask | static_cast<char>(payload.size()));
    } else {
      frame += static_cast<char>(mask | 126);
      frame += static_cast<char>(payload.size() >> 8);
      frame += static_cast<char>(payload.size() & 0xFF);
    }
    constexpr absl::string_view kKey = "\x12\x34\x56\x78";
    if (masked) absl::StrAppend(&frame, kKey);
    for (size_t i = 0; i < payload.size(); ++i) {
      frame += masked ? static_cast<char>(payload[i] ^ kKey[i % 4]) : payload[i];
    }
    client_.Write(frame);
  }

  Frame Next(absl::Duration time = absl::Seconds(5)) {
    const absl::Time end = absl::Now() + time;
    while (absl::Now() < end && !client_.closed()) {
      if (std::optional<Frame> frame = TakeFrame()) return *std::move(frame);
      received_ += client_.Read(" ", absl::Milliseconds(100));
    }
    return TakeFrame().value_or(Frame());
  }

  json Hear(absl::Duration time = absl::Seconds(5)) {
    const Frame frame = Next(time);
    EXPECT_EQ(frame.opcode, kText) << frame.payload;
    return frame.opcode == kText ? json::parse(frame.payload) : json();
  }

  bool Silent(absl::Duration time) { return Next(time).opcode < 0; }

  // The code that the edge closes with, 0 when the line just ends, -1 when it stays open.
  int CloseCode(absl::Duration time = absl::Seconds(5)) {
    const absl::Time end = absl::Now() + time;
    while (absl::Now() < end) {
      const Frame frame = Next(end - absl::Now());
      if (frame.opcode == kClose) {
        return static_cast<unsigned char>(frame.payload[0]) << 8 |
               static_cast<unsigned char>(frame.payload[1]);
      }
      if (client_.closed()) return 0;
    }
    return -1;
  }

  RawClient& client() { return client_; }

 private:
  std::optional<Frame> TakeFrame() {
    if (received_.size() < 2) return std::nullopt;
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(received_[i]); };
    size_t size = byte(1) & 0x7F, start = 2;
    if (size == 126) {
      if (received_.size() < 4) return std::nullopt;
      size = static_cast<size_t>(byte(2)) << 8 | byte(3);
      start = 4;
    }
    if (received_.size() < start + size) return std::nullopt;
    Frame frame{byte(0) & 0x0F, received_.substr(start, size)};
    received_.erase(0, start + size);
    return frame;
  }

  RawClient client_;
  std::string received_;
};

constexpr char kHandshake[] =
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
constexpr char kOwn[] = "Origin: https://localhost\r\n";
constexpr char kWatchMe[] = R"({"watch":"me","path":"/v1/people/me"})";

class WatchSocketTest : public ::testing::Test {
 protected:
  WatchSocketTest()
      : world_([](config::v1::Gateway& config) {
          config.mutable_limits()->set_watch_seconds(1);
          config.mutable_limits()->set_watches_per_caller(2);
        }) {}

  std::string Bearer() {
    return absl::StrCat("Authorization: ", world_.Token("persons/z"), "\r\n");
  }
  std::string Cookie() {
    return absl::StrCat("Cookie: ", world_.SignIn("persons/zhang")[0].second, "\r\n");
  }
  std::unique_ptr<Socket> Open(const std::string& who) {
    auto socket = std::make_unique<Socket>(world_.port(), absl::StrCat(kHandshake, kOwn, who));
    EXPECT_TRUE(socket->Opened());
    return socket;
  }

  EdgeWorld world_;
};

TEST_F(WatchSocketTest, TellsEachChange) {
  const auto socket = Open(Cookie());
  socket->Send(kWatchMe);
  const json first = socket->Hear();
  EXPECT_EQ(At(first, "/watch"), "me");
  EXPECT_EQ(At(first, "/event"), "change");
  EXPECT_EQ(At(first, "/data/subject"), "persons/zhang");
  EXPECT_EQ(At(first, "/data/asked"), "0");
  EXPECT_TRUE(socket->Silent(absl::Milliseconds(1500)));
  world_.echo().SetGeneration(7);
  EXPECT_EQ(At(socket->Hear(), "/data/asked"), "7");
}

TEST_F(WatchSocketTest, AnswersWithTheHandshakeOfTheStandard) {
  Socket socket(
      world_.port(),
      absl::StrCat(
          "Connection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\nSec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
          kOwn, Cookie()));
  const std::string head = socket.Head();
  EXPECT_EQ(StatusOf(head), 101);
  EXPECT_THAT(head, HasSubstr("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));  // RFC 6455 1.3
  EXPECT_THAT(head, HasSubstr("X-Request-Id: "));
  EXPECT_THAT(head, Not(HasSubstr("Beast")));
}

TEST_F(WatchSocketTest, CarriesManyAnswers) {
  const auto socket = Open(Bearer());
  socket->Send(kWatchMe);
  EXPECT_EQ(At(socket->Hear(), "/watch"), "me");
  socket->Send(R"({"watch":"echo","path":"/v1/offices/xuhui/echoes/7?text=%E5%BC%A0"})");
  const json echo = socket->Hear();
  EXPECT_EQ(At(echo, "/watch"), "echo");
  EXPECT_EQ(At(echo, "/data/text"), "张") << echo;
  socket->Send(R"({"unwatch":"me"})");
  EXPECT_EQ(socket->Hear(), json::parse(R"({"watch":"me","event":"ended"})"));
  world_.echo().SetGeneration(9);
  EXPECT_TRUE(socket->Silent(absl::Milliseconds(2500)));
  socket->Send(kWatchMe);
  EXPECT_EQ(At(socket->Hear(), "/data/asked"), "9");
}

TEST_F(WatchSocketTest, WhatThePageKnowsIsNotSentAgain) {
  const auto socket = Open(Bearer());
  socket->Send(kWatchMe);
  const std::string id = At(socket->Hear(), "/id");
  socket->Send(absl::StrCat(R"({"watch":"me","path":"/v1/people/me","seen":")", id, "\"}"));
  EXPECT_TRUE(socket->Silent(absl::Milliseconds(2500)));
  world_.echo().SetGeneration(3);
  EXPECT_EQ(At(socket->Hear(), "/data/asked"), "3");
}

TEST_F(WatchSocketTest, RefusesACommandAndGoesOn) {
  const std::pair<std::string, std::string> rows[] = {
      {"", "JSON_EMPTY"},
      {"{", "JSON_MALFORMED"},
      {"[]", "JSON_NOT_AN_OBJECT"},
      {R"({"look":"x"})", "FIELD_UNKNOWN"},
      {"{}", "WATCH_COMMAND_UNCLEAR"},
      {R"({"watch":"a"})", "WATCH_COMMAND_UNCLEAR"},
      {R"({"path":"/v1/people/me"})", "WATCH_COMMAND_UNCLEAR"},
      {R"({"watch":"a","path":"/v1/people/me","unwatch":"b"})", "WATCH_COMMAND_UNCLEAR"},
      {absl::StrCat(R"({"watch":")", std::string(65, 'a'), R"(","path":"/v1/people/me"})"),
       "TOO_LONG"},
      {R"({"watch":"a\u0007","path":"/v1/people/me"})", "CONTROL_CHARACTER"},
      {R"({"watch":"a","path":"/v1/nothing"})", "WATCH_PATH_UNKNOWN"},
      {R"({"watch":"a","path":"/v1/watch"})", "WATCH_PATH_UNKNOWN"},
      {R"({"watch":"a","path":"/docs"})", "WATCH_PATH_UNKNOWN"},
      {R"({"watch":"a","path":"/v1/offices/x/echoes/7:say"})", "WATCH_PATH_UNKNOWN"},
      {R"({"watch":"a","path":"/v1/offices/x/echoes/7/content"})", "WATCH_PATH_UNKNOWN"},
      {R"({"watch":"a","path":"https://elsewhere/v1/people/me"})", "TARGET_REFUSED"},
      {R"({"watch":"a","path":"/v1/../people/me"})", "TARGET_REFUSED"},
      {R"({"watch":"a","path":"/v1/people/me?x=1"})", "PARAMETER_UNKNOWN"},
      {R"({"watch":"a","path":"/v1/offices/x:fail?code=7"})", "PERMISSION_DENIED"},
  };
  const auto socket = Open(Bearer());
  for (const auto& [command, reason] : rows) {
    socket->Send(command);
    const json answer = socket->Hear();
    EXPECT_EQ(At(answer, "/event"), "refused") << command;
    EXPECT_THAT(At(answer, "/error"), HasSubstr(reason)) << command;
  }
  socket->Send(kWatchMe);
  EXPECT_EQ(At(socket->Hear(), "/event"), "change");
}

TEST_F(WatchSocketTest, OpensForOwnPagesOfWhoIsSignedIn) {
  const struct {
    std::string headers;
    int status;
    std::string reason;
    std::string request = "GET /v1/watch";
  } rows[] = {
      {absl::StrCat(kHandshake, kOwn), 401, "SESSION_MISSING"},
      {absl::StrCat(kHandshake, Cookie()), 403, "ORIGIN_FOREIGN"},
      {absl::StrCat(kHandshake, "Origin: https://elsewhere\r\n", Cookie()), 403, "ORIGIN_FOREIGN"},
      {absl::StrCat(kHandshake, "Origin: null\r\n", Cookie()), 403, "ORIGIN_FOREIGN"},
      {absl::StrCat(kHandshake, "Origin: https://elsewhere\r\n", Bearer()), 403, "ORIGIN_FOREIGN"},
      {absl::StrCat(kHandshake, kOwn, "Cookie: __Host-session=unknown\r\n"), 401, "SESSION"},
      {absl::StrCat(kOwn, Cookie()), 426, "UPGRADE_REQUIRED"},
      {absl::StrCat("Connection: Upgrade\r\nUpgrade: h2c\r\n", kOwn, Cookie()), 426,
       "UPGRADE_REQUIRED"},
      {absl::StrCat("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\n"
                    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n",
                    kOwn, Cookie()),
       400, "WEBSOCKET_MALFORMED"},
      {absl::StrCat("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    "Sec-WebSocket-Key: AAAA\r\n",
                    kOwn, Cookie()),
       400, "WEBSOCKET_MALFORMED"},
      {absl::StrCat(kHandshake, "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAQ==\r\n", kOwn, Cookie()),
       400, "HEADER_TWICE"},
      {absl::StrCat(kHandshake, kOwn, Cookie()), 405, "METHOD_NOT_ALLOWED", "DELETE /v1/watch"},
  };
  for (const auto& row : rows) {
    Socket socket(world_.port(), row.headers, row.request);
    const std::string answer = socket.Refusal();
    EXPECT_EQ(StatusOf(answer), row.status) << row.headers << answer;
    EXPECT_THAT(answer, HasSubstr(row.reason)) << row.headers;
    if (row.status == 426) {
      EXPECT_THAT(answer, HasSubstr("Upgrade: websocket"));
    }
  }
}

// A program's token is judged by the services, at every look.
TEST_F(WatchSocketTest, AWrongTokenSeesNothing) {
  const auto socket = Open("Authorization: Bearer x.y.z\r\n");
  socket->Send(kWatchMe);
  const json answer = socket->Hear();
  EXPECT_EQ(At(answer, "/event"), "refused");
  EXPECT_THAT(At(answer, "/error"), HasSubstr("UNAUTHENTICATED"));
}

TEST_F(WatchSocketTest, AnEndedSessionEndsItsWatches) {
  const http::Headers page = world_.SignIn("persons/zhang");
  const auto socket = Open(absl::StrCat("Cookie: ", page[0].second, "\r\n"));
  socket->Send(kWatchMe);
  EXPECT_EQ(At(socket->Hear(), "/event"), "change");
  world_.echo().EndSession(page[0].second.substr(page[0].second.find('=') + 1));
  const json end = socket->Hear(absl::Seconds(8));
  EXPECT_EQ(At(end, "/event"), "refused");
  EXPECT_THAT(At(end, "/error"), HasSubstr("SESSION_ENDED"));
}

TEST_F(WatchSocketTest, DoesNotCountAsUse) {
  const std::string cookie = Cookie();
  const int before = world_.echo().tokens_issued();
  const auto socket = Open(cookie);
  socket->Send(kWatchMe);
  EXPECT_EQ(At(socket->Hear(), "/event"), "change");
  EXPECT_GT(world_.echo().tokens_issued(), before);
  EXPECT_EQ(world_.echo().passive_tokens_issued(), world_.echo().tokens_issued() - before);
}

TEST_F(WatchSocketTest, SharesTheCapOfItsCaller) {
  const std::string bearer = Bearer();
  const auto one = Open(bearer);
  one->Send(kWatchMe);
  EXPECT_EQ(At(one->Hear(), "/event"), "change");
  const auto two = Open(bearer);
  two->Send(kWatchMe);
  EXPECT_EQ(At(two->Hear(), "/event"), "change");
  two->Send(R"({"watch":"third","path":"/v1/people/me"})");
  EXPECT_THAT(At(two->Hear(), "/error"), HasSubstr("TOO_MANY_WATCHES"));
  one->client().Cut();
  json again;
  for (int i = 0; i < 20 && At(again, "/event") != "change"; ++i) {
    two->Send(R"({"watch":"third","path":"/v1/people/me"})");
    again = two->Hear();
    absl::SleepFor(absl::Milliseconds(200));
  }
  EXPECT_EQ(At(again, "/event"), "change") << "a socket that is cut gives its watches back";
}

TEST_F(WatchSocketTest, KeepsToTheProtocol) {
  const auto pinged = Open(Bearer());
  pinged->Send("are you there", kPing);
  const Frame pong = pinged->Next();
  EXPECT_EQ(pong.opcode, kPong);
  EXPECT_EQ(pong.payload, "are you there");
  pinged->Send(R"({"watch":"me",)", kText, /*last=*/false);
  pinged->Send(R"("path":"/v1/people/me"})", kContinuation);
  EXPECT_EQ(At(pinged->Hear(), "/event"), "change");
  pinged->Send("\x03\xE8", kClose);
  EXPECT_EQ(pinged->CloseCode(), 1000);

  const auto binary = Open(Bearer());
  binary->Send("\x01\x02", kBinary);
  EXPECT_NE(binary->CloseCode(), -1);
  const auto large = Open(Bearer());
  large->Send(std::string(5000, ' '));
  EXPECT_EQ(large->CloseCode(), 1009);
  const auto bare = Open(Bearer());
  bare->Send(kWatchMe, kText, true, /*masked=*/false);
  EXPECT_EQ(bare->CloseCode(), 1002);
  const auto broken = Open(Bearer());
  broken->Send("\xC0\xAF");
  EXPECT_EQ(broken->CloseCode(), 1007);
}

// What comes in one piece with the head belongs to the socket.
TEST_F(WatchSocketTest, TakesWhatFollowsTheHeadAtOnce) {
  const std::string head = absl::StrCat("GET /v1/watch HTTP/1.1\r\nHost: localhost\r\n", kHandshake,
                                        kOwn, Bearer(), "\r\n");
  RawClient client(world_.port());
  client.Write(head + std::string("\x89\x80\0\0\0\0", 6));  // an empty ping
  EXPECT_THAT(client.Read(std::string("\x8A\0", 2)), HasSubstr(std::string("\x8A\0", 2)));
}

TEST_F(WatchSocketTest, StoppingDoesNotWaitForPages) {
  const auto socket = Open(Bearer());
  socket->Send(kWatchMe);
  EXPECT_EQ(At(socket->Hear(), "/event"), "change");
  const absl::Time start = absl::Now();
  std::thread stop([&] { world_.edge().Stop(absl::Seconds(8)); });
  EXPECT_EQ(socket->CloseCode(), 1012);
  socket->Send("\x03\xF4", kClose);
  stop.join();
  EXPECT_LT(absl::Now() - start, absl::Seconds(6));
}

TEST_F(WatchSocketTest, StoppingEndsWhoDoesNotAnswer) {
  const auto socket = Open(Bearer());
  socket->Send(kWatchMe);
  EXPECT_EQ(At(socket->Hear(), "/event"), "change");
  world_.edge().Stop(absl::Seconds(1));
}

}  // namespace
}  // namespace notary::testing
