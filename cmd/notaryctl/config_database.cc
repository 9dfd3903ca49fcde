#include "cmd/notaryctl/config_database.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "cmd/notaryd/modules.h"
#include "platform/base/status_macros.h"
#include "platform/pg/database.h"
#include "platform/pg/migrate.h"

namespace notary::ctl {
namespace {

// For migrate, fsck, the backup, and a person who looks.
constexpr int kSpare = 10;

constexpr pg::Statement kLimits{"check_limits",
                                R"sql(
SELECT current_setting('max_connections') AS all_of_them,
       current_setting('superuser_reserved_connections') AS reserved,
       (SELECT rolsuper OR rolbypassrls FROM pg_roles
        WHERE rolname = current_user) AS sees_all)sql"};

absl::StatusOr<std::vector<std::string>> AskOwner(const config::v1::Config& config,
                                                  const std::string& owner, int needed) {
  std::vector<std::string> problems;
  pg::Database db(
      {.target = absl::StrCat(config.database().target(), " user=", owner), .connections = 1});
  ASSIGN_OR_RETURN(const pg::Rows rows,
                   db.Read(pg::kNoOffice, [&](pg::Tx& tx) { return tx.Query(kLimits); }));
  int all = 0;
  int reserved = 0;
  const pg::Row& row = rows.front();
  if (absl::SimpleAtoi(row.Str("all_of_them"), &all) &&
      absl::SimpleAtoi(row.Str("reserved"), &reserved) && all < needed + reserved) {
    problems.push_back(absl::StrCat("database: max_connections of PostgreSQL is ", all,
                                    ", and must be at least ", needed + reserved));
  }
  if (!row.Bool("sees_all")) {
    problems.push_back(absl::StrCat("database: the role ", owner,
                                    " has no BYPASSRLS: migrate, fsck and backups need it"));
  }
  return problems;
}

}  // namespace

std::string ConnectionsNote(int connections) {
  return absl::StrCat("database.connections: this process opens at most ", connections,
                      " connections; with ", kSpare,
                      " for migrate, fsck, backups and people, and 3 that PostgreSQL reserves, "
                      "max_connections must be at least ",
                      connections + kSpare + 3);
}

std::vector<std::string> CheckDatabase(const config::v1::Config& config,
                                       const std::vector<std::string>& services,
                                       const std::string& owner) {
  const int needed = ConnectionsOf(config.database(), services) + kSpare;
  absl::StatusOr<std::vector<std::string>> asked = AskOwner(config, owner, needed);
  // Said once of a server that is not there.
  if (!asked.ok()) {
    return {absl::StrCat("database.target: as ", owner, ": ", asked.status().message())};
  }
  std::vector<std::string> problems = *std::move(asked);
  for (const ModuleEntry& module : AllModules()) {
    if (module.migrations == nullptr || !IsWanted(module.name, services)) continue;
    const std::string role = pg::ServiceRole(module.migrations->schema);
    pg::Database db(
        {.target = absl::StrCat(config.database().target(), " user=", role), .connections = 1});
    const absl::Status migrated = pg::CheckMigrated(db, *module.migrations);
    if (migrated.ok()) continue;
    problems.push_back(
        absl::StrCat("database.target: as ", role, ": ", migrated.message(),
                     absl::IsFailedPrecondition(migrated) ? ": run notaryctl migrate" : ""));
  }
  return problems;
}

}  // namespace notary::ctl
