// notaryd in parts: each module alone, and two processes that need each other, over mutual TLS.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "cmd/notaryd/modules.h"
#include "notary/application/v1/application_service.pb.h"
#include "notary/notification/v1/notification_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/pg/outbox.h"
#include "platform/rpc/durable_call.h"
#include "platform/rpc/remote.h"
#include "tests/integration/notaryd/notaryd_world.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/test_vault.h"

namespace notary {
namespace {

using config::v1::Config;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Notaryd;
using testing::NotarydWorld;

constexpr char kCatalogue[] = "notary.catalogue.v1.CatalogueService";
constexpr char kNotification[] = "notary.notification.v1.NotificationService";
constexpr char kCreate[] = "/notary.application.v1.ApplicationService/CreateApplication";

// The back process has the catalogue and the notices, the front process the cases.
class TwoProcessesTest : public ::testing::Test {
 protected:
  TwoProcessesTest() {
    world_.AddPartOf("catalogue", back_config_);
    world_.AddPartOf("notification", back_config_);
    back_ = world_.Start(back_config_, "catalogue,notification");
    world_.AddRemote(kCatalogue, back_config_, front_config_);
    world_.AddRemote(kNotification, back_config_, front_config_);
    front_ = world_.Start(front_config_, "application");
  }

  void SetUp() override {
    ASSERT_TRUE(back_->WaitUntilReady());
    ASSERT_TRUE(front_->WaitUntilReady());
    to_front_ = *rpc::Channel::ToTls(world_.TlsTo(front_config_, "process"));
  }

  absl::StatusOr<application::v1::Application> CreateCase() {
    application::v1::CreateApplicationRequest request;
    request.set_parent("offices/xuhui");
    request.set_request_id(NewId(absl::Now()));
    application::v1::Application& draft = *request.mutable_application();
    draft.set_matter("CERT_MARRIAGE");
    draft.set_capacity(application::v1::Application::SELF);
    draft.set_visit_mode(application::v1::Application::BEFORE_ISSUE);
    draft.set_handover_mode(application::v1::Application::COURIER);
    return to_front_->Call<application::v1::Application>(
        kCreate, request,
        {.authorization = world_.Token(testing::Person("zhang")), .timeout = absl::Seconds(20)});
  }

  // A process that looked for the other one too early looks again a moment later.
  absl::StatusOr<application::v1::Application> CreateCaseOnceTheyMeet() {
    const absl::Time until = absl::Now() + absl::Seconds(10);
    absl::StatusOr<application::v1::Application> draft = CreateCase();
    while (absl::IsUnavailable(draft.status()) && absl::Now() < until) {
      absl::SleepFor(absl::Milliseconds(20));
      draft = CreateCase();
    }
    return draft;
  }

  // A notice about the case, owed by the front process to the back.
  absl::Status OweNotice(const std::string& name) {
    notification::v1::CreateNoticeRequest request;
    request.set_parent("offices/xuhui");
    request.mutable_notice()->set_code("N01");
    request.mutable_notice()->set_application(name);
    request.mutable_notice()->set_addressee("persons/zhang");
    (*request.mutable_notice()->mutable_values())["matter_zh"] = "结婚证公证";
    (*request.mutable_notice()->mutable_values())["matter_en"] = "Marriage certificate";
    testing::VaultDatabase application(world_.database().TargetWithoutUser(), "application",
                                       *vault::LoadSecrets(front_config_.personal_data()), clock_);
    return application->Transact("xuhui", [&](pg::Tx& tx) {
      rpc::CallLater(tx, "xuhui", name, absl::StrCat("/", kNotification, "/CreateNotice"), request,
                     absl::Now());
      return absl::OkStatus();
    });
  }

  int64_t NoticesOf(const std::string& name) {
    static constexpr pg::Statement kCount{
        "test_notices", "SELECT count(*) AS n FROM notice WHERE application = $1"};
    const absl::StatusOr<pg::Row> row =
        world_.database().As("notification")->Read("xuhui", [&](pg::Tx& tx) {
          return tx.One(kCount, name);
        });
    return row.ok() ? row->Int("n") : -1;
  }

