// Bytes that no honest client sends: quality.md D 33–45, spoken on a raw TLS connection. Each is
// refused, nothing of it is taken for a second request, and the edge goes on serving others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/testing/edge/edge_world.h"
#include "tests/testing/edge/raw_client.h"

namespace notary::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

EdgeWorld& World() {
  static std::unique_ptr<EdgeWorld> world =
      std::make_unique<EdgeWorld>([](config::v1::Gateway& config) {
        config.mutable_limits()->set_head_seconds(1);
        config.mutable_limits()->set_body_seconds(1);
        config.mutable_limits()->set_idle_seconds(1);
      });
  return *world;
}

struct Row {
  const char* name;
  std::string bytes;
  int status;  // 0: closed without a word
  std::string reason = {};
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

std::string Say(const std::string& fields, const std::string& body) {
  return absl::StrCat("POST /v1/offices/xuhui/echoes/7:say HTTP/1.1\r\nHost: localhost\r\n",
                      "Content-Type: application/json\r\n", fields, "\r\n", body);
}

std::string Get(const std::string& target, const std::string& fields = "") {
  return absl::StrCat("GET ", target, " HTTP/1.1\r\nHost: localhost\r\n", fields, "\r\n");
}

const char kSmuggled[] = "GET /v1/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

std::vector<Row> Rows() {
  return {
      {"length_and_coding",
       Say("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n") + kSmuggled, 400,
       "LENGTH_AMBIGUOUS"},
      {"coding_and_length",
       Say("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "0\r\n\r\n") + kSmuggled, 400,
       "LENGTH_AMBIGUOUS"},
      {"two_lengths", Say("Content-Length: 2\r\nContent-Length: 50\r\n", "{}") + kSmuggled, 400,
       "HEADER_TWICE"},
      {"coding_with_blank", Say("Transfer-Encoding : chunked\r\n", "0\r\n\r\n") + kSmuggled, 400,
       "HEAD_MALFORMED"},
      {"coding_unknown", Say("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n") + kSmuggled, 501,
       "TRANSFER_ENCODING"},
      {"bare_line_feeds", "GET /v1/people/me HTTP/1.1\nHost: localhost\n\n", 400, "HEAD_MALFORMED"},
      {"one_bare_line_feed", "GET /v1/people/me HTTP/1.1\r\nHost: localhost\nX: a\r\n\r\n", 400,
       "HEAD_MALFORMED"},
      {"folded_line", Get("/v1/people/me", "X: a\r\n b\r\n"), 400, "HEAD_MALFORMED"},
      {"nul_in_header", Get("/v1/people/me", std::string("X: a\0b\r\n", 8)), 400, "HEAD_MALFORMED"},
      {"chunk_size_overflow",
       Say("Transfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n"), 400,
       "BODY_BROKEN"},
      {"chunk_size_negative", Say("Transfer-Encoding: chunked\r\n", "-2\r\n{}\r\n0\r\n\r\n"), 400,
       "BODY_BROKEN"},
      {"chunk_size_no_number", Say("Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n"), 400,
       "BODY_BROKEN"},
      {"chunk_bare_line_feed", Say("Transfer-Encoding: chunked\r\n", "2\n{}\n0\n\n"), 408,
       "BODY_TIMEOUT"},
      {"chunk_longer_than_said", Say("Transfer-Encoding: chunked\r\n", "1\r\n{}\r\n0\r\n\r\n"), 400,
       "BODY_BROKEN"},
      {"chunks_beyond_limit",
       Say("Transfer-Encoding: chunked\r\n",
           absl::StrCat("300000\r\n", std::string(0x300000, ' '), "\r\n")),
       413, "BODY_TOO_LARGE"},
      {"length_beyond_limit", Say("Content-Length: 99999999999\r\n", "{}"), 413, "BODY_TOO_LARGE"},
      {"body_shorter_than_length", Say("Content-Length: 100\r\n", "{}"), 408, "BODY_TIMEOUT"},
      {"expect_then_silence", Say("Content-Length: 100\r\nExpect: 100-continue\r\n", ""), 100},
      {"head_never_ends", "GET /v1/people/me HTTP/1.1\r\nHost: localhost\r\nX: a", 0},
      {"nothing_said", "", 0},
      {"head_of_100_kB",
       Get("/v1/people/me", absl::StrCat("X: ", std::string(100000, 'a'), "\r\n")), 431,
       "HEAD_TOO_LARGE"},
      {"target_of_100_kB", Get(absl::StrCat("/", std::string(100000, 'a'))), 431, "HEAD_TOO_LARGE"},
      {"method_of_100_kB", absl::StrCat(std::string(100000, 'A'), " / HTTP/1.1\r\n"), 431,
       "HEAD_TOO_LARGE"},
      {"five_hundred_headers",
       Get("/v1/people/me",
           [] {
             std::string fields;
             for (int i = 0; i < 500; ++i) absl::StrAppend(&fields, "X", i, ": a\r\n");
             return fields;
           }()),
       431, "HEAD_TOO_LARGE"},
      {"no_host", "GET / HTTP/1.1\r\nAccept: */*\r\n\r\n", 400, "HOST_MISSING"},
      {"two_hosts", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400,
       "HEADER_TWICE"},
      {"foreign_host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421, "HOST_FOREIGN"},
      {"foreign_host_like_ours", "GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n", 421,
       "HOST_FOREIGN"},
      {"empty_host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 421, "HOST_FOREIGN"},
      {"http_1_0", "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n", 505, "HTTP_VERSION"},
      {"http_0_9", "GET /\r\n\r\n", 400, "HEAD_MALFORMED"},
      {"http_2_preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "HTTP_VERSION"},
      {"trace", "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n", 501, "HTTP_METHOD_UNKNOWN"},
      {"connect", "CONNECT a:443 HTTP/1.1\r\nHost: localhost\r\n\r\n", 501, "HTTP_METHOD_UNKNOWN"},
      {"lower_case_method", "get / HTTP/1.1\r\nHost: localhost\r\n\r\n", 501,
       "HTTP_METHOD_UNKNOWN"},
      {"absolute_target", Get("http://localhost/v1/people/me"), 400, "TARGET_REFUSED"},
      {"asterisk_target", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "TARGET_REFUSED"},
      {"dot_dot", Get("/v1/../openapi.json"), 400, "TARGET_REFUSED"},
      {"encoded_dot_dot", Get("/v1/%2e%2e/openapi.json"), 400, "TARGET_REFUSED"},
      {"encoded_slash", Get("/v1/..%2fopenapi.json"), 400, "TARGET_REFUSED"},
      {"double_slash", Get("//v1/people/me"), 400, "TARGET_REFUSED"},
      {"semicolon", Get("/v1/people;a=b/me"), 400, "TARGET_REFUSED"},
      {"nul", Get("/v1/people/me%00"), 400, "TARGET_REFUSED"},
      {"encoded_line_break", Get("/v1/people/me%0d%0aSet-Cookie:%20a=b"), 400, "TARGET_REFUSED"},
      {"two_cookies", Get("/v1/people/me", "Cookie: a=b\r\nCookie: c=d\r\n"), 400, "HEADER_TWICE"},
      {"cookie_of_8_kB",
       Get("/v1/people/me",
           absl::StrCat("Cookie: __Host-session=", std::string(8000, 'a'), "\r\n")),
       401, "TOKEN_MISSING"},
      {"ranges",
       Get("/docs", absl::StrCat(
                        "Range: bytes=",
                        [] {
                          std::string ranges;
                          for (int i = 0; i < 1000; ++i) ranges += "0-,";
                          return ranges;
                        }(),
                        "-1\r\n")),
       200},
      {"upgrade_to_h2c", Get("/v1/people/me", "Connection: Upgrade\r\nUpgrade: h2c\r\n"), 401,
       "TOKEN_MISSING"},
      {"upgrade_to_websocket",
       Get("/v1/people/me",
           "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"),
       401, "TOKEN_MISSING"},
      {"plain_http_on_tls", "\x16\x03\x01", 0},
  };
}

class MalformedTest : public ::testing::TestWithParam<Row> {};

TEST_P(MalformedTest, IsRefusedAndNothingOfItIsASecondRequest) {
  const Row& row = GetParam();
  RawClient client(World().port());
  ASSERT_TRUE(client.connected());
  client.Write(row.bytes);
  const std::string answer = client.Read({}, absl::Seconds(5));

  EXPECT_EQ(StatusOf(answer), row.status) << answer.substr(0, 300);
  if (!row.reason.empty()) {
    EXPECT_THAT(answer, HasSubstr(absl::StrCat("\"", row.reason, "\"")));
  }
  EXPECT_THAT(answer, Not(HasSubstr("smuggled")));
  EXPECT_THAT(answer, Not(HasSubstr("evil")));
  EXPECT_THAT(answer, Not(HasSubstr(".cc:")));
  EXPECT_THAT(answer, Not(HasSubstr("\r\nSet-Cookie: a")));
  EXPECT_TRUE(client.closed()) << "still open after its time";
  EXPECT_EQ(World().Get("/v1/offices/xuhui/echoes/7").status, 200);
}

INSTANTIATE_TEST_SUITE_P(Rows, MalformedTest, ::testing::ValuesIn(Rows()),
                         [](const auto& info) { return info.param.name; });

TEST(KeepAliveTest, RequestsFollowEachOther) {
  RawClient client(World().port());
  for (int i = 0; i < 3; ++i) {
    client.Write(Get("/v1/offices/xuhui/echoes/7"));
    EXPECT_EQ(StatusOf(client.Read("}")), 200);
  }
  client.Write(Get("/v1/offices/xuhui/echoes/7") + Get("/v1/offices/xuhui/echoes/8"));
  const std::string both = client.Read("echoes/8");
  EXPECT_THAT(both, HasSubstr("echoes/7"));
  EXPECT_THAT(both, HasSubstr("echoes/8"));
  client.Write(Get("/v1/offices/xuhui/echoes/7", "Connection: close\r\n"));
  EXPECT_THAT(client.Read(), HasSubstr("Connection: close"));
  EXPECT_TRUE(client.closed());
}

TEST(KeepAliveTest, HeadHasNoBody) {
  RawClient client(World().port());
  client.Write("HEAD /docs.css HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  const std::string answer = client.Read();
  EXPECT_EQ(StatusOf(answer), 200);
  EXPECT_TRUE(absl::EndsWith(answer, "\r\n\r\n"));
}

TEST(KeepAliveTest, ABodyIsInvited) {
  RawClient client(World().port());
  client.Write(Say("Content-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n", ""));
  EXPECT_EQ(StatusOf(client.Read("\r\n\r\n")), 100);
  client.Write("{}");
  EXPECT_EQ(StatusOf(client.Read()), 200);
}

TEST(KeepAliveTest, ARefusedBodyIsNotInvited) {
  RawClient client(World().port());
  client.Write(Say("Content-Length: 99999999\r\nExpect: 100-continue\r\n", ""));
  EXPECT_EQ(StatusOf(client.Read()), 413);
}

}  // namespace
}  // namespace notary::testing
