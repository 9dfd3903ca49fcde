#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <atomic>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "platform/base/deadline.h"
#include "platform/base/error.h"
#include "platform/base/strings.h"
#include "platform/crypto/certificate.h"
#include "platform/crypto/digest.h"
#include "platform/http/client.h"
#include "platform/http/server.h"

namespace notary::http {
namespace {

using testing::ElementsAre;
using testing::Optional;
using testing::Pair;

ClientOptions Plain() {
  ClientOptions options;
  options.allow_plain_http = true;
  return options;
}

std::unique_ptr<Server> StartServer(Server::Handler handler, ServerOptions options = {}) {
  auto server = Server::Start(options, std::move(handler));
  EXPECT_TRUE(server.ok()) << server.status();
  return *std::move(server);
}

Response Echo(const ServerRequest& request) {
  return {201,
          {{"X-Method", request.method},
           {"X-Target", request.target},
           {"X-Path", request.path},
           {"X-Seen", FindHeader(request.headers, "x-given").value_or("")}},
          request.body};
}

TEST(MessageTest, FormEncodingIsJavas) {
  EXPECT_EQ(FormEncode("aZ09.-*_ ~'/\xE5\xBC\xA0"), "aZ09.-*_+%7E%27%2F%E5%BC%A0");
  const std::vector<std::pair<std::string, std::string>> fields = {{"a b", "1&2=3"}, {"空", ""}};
  EXPECT_EQ(ParseForm(FormBody(fields)), fields);
  EXPECT_THAT(ParseForm("a=%2f&b"), Optional(ElementsAre(Pair("a", "/"), Pair("b", ""))));
  EXPECT_EQ(ParseForm("a=%2"), std::nullopt);
  EXPECT_EQ(ParseForm("a=%zz"), std::nullopt);
}

TEST(HttpTest, CarriesMethodTargetHeadersAndRawBody) {
  const auto server = StartServer(Echo);
  Client client(Plain());
  for (const std::string method : {"POST", "PUT", "PATCH", "DELETE"}) {
    const auto reply = client.Send({.method = method,
                                    .url = server->Url() + "/a/../b%20c?x=1&y=%E5",
                                    .headers = {{"X-Given", "你好"}},
                                    .body = std::string("\0{\"raw\": 1}", 11)});
    ASSERT_TRUE(reply.ok()) << reply.status();
    EXPECT_EQ(reply->status, 201);
    EXPECT_EQ(FindHeader(reply->headers, "x-method"), method);
    EXPECT_EQ(FindHeader(reply->headers, "x-target"), "/a/../b%20c?x=1&y=%E5");
    EXPECT_EQ(FindHeader(reply->headers, "x-path"), "/a/../b c");
    EXPECT_EQ(FindHeader(reply->headers, "x-seen"), "你好");
    EXPECT_EQ(reply->body, std::string("\0{\"raw\": 1}", 11));
  }
  EXPECT_EQ(FindHeader(client.Send({.url = server->Url() + "/x"})->headers, "x-method"), "GET");
}

TEST(HttpTest, TakesALargeForm) {
  const auto server = StartServer(Echo);
  Client client(Plain());
  const std::string body = "data=" + std::string(100000, 'x');
  const auto reply =
      client.Send({.method = "POST",
                   .url = server->Url() + "/",
                   .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                   .body = body});
  ASSERT_TRUE(reply.ok()) << reply.status();
  EXPECT_EQ(reply->body, body);
}

TEST(HttpTest, RefusesABodyOrTargetAboveTheLimit) {
  ServerOptions options;
  options.body_size_max = 1000;
  const auto server = StartServer(Echo, options);
  Client client(Plain());
  Request request{.method = "POST", .url = server->Url() + "/", .headers = {}, .body = ""};
  request.body.assign(1000, 'x');
  EXPECT_EQ(client.Send(request)->status, 201);
  request.body.assign(1001, 'x');
  EXPECT_EQ(client.Send(request)->status, 413);
  request.headers = {{"Transfer-Encoding", "chunked"}};
  EXPECT_NE(client.Send(request)->status, 201);
  EXPECT_EQ(client.Send({.url = server->Url() + "/" + std::string(3000, 'x')})->status, 414);
}

TEST(HttpTest, RefusesAReplyAboveTheLimit) {
  const auto server = StartServer([](const ServerRequest&) {
    return Response{200, {}, std::string(5000, 'x')};
  });
  ClientOptions options = Plain();
  options.reply_size_max = 4000;
  Client client(options);
  EXPECT_EQ(ReasonOf(client.Send({.url = server->Url()}).status()), "HTTP_REPLY_TOO_LARGE");
}

TEST(HttpTest, FollowsNoRedirect) {
  std::atomic<int> calls = 0;
  const auto server = StartServer([&](const ServerRequest&) {
    ++calls;
    return Response{302, {{"Location", "/elsewhere"}}, ""};
  });
  Client client(Plain());
  EXPECT_EQ(client.Send({.url = server->Url() + "/"})->status, 302);
  EXPECT_EQ(calls, 1);
}

TEST(HttpTest, TellsATimeoutFromAnUnreachableServer) {
  absl::Notification release;
  auto server = StartServer([&](const ServerRequest&) {
    release.WaitForNotification();
    return Response{};
  });
  ClientOptions options = Plain();
  options.timeout = absl::Milliseconds(100);
  Client client(options);

  const auto late = client.Send({.url = server->Url() + "/"});
  EXPECT_EQ(late.status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(ReasonOf(late.status()), "HTTP_TIMEOUT");

  release.Notify();
  const std::string url = server->Url();
  server->Stop();
  const auto gone = client.Send({.url = url + "/"});
  EXPECT_EQ(gone.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(gone.status()), "HTTP_UNREACHABLE");
}

// It accepts and does not answer.
TEST(HttpTest, WaitsNoLongerThanTheThreadHasTime) {
  absl::Notification release;
  auto server = StartServer([&](const ServerRequest&) {
    release.WaitForNotification();
    return Response{};
  });
  Client client(Plain());
  const absl::Time before = absl::Now();
  {
    const Deadline deadline(before + absl::Milliseconds(200));
    EXPECT_EQ(ReasonOf(client.Send({.url = server->Url() + "/"}).status()), "HTTP_TIMEOUT");
    EXPECT_LT(absl::Now() - before, absl::Seconds(5));
    absl::SleepFor(absl::Milliseconds(10));
    EXPECT_EQ(ReasonOf(client.Send({.url = server->Url() + "/"}).status()), "HTTP_NO_TIME_LEFT");
  }
  release.Notify();
  EXPECT_TRUE(client.Send({.url = server->Url() + "/"}).ok()) << "it ends with the call";
}

TEST(HttpTest, RefusesPlainHttpUnlessAllowed) {
  const auto server = StartServer(Echo);
  Client client(ClientOptions{});
  EXPECT_EQ(ReasonOf(client.Send({.url = server->Url()}).status()), "HTTP_URL_INVALID");
  EXPECT_EQ(ReasonOf(client.Send({.url = "file:///etc/hostname"}).status()), "HTTP_URL_INVALID");
}

TEST(HttpTest, ServesManyCallersAtOnce) {
  const auto server = StartServer(Echo);
  Client client(Plain());
  std::atomic<int> good = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i) {
        const std::string body = absl::StrCat(t, ":", i);
        const auto reply = client.Send(
            {.method = "POST", .url = server->Url() + "/", .headers = {}, .body = body});
        if (reply.ok() && reply->body == body) ++good;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(good, 400);
}

TEST(HttpTest, TwoServersCannotShareAPort) {
  const auto server = StartServer(Echo);
  ServerOptions options;
  options.port = server->port();
  EXPECT_EQ(ReasonOf(Server::Start(options, Echo).status()), "HTTP_PORT_TAKEN");
}

TEST(HttpTest, ABrokenHandlerIsA500) {
  const auto server =
      StartServer([](const ServerRequest&) -> Response { throw std::runtime_error("broken"); });
  Client client(Plain());
  EXPECT_EQ(client.Send({.url = server->Url() + "/"})->status, 500);
}

class HttpsTest : public testing::Test {
 protected:
  HttpsTest() {
    const absl::Time now = absl::Now();
    crypto::CertificateRequest request{.common_name = "authority",
                                       .dns_names = {"localhost"},
                                       .ip_addresses = {"127.0.0.1"},
                                       .not_before = now - absl::Hours(1),
                                       .not_after = now + absl::Hours(1)};
    const auto authority = crypto::Authority::Create(request);
    const auto key = crypto::SigningKey::Generate(crypto::KeyType::kP256);
    Write("ca.pem", authority->certificate_pem());
    Write("other_ca.pem", crypto::Authority::Create(request)->certificate_pem());
    request.common_name = "simulator";
    Write("cert.pem", *authority->Issue(*key.Public(), request));
    Write("key.pem", key.Pem());
  }

  std::string Path(const std::string& name) const { return folder_ + name; }
  void Write(const std::string& name, const std::string& text) {
    std::ofstream(Path(name)) << text;
  }

  ServerOptions Secure() const {
    ServerOptions options;
    options.certificate_file = Path("cert.pem");
    options.key_file = Path("key.pem");
    return options;
  }

  const std::string folder_ =
      absl::StrCat(testing::TempDir(), "https_", HexEncode(crypto::RandomBytes(6)), "_");
};

TEST_F(HttpsTest, SpeaksToAServerItsAuthorityVouchesFor) {
  const auto server = StartServer(Echo, Secure());
  ClientOptions options;
  options.ca_file = Path("ca.pem");
  Client client(options);
  const auto reply = client.Send({.url = server->Url() + "/x"});
  ASSERT_TRUE(reply.ok()) << reply.status();
  EXPECT_EQ(reply->status, 201);
}

TEST_F(HttpsTest, RefusesAServerOfAnotherAuthority) {
  std::atomic<int> calls = 0;
  const auto server = StartServer(
      [&](const ServerRequest&) {
        ++calls;
        return Response{};
      },
      Secure());
  ClientOptions options;
  options.ca_file = Path("other_ca.pem");
  Client client(options);
  EXPECT_EQ(ReasonOf(client.Send({.url = server->Url() + "/"}).status()), "HTTP_TLS_FAILED");
  EXPECT_EQ(calls, 0);
}

TEST_F(HttpsTest, AServerWithoutAUsableKeyDoesNotStart) {
  ServerOptions options = Secure();
  options.key_file = Path("ca.pem");
  EXPECT_EQ(ReasonOf(Server::Start(options, Echo).status()), "HTTP_CERTIFICATE_INVALID");
}

}  // namespace
}  // namespace notary::http
