// check-config says everything that is wrong at once, in sentences that begin with the field.
#include "cmd/notaryctl/config_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "cmd/notaryctl/init.h"
#include "cmd/notaryd/modules.h"
#include "google/protobuf/text_format.h"
#include "notary/config/v1/config.pb.h"
#include "platform/pg/migrate.h"
#include "platform/rpc/textproto.h"
#include "tests/testing/test_database.h"

namespace notary::ctl {
namespace {

namespace fs = std::filesystem;
using config::v1::Config;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class ConfigCheckTest : public ::testing::Test {
 protected:
  ConfigCheckTest() : folder_(fs::temp_directory_path() / absl::StrCat("check-", getpid())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    EXPECT_TRUE(Init(folder_, ".").ok());
    options_.config_path = folder_ / "notaryd.textproto";
    EXPECT_TRUE(rpc::ReadTextProto(options_.config_path, &config_).ok());
  }
  ~ConfigCheckTest() override { fs::remove_all(folder_); }

  std::vector<std::string> Problems(absl::Time now = absl::Now()) {
    std::string text;
    google::protobuf::TextFormat::PrintToString(config_, &text);
    std::ofstream(options_.config_path) << text << more_;
    return CheckConfig(options_, now).problems;
  }

  std::string File(const std::string& name) const { return folder_ / "keys" / name; }

  const fs::path folder_;
  ConfigCheckOptions options_;
  Config config_;
  std::string more_;  // behind the configuration, as text
};

TEST_F(ConfigCheckTest, WhatInitMakesIsRightAndNothingIsStarted) {
  fs::remove_all(folder_ / "blobs");
  EXPECT_THAT(Problems(), IsEmpty());
  EXPECT_FALSE(fs::exists(folder_ / "blobs"));
  EXPECT_FALSE(fs::exists(folder_ / "notaryd.sock"));
}

TEST_F(ConfigCheckTest, EveryMistakeIsSaidAtOnce) {
  more_ = "nonsense: 1\ncolour: 2\n";
  chmod(File("wechat-xuhui.key").c_str(), 0644);
  fs::remove(File("kek.key"));
  std::ofstream(File("index.key")) << "short";
  std::ofstream(File("sms.secret")) << "word\n";
  std::ofstream(File("token.pub")) << "no key";
  std::ofstream(File("agency-ca.crt")) << "no certificate";
  config_.mutable_gateway()->set_key_file(File("office-tls.key"));
  config_.mutable_sf_express()->mutable_senders()->DeleteSubrange(0, 1);
  config_.mutable_sf_express()->set_monthly_card("FILL-IN");

  const std::vector<std::string> problems = Problems();

  EXPECT_THAT(problems, Contains(HasSubstr("no field named \"nonsense\"")));
  EXPECT_THAT(problems, Contains(HasSubstr("no field named \"colour\"")));
  EXPECT_THAT(problems, Contains(AllOf(StartsWith("wechat_pay.merchants[1].private_key_file: "),
                                       HasSubstr("its mode must be 0640"))));
  EXPECT_THAT(problems, Contains(AllOf(StartsWith("personal_data.kek_file: "),
                                       HasSubstr("No such file or directory"))));
  EXPECT_THAT(problems, Contains(AllOf(StartsWith("personal_data.index_key_file: "),
                                       HasSubstr("must hold 32 bytes, and holds 5"))));
  EXPECT_THAT(problems,
              Contains(AllOf(StartsWith("sms.secret_file: "), HasSubstr("a line break"))));
  EXPECT_THAT(problems, Contains(StartsWith("tokens.accepted[0].public_key_file: ")));
  EXPECT_THAT(problems,
              Contains(AllOf(StartsWith("civil_affairs.ca_file: "), HasSubstr("in PEM"))));
  EXPECT_THAT(problems,
              Contains(AllOf(StartsWith("gateway.key_file: "), HasSubstr("is not the key of"))));
  EXPECT_THAT(problems, Contains("sf_express.senders: has none for office dongfang, which is open "
                                 "by the catalogue"));
  EXPECT_THAT(problems, Contains("sf_express.monthly_card: still says FILL-IN"));
  EXPECT_EQ(problems.size(), 11U) << ::testing::PrintToString(problems);
}

TEST_F(ConfigCheckTest, NoSecretIsInASentence) {
  std::ofstream(File("sms.secret")) << "very secret\n";
  std::ofstream(File("kek.key")) << "very secret";
  for (const std::string& problem : Problems()) EXPECT_THAT(problem, Not(HasSubstr("very secret")));
}

TEST_F(ConfigCheckTest, ACertificateThatEndsIsSaidBeforeAndAfter) {
  const absl::Time years = absl::Now() + absl::Hours(24 * 365 * 5);
  EXPECT_THAT(Problems(years - absl::Hours(24 * 20)),
              Contains(AllOf(StartsWith("gateway.certificate_file: "), HasSubstr("expires on"))));
  EXPECT_THAT(Problems(years + absl::Hours(24 * 20)),
              Contains(AllOf(StartsWith("gateway.certificate_file: "), HasSubstr("expired on"))));
}

TEST_F(ConfigCheckTest, ProductionNeedsRealTimeAndHttps) {
  config_.set_mode(Config::PRODUCTION);
  config_.set_public_check_url("https://elsewhere.example/v1/offices");
  const std::vector<std::string> problems = Problems();
  EXPECT_THAT(problems, Contains(HasSubstr("clock_offset_file: only in mode DEMO")));
  for (const char* field : {"sms.url", "wechat_pay.base_url", "sf_express.url"}) {
    EXPECT_THAT(problems, Contains(absl::StrCat(field, ": must begin with https://")));
  }
  EXPECT_THAT(problems, Contains(HasSubstr("elsewhere.example is not among gateway.hosts")));
}

// docs/guides/money.md: the merchant number of before stays while something of its time is open.
TEST_F(ConfigCheckTest, AnOfficeHasOneMerchantNumberAndFormerOnes) {
  config::v1::WechatMerchant& second = *config_.mutable_wechat_pay()->add_merchants();
  second = config_.wechat_pay().merchants(0);
  EXPECT_THAT(Problems(), Contains(HasSubstr("wechat_pay.merchants: has 2 for office")));
  second.set_former(true);
  second.set_mchid("1900000199");
  EXPECT_THAT(Problems(), Not(Contains(StartsWith("wechat_pay"))));
  config_.mutable_wechat_pay()->mutable_merchants(0)->set_former(true);
  EXPECT_THAT(Problems(), Contains(StartsWith("wechat_pay")));
}

// The rules that notaryd's own modules make, each of every office.
TEST_F(ConfigCheckTest, WhatNotarydRefusesAtStartIsSaid) {
  config_.mutable_wechat_pay()->mutable_merchants(0)->set_mchid("");
  config_.mutable_wechat_pay()->mutable_merchants(2)->set_certificate_serial("");
  config_.mutable_sms()->set_account("");
  config_.mutable_tokens()->set_key_id("another");
  config_.set_catalogue_folder("/nonexistent");
  config_.clear_gateway();
  config_.mutable_gateway()->set_listen_address("nowhere");
  config_.mutable_tls_listen()->set_address("127.0.0.1:1");
  const std::vector<std::string> problems = Problems();
  EXPECT_THAT(problems, Contains(AllOf(StartsWith("wechat_pay: "), HasSubstr("merchant ("))));
  EXPECT_THAT(problems,
              Contains(AllOf(StartsWith("wechat_pay: "), HasSubstr("merchant_serial ("))));
  EXPECT_THAT(problems, Contains(AllOf(StartsWith("sms, "), HasSubstr("app ("))));
  EXPECT_THAT(problems, Contains(HasSubstr("tokens.key_id: not among tokens.accepted")));
  EXPECT_THAT(problems, Contains(StartsWith("catalogue_folder: ")));
  EXPECT_THAT(problems, Contains("gateway.listen_address: must be host:port"));
  EXPECT_THAT(problems, Contains(HasSubstr("tls_listen: needs address")));
}

TEST_F(ConfigCheckTest, AProcessOfOneServiceNeedsItsOwnPartOnly) {
  fs::remove(File("sf.word"));
  fs::remove(File("kek.key"));
  options_.services = {"catalogue", "gateway"};
  EXPECT_THAT(Problems(), IsEmpty());
  options_.services = {"delivery"};
  EXPECT_THAT(Problems(), ElementsAre(StartsWith("sf_express.check_word_file: "),
                                      StartsWith("personal_data.kek_file: ")));
  options_.services = {"deliveries"};
  EXPECT_THAT(Problems(), ElementsAre("--services: no module deliveries"));
}

TEST_F(ConfigCheckTest, TheDatabaseIsAskedWhenItShallBe) {
  const testing::TestDatabase database{AllMigrations()};
  options_.asks_database = true;
  config_.mutable_database()->set_target(database.TargetWithoutUser());
  EXPECT_THAT(Problems(), IsEmpty());

  config_.mutable_database()->set_connections(1000);
  EXPECT_THAT(Problems(), ElementsAre(AllOf(StartsWith("database: max_connections"),
                                            HasSubstr("must be at least 9015"))));
  config_.mutable_database()->set_connections(1);
  options_.owner = "onevisit_payment";
  EXPECT_THAT(Problems(), ElementsAre(HasSubstr("has no BYPASSRLS")));
  options_.owner = "onevisit";
  config_.mutable_database()->set_target("host=/nonexistent dbname=onevisit");
  EXPECT_THAT(Problems(), ElementsAre(StartsWith("database.target: as onevisit: ")));
}

TEST_F(ConfigCheckTest, ASchemaThatIsNotMigratedIsSaid) {
  const testing::TestDatabase database{AllMigrations()};
  const auto owner = database.AsOwner();
  const absl::Status gone = owner->Transact(
      pg::kNoOffice, [](pg::Tx& tx) { return tx.Script("DELETE FROM payment.schema_migration"); });
  ASSERT_TRUE(gone.ok()) << gone;
  options_.asks_database = true;
  config_.mutable_database()->set_target(database.TargetWithoutUser());
  EXPECT_THAT(Problems(), ElementsAre(AllOf(StartsWith("database.target: as onevisit_payment: "),
                                            HasSubstr("run notaryctl migrate"))));
}

// The rest of the template is a whole configuration, and its PostgreSQL is large enough for it.
TEST(OneMachineTest, TheFilesFitEachOther) {
  Config config;
  const std::string folder = "cmd/notaryd/one-machine/";
  ASSERT_TRUE(rpc::ReadTextProto(folder + "notaryd.textproto", &config).ok());
  const auto text = [&](const std::string& name) {
    std::ifstream in(folder + name);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  const std::string settings = text("postgresql.conf");
  const std::string key = "\nmax_connections = ";
  ASSERT_THAT(settings, HasSubstr(key));
  EXPECT_GE(std::stoi(settings.substr(settings.find(key) + key.size())),
            ConnectionsOf(config.database(), {"all"}) + 13);
  EXPECT_THAT(settings, HasSubstr(absl::StrCat("notaryd needs (",
                                               ConnectionsOf(config.database(), {"all"}), " ")));
  for (const pg::MigrationSet* set : AllMigrations()) {
    EXPECT_THAT(text("pg_ident.conf"), HasSubstr(absl::StrCat("\nonevisit   onevisit   ",
                                                              pg::ServiceRole(set->schema), "\n")));
  }
}

}  // namespace
}  // namespace notary::ctl
