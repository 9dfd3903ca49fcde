// Heads of HTTP requests: quality.md D 33–39.
#include "gateway/edge/head_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "platform/base/error.h"

namespace notary::gateway {
namespace {

// The lines of a head, each with its line end; the last one empty.
std::string Head(absl::string_view request_line, const std::vector<std::string>& fields) {
  std::string head = absl::StrCat(request_line, "\r\n");
  for (const std::string& field : fields) absl::StrAppend(&head, field, "\r\n");
  return absl::StrCat(head, "\r\n");
}

std::string Get(const std::vector<std::string>& fields) {
  std::vector<std::string> all = {"Host: localhost"};
  all.insert(all.end(), fields.begin(), fields.end());
  return Head("GET /v1/offices HTTP/1.1", all);
}

TEST(HeadCheckTest, AcceptsWhatBrowsersSend) {
  for (const std::string& head :
       {Get({}), Get({"Accept: */*", "Cookie: a=b; c=d", "X-Empty:", "User-Agent: x (y; z) \"w\""}),
        Get({"Accept: a", "Accept: b"}),
        Head("POST /v1/x HTTP/1.1", {"Host: a", "Content-Length: 5"}),
        Head("POST /v1/x HTTP/1.1", {"Host: a", "Transfer-Encoding: chunked"})}) {
    EXPECT_TRUE(CheckHead(head).ok()) << head << CheckHead(head);
    EXPECT_EQ(FindHeadEnd(head), head.size());
    EXPECT_EQ(FindHeadEnd(head + "body\nbody"), head.size());
  }
}

TEST(HeadCheckTest, RefusesWhatTwoParsersReadDifferently) {
  const std::pair<std::string, std::string> rows[] = {
      {Get({"Content-Length: 5", "Transfer-Encoding: chunked"}), "LENGTH_AMBIGUOUS"},
      {Get({"Transfer-Encoding: chunked", "Content-Length: 5"}), "LENGTH_AMBIGUOUS"},
      {Get({"Content-Length: 5", "Content-Length: 5"}), "HEADER_TWICE"},
      {Get({"Content-Length: 5", "content-length: 6"}), "HEADER_TWICE"},
      {Get({"Content-Length: 5, 5"}), "HEAD_MALFORMED"},
      {Get({"Content-Length: +5"}), "HEAD_MALFORMED"},
      {Get({"Content-Length: -1"}), "HEAD_MALFORMED"},
      {Get({"Content-Length: 0x5"}), "HEAD_MALFORMED"},
      {Get({"Content-Length: 5 5"}), "HEAD_MALFORMED"},
      {Get({"Content-Length:"}), "HEAD_MALFORMED"},
      {Get({"Content-Length: 99999999999999999999"}), "HEAD_MALFORMED"},
      {Get({"Transfer-Encoding: chunked, identity"}), "TRANSFER_ENCODING"},
      {Get({"Transfer-Encoding: gzip, chunked"}), "TRANSFER_ENCODING"},
      {Get({"Transfer-Encoding: xchunked"}), "TRANSFER_ENCODING"},
      {Get({"Transfer-Encoding: chunked", "Transfer-Encoding: x"}), "HEADER_TWICE"},
      {Get({"Transfer-Encoding : chunked"}), "HEAD_MALFORMED"},
      {Get({"Transfer-Encoding\t: chunked"}), "HEAD_MALFORMED"},
      {Get({" Transfer-Encoding: chunked"}), "HEAD_MALFORMED"},
      {Get({"X: a", " folded"}), "HEAD_MALFORMED"},
      {Get({"X: a", "\tfolded"}), "HEAD_MALFORMED"},
      {Get({std::string("X: a\0b", 6)}), "HEAD_MALFORMED"},
      {Get({"X: a\x01"}), "HEAD_MALFORMED"},
      {Get({"X: a\rb"}), "HEAD_MALFORMED"},
      {Get({"X: \xE5\xBC\xA0"}), "HEAD_MALFORMED"},
      {Get({"no colon"}), "HEAD_MALFORMED"},
      {Get({": no name"}), "HEAD_MALFORMED"},
      {Get({"Host: other"}), "HEADER_TWICE"},
      {Get({"Cookie: a=b", "Cookie: c=d"}), "HEADER_TWICE"},
      {Get({"Authorization: a", "Authorization: b"}), "HEADER_TWICE"},
      {Get({"X-Forwarded-For: 1.1.1.1", "X-Forwarded-For: 2.2.2.2"}), "HEADER_TWICE"},
      {Head("GET / HTTP/1.1", {"Accept: */*"}), "HOST_MISSING"},
      {Head("GET / HTTP/1.0", {"Host: a"}), "HTTP_VERSION"},
      {Head("GET / HTTP/2.0", {"Host: a"}), "HTTP_VERSION"},
      {Head("GET / http/1.1", {"Host: a"}), "HTTP_VERSION"},
      {Head("GET /", {"Host: a"}), "HEAD_MALFORMED"},
      {Head("GET  / HTTP/1.1", {"Host: a"}), "HEAD_MALFORMED"},
      {Head("GET / HTTP/1.1 ", {"Host: a"}), "HEAD_MALFORMED"},
      {Head(" GET / HTTP/1.1", {"Host: a"}), "HEAD_MALFORMED"},
      {Head("GET / x HTTP/1.1", {"Host: a"}), "HEAD_MALFORMED"},
      {Head("", {"GET / HTTP/1.1", "Host: a"}), "HEAD_MALFORMED"},
      {Head("TRACE / HTTP/1.1", {"Host: a"}), "HTTP_METHOD_UNKNOWN"},
      {Head("CONNECT a:1 HTTP/1.1", {"Host: a"}), "HTTP_METHOD_UNKNOWN"},
      {Head("get / HTTP/1.1", {"Host: a"}), "HTTP_METHOD_UNKNOWN"},
      {Head("PRI * HTTP/1.1", {"Host: a"}), "HTTP_METHOD_UNKNOWN"},
      {Head("G(T / HTTP/1.1", {"Host: a"}), "HEAD_MALFORMED"},
      {Get(std::vector<std::string>(500, "X: a")), "HEAD_TOO_LARGE"},
      {Get({absl::StrCat("X: ", std::string(9000, 'a'))}), "HEAD_TOO_LARGE"},
      {Get({absl::StrCat("X: ", std::string(100000, 'a'))}), "HEAD_TOO_LARGE"},
  };
  for (const auto& [head, reason] : rows) {
    EXPECT_EQ(ReasonOf(CheckHead(head)), reason) << head.substr(0, 200);
  }
}

TEST(HeadCheckTest, GivesUpWithoutWaitingForTheRest) {
  EXPECT_EQ(FindHeadEnd("GET / HT"), std::string::npos);
  EXPECT_EQ(FindHeadEnd("GET / HTTP/1.1\r\nHost: a\r\n"), std::string::npos);
  for (const char* bare : {"GET / HTTP/1.1\nHost: a\n\n", "\n", "GET / HTTP/1.1\r\nHost: a\n"}) {
    EXPECT_EQ(FindHeadEnd(bare), std::nullopt) << bare;
    EXPECT_EQ(ReasonOf(RefusedEarly(bare)), "HEAD_MALFORMED");
  }
  const std::string endless = absl::StrCat("GET /", std::string(HeadLimits::kMaxBytes, 'a'));
  EXPECT_EQ(FindHeadEnd(endless), std::nullopt);
  EXPECT_EQ(ReasonOf(RefusedEarly(endless)), "HEAD_TOO_LARGE");
}

}  // namespace
}  // namespace notary::gateway
