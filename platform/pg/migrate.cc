#include "platform/pg/migrate.h"

#include <functional>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/pg/connection.h"
#include "platform/pg/platform_sql.sql.h"
#include "platform/pg/status.h"

namespace notary::pg {
namespace {

// FNV-1a, 64 bits: recognises a file that was edited, not one that was forged.
std::string Checksum(absl::string_view text) {
  uint64_t hash = 14695981039346656037u;
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return absl::StrCat(absl::Hex(hash, absl::kZeroPad16));
}

constexpr char kPrepareSchema[] = R"sql(
SELECT pg_advisory_xact_lock(hashtext('onevisit-migrate'));
DO $$$$ BEGIN
  -- Roles belong to the cluster: another database's migration may make this one at the same moment.
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '$1') THEN
      CREATE ROLE $1 LOGIN;
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = '$0') THEN
    CREATE SCHEMA $0;
  END IF;
  EXECUTE format('ALTER ROLE $1 IN DATABASE %I SET search_path = $0', current_database());
  EXECUTE format('ALTER ROLE $1 IN DATABASE %I SET timezone = ''UTC''', current_database());
  EXECUTE format('ALTER ROLE $1 IN DATABASE %I SET statement_timeout = ''10s''',
                 current_database());
  EXECUTE format('ALTER ROLE $1 IN DATABASE %I SET lock_timeout = ''2s''', current_database());
  EXECUTE format('ALTER ROLE $1 IN DATABASE %I SET idle_in_transaction_session_timeout = ''5s''',
                 current_database());
END $$$$;
GRANT USAGE ON SCHEMA $0 TO $1;
CREATE TABLE IF NOT EXISTS $0.schema_migration (
  name text PRIMARY KEY, checksum text NOT NULL, apply_time timestamptz NOT NULL DEFAULT now());
-- A service asks whether its schema is the one it was built for (CheckMigrated).
GRANT SELECT ON $0.schema_migration TO $1;
)sql";

// One migration as one script: lock, refuse an edited file, skip an applied one, else run and note
// it. PostgreSQL cannot branch over plain SQL, so the caller asks first (see ApplyOne).
constexpr Statement kApplied{"migration_applied",
                             "SELECT checksum FROM schema_migration WHERE name = $1"};
constexpr Statement kNote{"migration_note",
                          "INSERT INTO schema_migration (name, checksum) VALUES ($1, $2)"};
constexpr Statement kLock{"migration_lock",
                          "SELECT pg_advisory_xact_lock(hashtext('onevisit-migrate'))"};

class SchemaMigrator {
 public:
  SchemaMigrator(const std::string& target, std::string schema, const LockPatience& patience)
      : target_(target), schema_(std::move(schema)), patience_(patience) {}

  absl::Status Apply(const std::vector<Migration>& migrations) {
    ASSIGN_OR_RETURN(connection_, Connection::Open(target_));
    RETURN_IF_ERROR(
        connection_->Script(absl::Substitute(kPrepareSchema, schema_, ServiceRole(schema_))));
    RETURN_IF_ERROR(connection_->Script(absl::StrCat("SET search_path = ", schema_)));
    for (const Migration& migration : migrations) RETURN_IF_ERROR(ApplyPatiently(migration));
    return absl::OkStatus();
  }

 private:
  absl::Status ApplyPatiently(const Migration& migration) {
    absl::Status applied = ApplyOne(migration);
    for (int tries = 1; IsLockTimeout(applied) && tries < patience_.tries; ++tries) {
      Log(Severity::kWarning, "migration_waits",
          {{"schema", schema_}, {"migration", migration.name}, {"tries", tries}});
      absl::SleepFor(patience_.pause);
      applied = ApplyOne(migration);
    }
    if (!IsLockTimeout(applied)) return applied;
    return absl::UnavailableError(absl::StrCat("migration ", schema_, "/", migration.name,
                                               ": somebody holds a table that it changes"));
  }

  absl::Status ApplyOne(const Migration& migration) {
    const std::string checksum = Checksum(migration.text);
    return connection_->InTransaction([&](Tx& tx) -> absl::Status {
      RETURN_IF_ERROR(tx.Query(kLock).status());
      ASSIGN_OR_RETURN(const std::optional<Row> applied, tx.MaybeOne(kApplied, migration.name));
      if (applied && applied->Str("checksum") == checksum) return absl::OkStatus();
      if (applied) {
        return absl::FailedPreconditionError(
            absl::StrCat("migration ", schema_, "/", migration.name, " was edited after it ran"));
      }
      RETURN_IF_ERROR(tx.Script(
          absl::StrCat("SET LOCAL lock_timeout = ", absl::ToInt64Milliseconds(patience_.wait),
                       ";\n", migration.text)));
      RETURN_IF_ERROR(tx.Exec(kNote, migration.name, checksum).status());
      Log(Severity::kInfo, "migrated", {{"schema", schema_}, {"migration", migration.name}});
      return absl::OkStatus();
    });
  }

  const std::string target_;
  const std::string schema_;
  const LockPatience patience_;
  std::unique_ptr<Connection> connection_;
};

// What the service role may do with the platform's own tables.
constexpr char kPlatformGrants[] = R"sql(
GRANT SELECT, INSERT, DELETE ON request_log TO $0;
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO $0;
)sql";
constexpr char kKeyGrants[] = "GRANT SELECT, INSERT, UPDATE ON data_key TO $0;";

}  // namespace

absl::Status CheckMigrated(Database& db, const MigrationSet& set) {
  return db
      .Read(kNoOffice,
            [&](Tx& tx) -> absl::StatusOr<int64_t> {
              std::vector<Migration> all = platform::sql::kMigrations.migrations;
              all.insert(all.end(), set.migrations.begin(), set.migrations.end());
              for (const Migration& migration : all) {
                ASSIGN_OR_RETURN(const std::optional<Row> applied,
                                 tx.MaybeOne(kApplied, migration.name));
                if (applied && applied->Str("checksum") == Checksum(migration.text)) continue;
                return absl::FailedPreconditionError(
                    absl::StrCat("schema ", set.schema, " lacks migration ", migration.name));
              }
              return static_cast<int64_t>(all.size());
            })
      .status();
}

std::string ServiceRole(absl::string_view schema) { return absl::StrCat("onevisit_", schema); }

absl::Status Migrate(const std::string& target, const std::vector<const MigrationSet*>& sets,
                     const LockPatience& patience) {
  for (const MigrationSet* set : sets) {
    const std::string role = ServiceRole(set->schema);
    const std::string grants = absl::Substitute(kPlatformGrants, role);
    const std::string key_grants = absl::Substitute(kKeyGrants, role);
    const std::vector<Migration>& platform = platform::sql::kMigrations.migrations;
    std::vector<Migration> all = {platform.front(), {"0001_platform_grants", grants.c_str()}};
    all.insert(all.end(), set->migrations.begin(), set->migrations.end());
    // After the service's own: what a service made before the platform had it is left as it is.
    all.insert(all.end(), platform.begin() + 1, platform.end());
    all.push_back({"0002_platform_grants", key_grants.c_str()});
    RETURN_IF_ERROR(SchemaMigrator(target, set->schema, patience).Apply(all));
  }
  return absl::OkStatus();
}

}  // namespace notary::pg
