#include "cmd/notaryd/process.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "platform/admin/admin_server.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/pg/migrate.h"
#include "platform/rpc/remote.h"

namespace notary {
absl::StatusOr<std::unique_ptr<Process>> Process::Start(const std::string& config_path,
                                                        const std::vector<std::string>& wanted) {
  RETURN_IF_ERROR(CheckNames(wanted));
  ASSIGN_OR_RETURN(rpc::Environment env, rpc::LoadEnvironment(config_path));
  std::unique_ptr<Process> process(new Process(std::move(env)));
  RETURN_IF_ERROR(process->MakeModules(wanted));
  RETURN_IF_ERROR(process->Serve());
  RETURN_IF_ERROR(process->StartPorts(IsWanted(kGateway, wanted)));
  return process;
}

absl::Status Process::MakeModules(const std::vector<std::string>& wanted) {
  const rpc::ModuleContext context{env_.config, *env_.clock, router_, *env_.signer, secrets_};
  for (const ModuleEntry& entry : AllModules()) {
    if (!IsWanted(entry.name, wanted)) continue;
    // Only who keeps personal data is given its keys: the gateway has none.
    if (entry.migrations != nullptr && secrets_.kek.empty()) {
      ASSIGN_OR_RETURN(secrets_, vault::LoadSecrets(env_.config.personal_data()));
    }
    ASSIGN_OR_RETURN(std::unique_ptr<rpc::Module> module, entry.make(context));
    modules_.push_back({entry, std::move(module)});
  }
  return absl::OkStatus();
}

absl::Status Process::Serve() {
  const config::v1::Config& config = env_.config;
  std::vector<rpc::Service> services;
  std::set<std::string> own;
  for (const Running& running : modules_) {
    for (rpc::Service& service : running.module->Bind()) {
      own.insert(service.full_name());
      services.push_back(std::move(service));
    }
  }
  rpc::ServerOptions options{.socket_path = config.socket_path()};
  ASSIGN_OR_RETURN(options.tls, rpc::TlsListenOf(config));
  if (config.calls_per_second() > 0) {
    options.rate_limit = {config.calls_per_second(), config.call_burst()};
  }
  ASSIGN_OR_RETURN(remote_, rpc::RouteRemote(config, own, router_));
  ASSIGN_OR_RETURN(server_, rpc::Server::Start(std::move(options), std::move(services), *env_.clock,
                                               *env_.verifier));
  for (const std::string& name : own) router_.Route(name, &server_->in_process());
  for (const Running& running : modules_) running.module->StartWorkers();
  Log(Severity::kInfo, "serving",
      {{"services", own.size()},
       {"socket", config.socket_path()},
       {"tls_port", server_->tls_port()}});
  return absl::OkStatus();
}

absl::Status Process::StartPorts(bool with_gateway) {
  const config::v1::Gateway& gateway = env_.config.gateway();
  if (with_gateway && !gateway.listen_address().empty()) {
    const rpc::ModuleContext context{env_.config, *env_.clock, router_, *env_.signer, secrets_};
    ASSIGN_OR_RETURN(edge_,
                     gateway::Edge::Start(gateway, router_, rpc::ServiceToken(context, kGateway)));
  }
  if (env_.config.admin_listen_address().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(admin_, admin::Start(env_.config.admin_listen_address(),
                                        {.alive = [this] { return server_->SelfDial(); },
                                         .ready = [this] { return Ready(); }}));
  return absl::OkStatus();
}

absl::Status Process::Ready() const {
  if (draining_) return absl::UnavailableError("draining");
  for (const Running& running : modules_) {
    pg::Database* database = running.module->database();
    if (database == nullptr) continue;
    const absl::Status migrated = pg::CheckMigrated(*database, *running.entry.migrations);
    // No connection was free: busy is not away, and taking a busy replica out of service would
    // only make the others busier.
    if (absl::IsResourceExhausted(migrated)) continue;
    RETURN_IF_ERROR(migrated);
  }
  return absl::OkStatus();
}

void Process::Drain(absl::Duration grace) {
  draining_ = true;
  if (server_ == nullptr) return;  // it never served
  if (edge_ != nullptr) edge_->Stop(grace);
  server_->Drain(grace);
  if (admin_ != nullptr) admin_->Stop();  // it asks the modules
  modules_.clear();  // workers end before the server and router they call through
}

}  // namespace notary
