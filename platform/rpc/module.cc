#include "platform/rpc/module.h"

#include "absl/strings/str_cat.h"
#include "platform/pg/migrate.h"

namespace notary::rpc {
namespace {

constexpr absl::Duration kTokenLife = absl::Minutes(10);
constexpr int kDefaultConnections = 4;

pg::Database::Options DatabaseOptions(const config::v1::Database& database,
                                      const std::string& schema) {
  return {.target = absl::StrCat(database.target(), " user=", pg::ServiceRole(schema)),
          .connections = database.connections() > 0 ? database.connections() : kDefaultConnections};
}

}  // namespace

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
      db_(DatabaseOptions(context.config.database(), schema)),
      relay_(db_, context.router, context.clock, ServiceToken(context, schema)) {}

void DatabaseModule::StartWorkers() {
  AddEagerWorker("relay", absl::Milliseconds(200), [this](absl::Time) { return relay_.RunOnce(); });
  AddWorker("request_log", absl::Minutes(5),
            [this](absl::Time now) { return db_.ForgetOldRequests(now, 1000); });
}

void DatabaseModule::AddWorker(const std::string& name, absl::Duration interval, RunOnce run_once) {
  Add(name, never_, interval, std::move(run_once));
}

void DatabaseModule::AddEagerWorker(const std::string& name, absl::Duration interval,
                                    RunOnce run_once) {
  Add(name, db_.wakeup(), interval, std::move(run_once));
}

void DatabaseModule::Add(const std::string& name, Wakeup& wakeup, absl::Duration interval,
                         RunOnce run_once) {
  workers_.push_back(std::make_unique<Worker>(
      absl::StrCat(schema_, ".", name), wakeup, interval,
      [this, run_once = std::move(run_once)] { return run_once(context_.clock.Now()); }));
}

}  // namespace notary::rpc
