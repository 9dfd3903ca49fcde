// notaryd --config=FILE [--services=all|catalogue,application,…]
// Runs the services of a notary office until SIGTERM or SIGINT, then drains and ends.
#include <cstdio>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cmd/notaryd/modules.h"
#include "gateway/callbacks/callback_server.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/environment.h"
#include "platform/rpc/server.h"
#include "platform/run/termination.h"

ABSL_FLAG(std::string, config, "", "configuration: a textproto of notary.config.v1.Config");
ABSL_FLAG(std::string, services, "all", "comma-separated modules, or all");

namespace notary {
namespace {

constexpr absl::Duration kDrain = absl::Seconds(5);

bool IsWanted(const std::string& name, const std::vector<std::string>& wanted) {
  for (const std::string& entry : wanted) {
    if (entry == "all" || entry == name) return true;
  }
  return false;
}

absl::Status CheckNames(const std::vector<std::string>& wanted) {
  for (const std::string& name : wanted) {
    bool known = name == "all";
    for (const ModuleEntry& entry : AllModules()) known = known || entry.name == name;
    if (!known) return absl::InvalidArgumentError(absl::StrCat("--services: no module ", name));
  }
  return absl::OkStatus();
}

absl::Status Run(const Termination& termination) {
  const std::vector<std::string> wanted = absl::StrSplit(absl::GetFlag(FLAGS_services), ',');
  RETURN_IF_ERROR(CheckNames(wanted));
  ASSIGN_OR_RETURN(const rpc::Environment env, rpc::LoadEnvironment(absl::GetFlag(FLAGS_config)));
  rpc::Router router;
  const rpc::ModuleContext context{env.config, *env.clock, router, *env.signer};

  std::vector<std::unique_ptr<rpc::Module>> modules;
  std::vector<rpc::Service> services;
  std::vector<std::string> names;
  for (const ModuleEntry& entry : AllModules()) {
    if (!IsWanted(entry.name, wanted)) continue;
    ASSIGN_OR_RETURN(std::unique_ptr<rpc::Module> module, entry.make(context));
    for (rpc::Service& service : module->Bind()) {
      names.push_back(service.full_name());
      services.push_back(std::move(service));
    }
    modules.push_back(std::move(module));
  }
  rpc::ServerOptions options{.socket_path = env.config.socket_path()};
  if (env.config.calls_per_second() > 0) {
    options.rate_limit = {env.config.calls_per_second(), env.config.call_burst()};
  }
  ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Server> server,
                   rpc::Server::Start(options, std::move(services), *env.clock, *env.verifier));
  for (const std::string& name : names) router.Route(name, &server->in_process());
  std::vector<std::unique_ptr<rpc::Channel>> remote;
  for (const config::v1::RemoteService& service : env.config.remote_services()) {
    remote.push_back(rpc::Channel::ToSocket(service.address()));
    router.Route(service.service(), remote.back().get());
  }
  for (const std::unique_ptr<rpc::Module>& module : modules) module->StartWorkers();
  std::unique_ptr<http::Server> callbacks;
  if (!env.config.callback_listen_address().empty()) {
    ASSIGN_OR_RETURN(callbacks,
                     gateway::StartCallbackServer(env.config.callback_listen_address(), router));
  }
  Log(Severity::kInfo, "serving",
      {{"services", names.size()}, {"socket", env.config.socket_path()}});

  const int signal = termination.Wait();
  Log(Severity::kInfo, "draining", {{"signal", signal}});
  if (callbacks != nullptr) callbacks->Stop();
  server->Drain(kDrain);
  modules.clear();  // workers end before the server and router they call through
  return absl::OkStatus();
}

}  // namespace
}  // namespace notary

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  const notary::Termination termination;
  const absl::Status status = notary::Run(termination);
  if (status.ok()) return 0;
  std::fprintf(stderr, "notaryd: %s\n", std::string(status.message()).c_str());
  return 1;
}
