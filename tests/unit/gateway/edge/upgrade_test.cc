// Requests that want to become a WebSocket.
#include "gateway/edge/upgrade.h"

#include <gtest/gtest.h>

#include "platform/base/error.h"

namespace notary::gateway {
namespace {

Request Asking(Headers changed) {
  Request request{.method = "GET"};
  request.headers = std::move(changed);
  const Headers usual = {{"connection", "keep-alive, Upgrade"},
                         {"upgrade", "websocket"},
                         {"sec-websocket-version", "13"},
                         {"sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="}};
  for (const auto& header : usual) {
    if (!request.Has(header.first)) request.headers.push_back(header);
  }
  return request;
}

TEST(UpgradeTest, TakesWhatTheStandardAsksFor) {
  EXPECT_TRUE(CheckUpgrade(Asking({})).ok());
  EXPECT_TRUE(CheckUpgrade(Asking({{"upgrade", "h2c, WebSocket"}})).ok());
  EXPECT_TRUE(CheckUpgrade(Asking({{"connection", "upgrade"}})).ok());
}

TEST(UpgradeTest, RefusesTheRest) {
  EXPECT_EQ(ReasonOf(CheckUpgrade(Request{.method = "GET"})), "UPGRADE_REQUIRED");
  EXPECT_EQ(ReasonOf(CheckUpgrade(Asking({{"upgrade", "websocketx"}}))), "UPGRADE_REQUIRED");
  const std::pair<std::string, std::string> rows[] = {
      {"connection", "close"},       {"sec-websocket-version", "8"},
      {"sec-websocket-version", ""}, {"sec-websocket-key", ""},
      {"sec-websocket-key", "AAAA"}, {"sec-websocket-key", "****************************"},
      {"content-length", "0"},       {"transfer-encoding", "chunked"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(ReasonOf(CheckUpgrade(Asking({row}))), "WEBSOCKET_MALFORMED")
        << row.first << ": " << row.second;
  }
  Request post = Asking({});
  post.method = "POST";
  EXPECT_EQ(ReasonOf(CheckUpgrade(post)), "WEBSOCKET_MALFORMED");
}

}  // namespace
}  // namespace notary::gateway
