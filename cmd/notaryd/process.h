// One notaryd: the modules it was asked for behind one server, their workers, the HTTP edge and the
// page for operators. What main.cc starts and ends.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cmd/notaryd/modules.h"
#include "gateway/http/edge.h"
#include "platform/http/server.h"
#include "platform/rpc/environment.h"
#include "platform/rpc/server.h"

namespace notary {

class Process {
 public:
  // `wanted`: names of modules, "gateway" for the HTTP edge, or "all". INVALID_ARGUMENT
  // for a name that is none. Each module reads its own part of the configuration and no other.
  static absl::StatusOr<std::unique_ptr<Process>> Start(const std::string& config_path,
                                                        const std::vector<std::string>& wanted);

  ~Process() { Drain(absl::ZeroDuration()); }

  // Says "not ready", refuses new calls, gives running ones `grace` at each port; ends workers
  // when they have done the batch they are at. Safe to call twice.
  void Drain(absl::Duration grace);

 private:
  explicit Process(rpc::Environment env) : env_(std::move(env)) {}
  absl::Status MakeModules(const std::vector<std::string>& wanted);
  absl::Status Serve();
  absl::Status StartPorts(bool with_gateway);
  absl::Status Ready() const;

  struct Running {
    const ModuleEntry& entry;
    std::unique_ptr<rpc::Module> module;
  };

  // Members end in reverse order: ports before modules, modules before what they call through.
  const rpc::Environment env_;
  vault::Secrets secrets_;  // of personal data; empty in a process that keeps none
  rpc::Router router_;
  std::vector<std::unique_ptr<rpc::Channel>> remote_;
  std::atomic<bool> draining_{false};
  std::unique_ptr<rpc::Server> server_;
  std::vector<Running> modules_;
  std::unique_ptr<gateway::Edge> edge_;
  std::unique_ptr<http::Server> admin_;
};

}  // namespace notary