  static bool Within(const std::function<bool()>& so) {
    const absl::Time until = absl::Now() + absl::Seconds(60);
    while (!so() && absl::Now() < until) absl::SleepFor(absl::Milliseconds(20));
    return so();
  }

  // Once, and not more.
  bool IsToldInTime(const std::string& name) {
    return Within([&] { return NoticesOf(name) != 0; }) && NoticesOf(name) == 1;
  }

  bool WasTried(const std::string& name) {
    static constexpr pg::Statement kTried{
        "test_tried", "SELECT count(*) AS n FROM outbox WHERE ordering_key = $1 AND attempts > 0"};
    const absl::StatusOr<pg::Row> row =
        world_.database().As("application")->Read("xuhui", [&](pg::Tx& tx) {
          return tx.One(kTried, name);
        });
    return row.ok() && row->Int("n") > 0;
  }

  const RealClock clock_;
  NotarydWorld world_;
  Config back_config_ = world_.Common();
  Config front_config_ = world_.Common();
  std::unique_ptr<Notaryd> back_;
  std::unique_ptr<Notaryd> front_;
  std::unique_ptr<rpc::Channel> to_front_;
};

TEST_F(TwoProcessesTest, ACaseAndItsNoticeCrossBetweenThem) {
  // The front process asks the catalogue of the back process for the matter's rules.
  const absl::StatusOr<application::v1::Application> draft = CreateCaseOnceTheyMeet();
  ASSERT_TRUE(draft.ok()) << draft.status();

  ASSERT_TRUE(OweNotice(draft->name()).ok());
  EXPECT_TRUE(IsToldInTime(draft->name()));
  std::string page;
  EXPECT_EQ(back_->Get("/metrics", &page), 200);
  EXPECT_THAT(page, HasSubstr(absl::StrCat("notary_rpc_total{code=\"OK\",method=\"CreateNotice\",",
                                           "service=\"", kNotification, "\"} 1\n")));
  EXPECT_THAT(page, Not(HasSubstr("zhang")));
  EXPECT_EQ(front_->Stop(), 0);
  EXPECT_EQ(back_->Stop(), 0);
}

TEST_F(TwoProcessesTest, WithoutTheOtherProcessACallWaitsAndIsMadeLater) {
  const absl::StatusOr<application::v1::Application> draft = CreateCaseOnceTheyMeet();
  ASSERT_TRUE(draft.ok()) << draft.status();
  back_->Stop();

  EXPECT_EQ(CreateCase().status().code(), absl::StatusCode::kUnavailable);
  ASSERT_TRUE(OweNotice(draft->name()).ok());
  EXPECT_EQ(front_->Get("/livez"), 200);
  EXPECT_EQ(front_->Get("/readyz"), 200);  // its own part works
  back_ = world_.Start(back_config_, "catalogue,notification");
  ASSERT_TRUE(back_->WaitUntilReady());

  EXPECT_TRUE(IsToldInTime(draft->name()));
}

// While a new version comes, a new caller meets a receiver that is old.
TEST_F(TwoProcessesTest, WhatAnOlderProcessDoesNotKnowIsAskedAgain) {
  const absl::StatusOr<application::v1::Application> draft = CreateCaseOnceTheyMeet();
  ASSERT_TRUE(draft.ok()) << draft.status();
  back_->Stop();
  back_ = world_.Start(back_config_, "catalogue");
  ASSERT_TRUE(back_->WaitUntilReady());
  ASSERT_TRUE(CreateCaseOnceTheyMeet().ok());  // they have met again
  ASSERT_TRUE(OweNotice(draft->name()).ok());
  ASSERT_TRUE(Within([&] { return WasTried(draft->name()); }));
  back_->Stop();

  back_ = world_.Start(back_config_, "catalogue,notification");
  ASSERT_TRUE(back_->WaitUntilReady());

  EXPECT_TRUE(IsToldInTime(draft->name()));
}

TEST_F(TwoProcessesTest, LetsNobodyInWithoutACertificateOfTheSystem) {
  const rpc::CallOptions options{.authorization = world_.Token(testing::SystemService("payment")),
                                 .timeout = absl::Seconds(2)};
  const std::string health = "/grpc.health.v1.Health/Check";
  const auto stranger = *rpc::Channel::ToTls(world_.TlsTo(back_config_, "stranger"));
  const auto plain = rpc::Channel::ToSocket(back_config_.tls_listen().address());
  const auto friendly = *rpc::Channel::ToTls(world_.TlsTo(back_config_, "process"));

  EXPECT_FALSE(stranger->CallBytes(health, "", options).ok());
  EXPECT_FALSE(plain->CallBytes(health, "", options).ok());
  EXPECT_TRUE(friendly->CallBytes(health, "", options).ok());
}

TEST(OneModuleTest, EachModuleRunsWithItsOwnPartOfTheConfiguration) {
  NotarydWorld world;
  for (const ModuleEntry& entry : AllModules()) {
    SCOPED_TRACE(entry.name);
    Config config = world.Common();
    world.AddPartOf(entry.name, config);
    const std::unique_ptr<Notaryd> process = world.Start(config, entry.name);

    EXPECT_TRUE(process->WaitUntilReady());
    EXPECT_EQ(process->Stop(), 0);
  }
}

TEST(OneModuleTest, IsNotReadyOnASchemaThatLacksAMigration) {
  NotarydWorld world;
  const auto owner = world.database().AsOwner();
  static constexpr pg::Statement kForget{
      "test_forget", "DELETE FROM payment.schema_migration WHERE name = '0001_payment'"};
  ASSERT_EQ(*owner->Read(pg::kNoOffice, [](pg::Tx& tx) { return tx.Exec(kForget); }), 1);
  const std::unique_ptr<Notaryd> process = world.Start(world.Common(), "payment");

  const absl::Time until = absl::Now() + absl::Seconds(30);
  while (process->Get("/livez") != 200 && absl::Now() < until) {
    absl::SleepFor(absl::Milliseconds(20));
  }

  std::string why;
  EXPECT_EQ(process->Get("/readyz", &why), 503);
  EXPECT_EQ(why, "FAILED_PRECONDITION\n");
}

// There is no way to write down plain TCP.
TEST(RemoteTest, TcpIsMutualTlsOrRefused) {
  NotarydWorld world;
  const Config whole = [&] {
    Config config = world.Common();
    world.AddRemote(kCatalogue, config, config);
    return config;
  }();
  Config no_name = whole;
  no_name.mutable_remote_services(0)->clear_server_name();
  Config no_key = whole;
  no_key.mutable_remote_tls()->clear_key_file();
  Config no_ca = whole;
  no_ca.mutable_remote_tls()->clear_ca_file();
  Config named_socket = whole;
  named_socket.mutable_remote_services(0)->set_address("unix:/x");
  Config open_port = whole;
  open_port.mutable_tls_listen()->clear_client_ca_file();
  rpc::Router router;

  EXPECT_TRUE(rpc::RouteRemote(whole, {}, router).ok());
  EXPECT_TRUE(rpc::TlsListenOf(whole)->has_value());
  for (const Config& config : {no_name, no_key, no_ca, named_socket}) {
    EXPECT_EQ(rpc::RouteRemote(config, {}, router).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
  EXPECT_EQ(rpc::TlsListenOf(open_port).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(RemoteTest, AServiceOfTheProcessItselfIsNotRemote) {
  NotarydWorld world;
  Config config = world.Common();
  world.AddRemote(kCatalogue, config, config);
  rpc::Router router;

  const auto channels = rpc::RouteRemote(config, {kCatalogue}, router);

  EXPECT_TRUE(channels->empty());
  EXPECT_EQ(router.Find(absl::StrCat("/", kCatalogue, "/QuoteFee")), nullptr);
}

}  // namespace
}  // namespace notary
