#include "cmd/notaryctl/keys.h"

#include <cstdio>
#include <functional>

#include "absl/strings/str_cat.h"
#include "cmd/notaryd/modules.h"
#include "platform/base/status_macros.h"
#include "platform/pg/migrate.h"
#include "platform/rpc/environment.h"
#include "platform/rpc/textproto.h"
#include "platform/time/clock.h"
#include "platform/vault/old_rows.h"
#include "platform/vault/vault.h"
#include "services/application/storage/old_numbers.h"

namespace notary::ctl {
namespace {

// Runs `act` on the vault of each schema, connected as its service is; the sum of the answers.
absl::StatusOr<int64_t> InEveryVault(
    const config::v1::Config& config,
    const std::function<absl::StatusOr<int64_t>(vault::Vault&)>& act) {
  ASSIGN_OR_RETURN(const vault::Secrets secrets, vault::LoadSecrets(config.personal_data()));
  int64_t sum = 0;
  for (const pg::MigrationSet* set : AllMigrations()) {
    pg::Database db(
        {.target = absl::StrCat(config.database().target(), " user=", pg::ServiceRole(set->schema)),
         .connections = 1});
    vault::Vault vault(db, secrets);
    ASSIGN_OR_RETURN(const int64_t count, act(vault));
    sum += count;
  }
  return sum;
}

}  // namespace

absl::Status MigrateAll(const std::string& config_path, const std::string& owner) {
  config::v1::Config config;
  RETURN_IF_ERROR(rpc::ReadTextProto(config_path, &config));
  ASSIGN_OR_RETURN(const vault::Secrets secrets, vault::LoadSecrets(config.personal_data()));
  const RealClock clock;  // when the first key of an office was made; nothing counts from it
  const std::string target = absl::StrCat(config.database().target(), " user=", owner);
  RETURN_IF_ERROR(pg::Migrate(target, AllMigrations()));
  int64_t sealed = 0;
  for (const ModuleEntry& module : AllModules()) {
    if (module.migrations == nullptr) continue;
    ASSIGN_OR_RETURN(const int64_t more, vault::SealOldRows(target, module.migrations->schema,
                                                            module.sealed_columns, secrets, clock));
    sealed += more;
  }
  vault::OwnerDatabase cases(target, "application", secrets, clock);
  ASSIGN_OR_RETURN(const int64_t numbers, application::IndexOldNumbers(cases.db()));
  if (sealed + numbers > 0) {
    std::printf("sealed %d old values, indexed %d document numbers\n", static_cast<int>(sealed),
                static_cast<int>(numbers));
  }
  return absl::OkStatus();
}

absl::Status RotateKeys(const std::string& config_path) {
  config::v1::Config config;
  RETURN_IF_ERROR(rpc::ReadTextProto(config_path, &config));
  ASSIGN_OR_RETURN(const std::unique_ptr<Clock> clock, rpc::ClockOf(config));
  const absl::Time now = clock->Now();
  ASSIGN_OR_RETURN(const int64_t count,
                   InEveryVault(config, [&](vault::Vault& vault) { return vault.Rotate(now); }));
  std::printf("%d new keys of offices\n", static_cast<int>(count));
  return absl::OkStatus();
}

absl::Status RewrapKeys(const std::string& config_path) {
  config::v1::Config config;
  RETURN_IF_ERROR(rpc::ReadTextProto(config_path, &config));
  ASSIGN_OR_RETURN(const int64_t count,
                   InEveryVault(config, [](vault::Vault& vault) { return vault.Rewrap(); }));
  std::printf("%d keys wrapped anew\n", static_cast<int>(count));
  return absl::OkStatus();
}

}  // namespace notary::ctl
