// A service as a process runs it: put together once, bound to the server, then given its workers.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "notary/config/v1/config.pb.h"
#include "platform/metrics/metrics.h"
#include "platform/pg/database.h"
#include "platform/rpc/auth.h"
#include "platform/rpc/client.h"
#include "platform/rpc/durable_call.h"
#include "platform/rpc/service.h"
#include "platform/run/worker.h"
#include "platform/time/clock.h"
#include "platform/vault/vault.h"

namespace notary::rpc {

// What every module may use. All of it outlives the modules.
struct ModuleContext {
  const config::v1::Config& config;
  const Clock& clock;
  const Router& router;  // complete once the server has started
  const TokenSigner& signer;
  const vault::Secrets& secrets;  // of personal data; needed by modules with a schema
};

class Module {
 public:
  virtual ~Module() = default;  // stops the workers first

  virtual std::vector<Service> Bind() = 0;

  // Called when all services of the process answer.
  virtual void StartWorkers() {}

  // Its door to the database; nullptr for a module without one.
  virtual pg::Database* database() { return nullptr; }
};

// The token under which a service calls others: "services/<name>", short-lived, made when needed.
std::function<std::string()> ServiceToken(const ModuleContext& context, const std::string& name);

// How many connections each service opens at most.
int ConnectionsOf(const config::v1::Database& database);

// A module with a schema: its database door, the vault that encrypts personal data in it, and the
// relay that makes the calls it owes.
class DatabaseModule : public Module {
 public:
  DatabaseModule(const ModuleContext& context, const std::string& schema);

  void StartWorkers() override;
  pg::Database* database() override { return &db_; }

 protected:
  // For a door to the schema with so many connections of its own; `name` is of its metrics.
  pg::Database::Options DoorOptions(const std::string& name, int connections);

  // Ends the workers. A module with members that its workers use calls this first in its
  // destructor.
  void StopWorkers() { workers_.clear(); }

  // Adds a worker; call in StartWorkers. run_once(now) does one batch. It runs every `interval`;
  // AddEagerWorker's also after each commit that asked for it (Tx::WakeWorkers).
  using RunOnce = std::function<absl::StatusOr<int64_t>(absl::Time now)>;
  void AddWorker(const std::string& name, absl::Duration interval, RunOnce run_once);
  void AddEagerWorker(const std::string& name, absl::Duration interval, RunOnce run_once);

  const ModuleContext context_;
  const std::string schema_;
  vault::Vault vault_;
  vault::OfficeKeys keys_;
  pg::Database db_;

 private:
  void Add(const std::string& name, Wakeup& wakeup, absl::Duration interval, RunOnce run_once);

  // Sets what the metrics say about calls that wait; nothing was done, so it returns 0.
  absl::StatusOr<int64_t> MeasureOwedCalls(absl::Time now);

  const metrics::Gauge owed_, refused_, oldest_s_;
  Relay relay_;
  Wakeup never_;
  std::vector<std::unique_ptr<Worker>> workers_;  // last: they use everything above
};

}  // namespace notary::rpc
