#include "platform/rpc/module.h"

#include "absl/strings/str_cat.h"
#include "platform/pg/migrate.h"
#include "platform/pg/outbox.h"

namespace notary::rpc {
namespace {

constexpr absl::Duration kTokenLife = absl::Minutes(10);
constexpr int kDefaultConnections = 4;

metrics::Gauge OwedGauge(const std::string& what, const std::string& help,
                         const std::string& service) {
  return metrics::GaugeOf(absl::StrCat("notary_durable_calls_", what), help,
                          {{"service", service}});
}

}  // namespace

int ConnectionsOf(const config::v1::Database& database) {
  return database.connections() > 0 ? database.connections() : kDefaultConnections;
}

std::function<std::string()> ServiceToken(const ModuleContext& context, const std::string& name) {
  const Principal service{absl::StrCat("services/", name), name, "", {Role::ROLE_SYSTEM}};
  return [&signer = context.signer, &clock = context.clock, service, token = std::string(),
          made = absl::InfinitePast()]() mutable {
    const absl::Time now = clock.Now();
    if (now - made > kTokenLife / 2) {
      token = signer.Sign(service, now, now + kTokenLife);
      made = now;
    }
    return token;
  };
}

DatabaseModule::DatabaseModule(const ModuleContext& context, const std::string& schema)
    : context_(context),
      schema_(schema),
      vault_(db_, context.secrets),
      keys_(vault_, context.clock),
      db_(DoorOptions(schema, ConnectionsOf(context.config.database()))),
      owed_(OwedGauge("open", "Calls owed to other services, not yet answered", schema)),
      refused_(OwedGauge("refused", "Calls that were refused for good: a person must act", schema)),
      oldest_s_(OwedGauge("oldest_seconds", "Age of the oldest call that is owed", schema)),
      relay_(db_, context.router, context.clock, ServiceToken(context, schema)) {}

pg::Database::Options DatabaseModule::DoorOptions(const std::string& name, int connections) {
  const std::string& target = context_.config.database().target();
  return {.target = absl::StrCat(target, " user=", pg::ServiceRole(schema_)),
          .name = name,
          .connections = connections,
          .keys = &keys_};
}

void DatabaseModule::StartWorkers() {
  Add("relay", db_.relay(), absl::Milliseconds(200),
      [this](absl::Time) { return relay_.RunOnce(); });
  AddWorker("request_log", absl::Minutes(5),
            [this](absl::Time now) { return db_.ForgetOldRequests(now, 1000); });
  // Measured by a worker, so that reading the metrics never waits for the database.
  AddWorker("owed_calls", absl::Seconds(5),
            [this](absl::Time now) { return MeasureOwedCalls(now); });
}

absl::StatusOr<int64_t> DatabaseModule::MeasureOwedCalls(absl::Time now) {
  ASSIGN_OR_RETURN(const pg::OutboxDepth depth, pg::MeasureOutbox(db_));
  owed_.Set(static_cast<double>(depth.open));
  refused_.Set(static_cast<double>(depth.refused));
  oldest_s_.Set(depth.oldest ? absl::ToDoubleSeconds(now - *depth.oldest) : 0);
  return 0;
}

void DatabaseModule::AddWorker(const std::string& name, absl::Duration interval, RunOnce run_once) {
  Add(name, never_, interval, std::move(run_once));
}

void DatabaseModule::AddEagerWorker(const std::string& name, absl::Duration interval,
                                    RunOnce run_once) {
  Add(name, db_.workers(), interval, std::move(run_once));
}

void DatabaseModule::Add(const std::string& name, Wakeup& wakeup, absl::Duration interval,
                         RunOnce run_once) {
  workers_.push_back(std::make_unique<Worker>(
      absl::StrCat(schema_, ".", name), wakeup, interval,
      [this, run_once = std::move(run_once)] { return run_once(context_.clock.Now()); }));
}

}  // namespace notary::rpc
