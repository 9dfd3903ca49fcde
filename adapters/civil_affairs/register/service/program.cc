#include "adapters/civil_affairs/register/service/program.h"

#include <atomic>

#include "absl/strings/str_cat.h"
#include "adapters/civil_affairs/register/service/record_files.h"
#include "adapters/civil_affairs/register/service/register_service.h"
#include "adapters/civil_affairs/register/storage/register_sql.sql.h"
#include "platform/admin/admin_server.h"
#include "platform/base/status_macros.h"
#include "platform/pg/migrate.h"

namespace notary::marriage_register {
namespace {

using config::v1::Config;
using config::v1::RegisterConfig;

constexpr int kDefaultConnections = 4;

absl::Status CheckMode(const RegisterConfig& config) {
  if (config.mode() == Config::MODE_UNSPECIFIED) {
    return absl::InvalidArgumentError("mode: must be PRODUCTION or DEMO");
  }
  if (config.mode() != Config::DEMO && !config.faults_file().empty()) {
    return absl::InvalidArgumentError("faults_file: only in mode DEMO");
  }
  return absl::OkStatus();
}

absl::StatusOr<RegisterService::Options> ToOptions(const RegisterConfig& config) {
  RegisterService::Options options{.questions_per_day = config.questions_per_day(),
                                   .faults_file = config.faults_file(),
                                   .maintenance_file = config.maintenance_file()};
  for (const config::v1::AcceptedOffice& accepted : config.offices()) {
    AskingOffice& office = options.offices[accepted.office()];
    office.agreement_id = accepted.agreement_id();
    office.revoked_officers.insert(accepted.revoked_officers().begin(),
                                   accepted.revoked_officers().end());
    agency::KeyRing keys;
    for (const std::string& path : accepted.public_key_files()) {
      RETURN_IF_ERROR(agency::AddKeyFile(path, keys));
    }
    for (const auto& [id, key] : keys) office.key_ids.insert(id);
    options.keys.merge(keys);
  }
  return options;
}

class RunningRegister final : public Program {
 public:
  RunningRegister(const RegisterConfig& config, agency::Sealer sealer,
                  RegisterService::Options options)
      : db_({.target =
                 absl::StrCat(config.database().target(), " user=", pg::ServiceRole("register")),
             .connections = config.database().connections() > 0 ? config.database().connections()
                                                                : kDefaultConnections}),
        files_(db_, {.records_csv = config.records_csv(),
                     .districts_csv = config.districts_csv(),
                     .made_up = config.mode() == Config::DEMO}),
        service_(db_, files_, std::move(sealer), std::move(options)) {}

  absl::Status Serve(const RegisterConfig& config, const Clock& clock) {
    RETURN_IF_ERROR(files_.Check(clock.Now()));
    rpc::ServerOptions options{.tls = rpc::TlsListen{config.listen_address(),
                                                     config.certificate_file(), config.key_file(),
                                                     config.client_ca_file()}};
    // All offices share one bucket, because none of them has a token; their limit is the quota.
    options.rate_limit = {1e6, 1e6};
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    ASSIGN_OR_RETURN(server_, rpc::Server::Start(options, std::move(services), clock, no_tokens_));
    if (!config.admin_listen_address().empty()) {
      ASSIGN_OR_RETURN(admin_, admin::Start(config.admin_listen_address(),
                                            {.alive = [this] { return server_->SelfDial(); },
                                             .ready = [this, &clock] { return Ready(clock); }}));
    }
    // Takes minutes for the records of a large bureau: it is alive meanwhile, and not ready. What
    // fails is logged, and tried again.
    files_.KeepFresh(clock.Now()).IgnoreError();
    return absl::OkStatus();
  }

  int port() const override { return server_->tls_port(); }
  void Drain(absl::Duration grace) override {
    draining_ = true;
    server_->Drain(grace);
  }

 private:
  absl::Status Ready(const Clock& clock) {
    if (draining_) return absl::UnavailableError("draining");
    RETURN_IF_ERROR(pg::CheckMigrated(db_, sql::kMigrations));
    return files_.KeepFresh(clock.Now());
  }

  pg::Database db_;
  RecordFiles files_;
  RegisterService service_;
  const rpc::TokenVerifier no_tokens_{{}};
  std::atomic<bool> draining_{false};
  std::unique_ptr<rpc::Server> server_;  // calls use everything above
  std::unique_ptr<http::Server> admin_;  // last: asks the server
};

}  // namespace

absl::StatusOr<std::unique_ptr<Program>> Start(const RegisterConfig& config, const Clock& clock) {
  RETURN_IF_ERROR(CheckMode(config));
  ASSIGN_OR_RETURN(crypto::SigningKey key, crypto::SigningKey::FromFile(config.signing_key_file()));
  ASSIGN_OR_RETURN(agency::Sealer sealer, agency::Sealer::Create(std::move(key)));
  ASSIGN_OR_RETURN(RegisterService::Options options, ToOptions(config));
  auto program = std::make_unique<RunningRegister>(config, std::move(sealer), std::move(options));
  RETURN_IF_ERROR(program->Serve(config, clock));
  return program;
}

}  // namespace notary::marriage_register
