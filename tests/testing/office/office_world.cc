#include "tests/testing/office/office_world.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "adapters/civil_affairs/register/storage/register_sql.sql.h"
#include "cmd/notaryctl/init.h"
#include "cmd/notaryd/modules.h"
#include "google/protobuf/text_format.h"
#include "notary/config/v1/register_config.pb.h"
#include "platform/base/check.h"
#include "platform/rpc/textproto.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/test_vault.h"

namespace notary::testing {
namespace {

namespace fs = std::filesystem;

constexpr demo::Pace kPace = {.between_acts = absl::Seconds(10),
                              .between_looks = absl::Milliseconds(5),
                              .per_look = absl::Seconds(5),
                              .keeps_appointments = true};

void Must(const absl::Status& status) {
  if (!status.ok()) internal::CheckFailed(__FILE__, __LINE__, status.ToString());
}

template <typename T>
T Must(absl::StatusOr<T> value) {
  Must(value.status());
  return *std::move(value);
}

// Short: the path of a Unix socket holds 107 bytes.
std::string NewFolder() {
  std::string path = "/tmp/onevisit-office.XXXXXX";
  NOTARY_CHECK(mkdtemp(path.data()) != nullptr);
  return path;
}

// The file of a SharedOffsetClock that makes it `start` now.
void StartClockAt(const std::string& path, absl::Time start) {
  const int64_t offset_us = absl::ToInt64Microseconds(start - absl::Now());
  std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(&offset_us), 8);
}

template <typename Config>
Config Read(const std::string& path) {
  Config config;
  Must(rpc::ReadTextProto(path, &config));
  return config;
}

void Overwrite(const std::string& path, const google::protobuf::Message& config) {
  std::string text;
  google::protobuf::TextFormat::PrintToString(config, &text);
  std::ofstream(path) << text;
}

}  // namespace

OfficeWorld::OfficeWorld()
    : folder_(NewFolder()),
      database_(AllMigrations()),
      register_database_({&marriage_register::sql::kMigrations}) {
  WriteFolder();
  env_ = Must(rpc::LoadEnvironment(folder_ + "/notaryd.textproto"));
  secrets_ = Must(vault::LoadSecrets(env_.config.personal_data()));
  owner_ = database_.AsOwner();
  StartRegister();
  simulators_ = Must(Simulators::Start(
      Read<config::v1::SimulatorConfig>(folder_ + "/simulators.textproto"), *env_.clock));
  StartServices();
  office_ = Must(demo::Office::Connect(folder_ + "/notaryd.textproto", kPace));
  const absl::Status employed = office_->Employ();
  if (!employed.ok()) internal::CheckFailed(__FILE__, __LINE__, employed.ToString());
}

OfficeWorld::~OfficeWorld() {
  office_.reset();
  edge_->Stop(absl::Seconds(5));
  server_->Drain(absl::Seconds(5));
  modules_.clear();  // workers end before the server and router they call through
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

// As `notaryctl init` makes it for a demonstration, with the databases of this test.
void OfficeWorld::WriteFolder() {
  Must(ctl::Init(folder_, "."));
  StartClockAt(folder_ + "/clock", TestStart());
  auto notaryd = Read<config::v1::Config>(folder_ + "/notaryd.textproto");
  notaryd.mutable_database()->set_target(database_.TargetWithoutUser());
  Overwrite(folder_ + "/notaryd.textproto", notaryd);
  auto registry = Read<config::v1::RegisterConfig>(folder_ + "/register.textproto");
  registry.mutable_database()->set_target(register_database_.TargetWithoutUser());
  Overwrite(folder_ + "/register.textproto", registry);
}

void OfficeWorld::StartRegister() {
  register_ = Must(marriage_register::Start(
      Read<config::v1::RegisterConfig>(folder_ + "/register.textproto"), *env_.clock));
}

// What cmd/notaryd/main.cc does with --services=all.
void OfficeWorld::StartServices() {
  const rpc::ModuleContext context{env_.config, *env_.clock, router_, *env_.signer, secrets_};
  std::vector<rpc::Service> services;
  for (const ModuleEntry& entry : AllModules()) {
    modules_.push_back(Must(entry.make(context)));
    for (rpc::Service& service : modules_.back()->Bind()) {
      service_names_.push_back(service.full_name());
      services.push_back(std::move(service));
    }
  }
  server_ = Must(
      rpc::Server::Start({.socket_path = socket_path(),
                          .threads_per_service = 4,
                          .rate_limit = {env_.config.calls_per_second(), env_.config.call_burst()}},
                         std::move(services), *env_.clock, *env_.verifier));
  for (const std::string& name : service_names_) router_.Route(name, &server_->in_process());
  for (const std::unique_ptr<rpc::Module>& module : modules_) module->StartWorkers();
  edge_ = Must(
      gateway::Edge::Start(env_.config.gateway(), router_, rpc::ServiceToken(context, "gateway")));
}

demo::RegisterSwitch OfficeWorld::Register() {
  return {[this] {
            register_.reset();
            return absl::OkStatus();
          },
          [this] {
            StartRegister();
            return absl::OkStatus();
          }};
}

absl::StatusOr<std::shared_ptr<const crypto::FieldCipher>> OfficeWorld::CipherOf(
    const std::string& schema, const std::string& office) {
  VaultDatabase database(database_.TargetWithoutUser(), schema, secrets_, *env_.clock);
  return database->CipherOf(office);
}

std::string OfficeWorld::Token(const rpc::Principal& who, absl::Duration lifetime) const {
  rpc::Principal bearer = who;
  if (bearer.sign_in_time == absl::UnixEpoch()) bearer.sign_in_time = Now();
  return env_.signer->Sign(bearer, Now() - absl::Hours(1), Now() + lifetime);
}

std::string OfficeWorld::ForgedToken(const rpc::Principal& who) const {
  const rpc::TokenSigner forger(env_.config.tokens().key_id(),
                                crypto::SigningKey::Generate(crypto::KeyType::kEd25519));
  return forger.Sign(who, Now() - absl::Hours(1), Now() + absl::Hours(1));
}

namespace {

std::unique_ptr<OfficeWorld>& TheWorld() {
  static auto& world = *new std::unique_ptr<OfficeWorld>();
  return world;
}

class EndTheWorld : public ::testing::Environment {
 public:
  void TearDown() override { TheWorld().reset(); }
};

}  // namespace

OfficeWorld& World() {
  if (TheWorld() == nullptr) {
    TheWorld() = std::make_unique<OfficeWorld>();
    ::testing::AddGlobalTestEnvironment(new EndTheWorld());
  }
  return *TheWorld();
}

}  // namespace notary::testing
