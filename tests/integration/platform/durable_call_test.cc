#include "platform/rpc/durable_call.h"

#include <gtest/gtest.h>

#include "notary/testing/v1/echo_service.pb.h"
#include "platform/base/error.h"
#include "platform/pg/outbox.h"
#include "services/application/storage/application_sql.sql.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/test_database.h"

namespace notary::rpc {
namespace {

constexpr char kEcho[] = "notary.testing.v1.EchoService";

// CreateEcho answers as a test says and keeps what it was asked; of the rest nothing is asked.
class Callee {
 public:
  std::vector<Service> Bind() {
    using namespace testing::v1;
    Service service(kEcho);
    service.Method("CreateEcho", this, &Callee::CreateEcho);
    service.Method("SayEcho", this, &Callee::Nothing<Echo, Echo>);
    service.Method("WhoAmI", this, &Callee::Nothing<WhoAmIRequest, WhoAmIResponse>);
    service.Method("SignIn", this, &Callee::Nothing<SignInRequest, SignInResponse>);
    service.Method("SignOut", this, &Callee::Nothing<SignOutRequest, SignOutResponse>);
    service.Method("WriteBytes", this, &Callee::Nothing<WriteBytesRequest, WriteBytesResponse>);
    service.Method("ReadBytes", this, &Callee::Nothing<ReadBytesRequest, ReadBytesResponse>);
    service.Method("Fail", this, &Callee::Nothing<FailRequest, Echo>);
    service.Method("Whisper", this, &Callee::Nothing<Echo, Echo>);
    std::vector<Service> services;
    services.push_back(std::move(service));
    return services;
  }

  absl::Status answer;
  std::vector<std::string> asked;

 private:
  absl::StatusOr<testing::v1::Echo> CreateEcho(const Call&,
                                               const testing::v1::CreateEchoRequest& request) {
    asked.push_back(request.echo().text());
    if (!answer.ok()) return answer;
    return request.echo();
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Nothing(const Call&, const Request&) {
    return Response();
  }
};

class DurableCallTest : public ::testing::Test {
 protected:
  DurableCallTest() { router_.Route(kEcho, &harness_.channel()); }

  void Owe(const std::string& text) {
    testing::v1::CreateEchoRequest request;
    request.set_parent("offices/xuhui");
    request.mutable_echo()->set_text(text);
    ASSERT_TRUE(db_->Transact("xuhui",
                              [&](pg::Tx& tx) {
                                CallLater(tx, "xuhui", "one case",
                                          absl::StrCat("/", kEcho, "/CreateEcho"), request,
                                          harness_.clock().Now());
                                return absl::OkStatus();
                              })
                    .ok());
  }

  // Looks as often as it takes for every call that is due to be made, however long the pauses.
  void Deliver(int times) {
    for (int i = 0; i < times; ++i) {
      ASSERT_TRUE(relay_.RunOnce().ok());
      harness_.clock().Advance(absl::Minutes(1));
    }
  }

  pg::OutboxDepth Depth() { return *pg::MeasureOutbox(*db_); }

  Callee callee_;
  testing::RpcHarness harness_{callee_.Bind()};
  testing::TestDatabase database_{{&application::sql::kMigrations}};
  std::unique_ptr<pg::Database> db_ = database_.As("application");
  Router router_;
  Relay relay_{*db_, router_, harness_.clock(),
               [this] { return harness_.Token(testing::Person("zhang")); }};
};

TEST_F(DurableCallTest, AFaultOfTheCalleeIsOutlasted) {
  callee_.answer = absl::InternalError("the disk is gone");
  Owe("first");
  Owe("second");
  Deliver(20);
  EXPECT_EQ(callee_.asked, std::vector<std::string>(20, "first")) << "in their order";
  EXPECT_EQ(Depth().refused, 0);

  callee_.answer = absl::OkStatus();
  callee_.asked.clear();
  Deliver(2);

  EXPECT_EQ(callee_.asked, (std::vector<std::string>{"first", "second"}));
  EXPECT_EQ(Depth().open, 0);
}

TEST_F(DurableCallTest, WhatWasRefusedIsMadeAgainWhenThatIsMended) {
  callee_.answer = InvalidField("echo.text", "NOT_LIKED", {"不行", "Not liked"});
  Owe("first");
  Owe("second");
  Deliver(3);
  EXPECT_EQ(callee_.asked, std::vector<std::string>{"first"});
  EXPECT_EQ(Depth().refused, 1);

  callee_.answer = absl::OkStatus();
  EXPECT_EQ(*pg::ReleaseRefused(*db_, harness_.clock().Now()), 1);
  Deliver(2);

  EXPECT_EQ(callee_.asked, (std::vector<std::string>{"first", "first", "second"}));
  EXPECT_EQ(Depth().refused + Depth().open, 0);
}

// What it asks is sealed; without the key, or altered, nobody can make it.
TEST_F(DurableCallTest, WhatDoesNotOpenIsSetAsideForAPerson) {
  static constexpr pg::Statement kAlter{"test_alter",
                                        "UPDATE outbox SET request = '\\x00' RETURNING id"};
  Owe("first");
  ASSERT_TRUE(db_->Transact("xuhui", [](pg::Tx& tx) { return tx.Query(kAlter).status(); }).ok());

  Deliver(3);

  EXPECT_TRUE(callee_.asked.empty());
  EXPECT_EQ(Depth().refused, 1);
}

}  // namespace
}  // namespace notary::rpc
