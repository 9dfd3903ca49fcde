#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/admin/admin_server.h"
#include "platform/http/client.h"
#include "platform/metrics/metrics.h"

namespace notary::admin {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class AdminTest : public ::testing::Test {
 protected:
  http::Response Send(const std::string& method, const std::string& path) {
    return *client_.Send({.method = method, .url = server_->Url() + path});
  }

  absl::Status alive_;
  absl::Status ready_;
  std::unique_ptr<http::Server> server_ = *Start(
      "127.0.0.1:0", {.alive = [this] { return alive_; }, .ready = [this] { return ready_; }});
  http::Client client_{{.allow_plain_http = true}};
};

TEST_F(AdminTest, ShowsWhatWasCounted) {
  metrics::CounterOf("notary_admin_test_total", "Help.", {}).Increment();

  const http::Response page = Send("GET", "/metrics");

  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(http::FindHeader(page.headers, "content-type"),
            "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_THAT(page.body, HasSubstr("notary_admin_test_total 1\n"));
}

TEST_F(AdminTest, LivingAndReadyAreTwoQuestions) {
  ready_ = absl::UnavailableError("the database is away");
  EXPECT_EQ(Send("GET", "/livez").status, 200);
  EXPECT_EQ(Send("GET", "/readyz").status, 503);

  ready_ = absl::OkStatus();
  alive_ = absl::DeadlineExceededError("no answer");
  EXPECT_EQ(Send("GET", "/livez").status, 503);
  EXPECT_EQ(Send("GET", "/readyz").status, 200);
}

TEST_F(AdminTest, TellsTheCodeAndNotTheMessage) {
  ready_ = absl::UnavailableError("Key (id_number)=(310111199001151010)");

  EXPECT_EQ(Send("GET", "/readyz").body, "UNAVAILABLE\n");
}

TEST_F(AdminTest, NothingElseIsThereAndNothingCanBeChanged) {
  for (const char* path : {"/", "/metrics/", "/debug", "/../etc/passwd"}) {
    EXPECT_EQ(Send("GET", path).status, 404) << path;
  }
  for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"}) {
    EXPECT_EQ(Send(method, "/metrics").status, 405) << method;
  }
}

TEST(AdminAddressTest, MustBeHostAndPort) {
  for (const char* address : {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:http"}) {
    EXPECT_EQ(Start(address, {}).status().code(), absl::StatusCode::kInvalidArgument) << address;
  }
}

}  // namespace
}  // namespace notary::admin
