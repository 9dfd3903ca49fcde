// Brings schemas up to date while the office works. Forward only; each file is one transaction; a
// file that changed after it was applied is refused.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "platform/pg/database.h"
#include "platform/pg/statement.h"

namespace notary::pg {

// Whoever comes to a table after a migration that waits for it, waits behind that migration. So it
// waits a short time, lets everybody pass, and tries again.
struct LockPatience {
  absl::Duration wait = absl::Seconds(2);  // each time; above 0, in whole milliseconds
  absl::Duration pause = absl::Seconds(1);
  int tries = 100;
};

// For each set: schema, login role onevisit_<schema> confined to it by search_path and grants, the
// platform's first tables, the set's files, what the platform added since. `target` must connect as
// an owner of the database. Safe to run again and by two processes at once. Progress is logged.
// UNAVAILABLE names the migration that never got its table; those before it are done.
absl::Status Migrate(const std::string& target, const std::vector<const MigrationSet*>& sets,
                     const LockPatience& patience = {});

// Whether every migration of the set has run, as the service's own role sees it.
// FAILED_PRECONDITION names the first that has not; errors of the database otherwise.
absl::Status CheckMigrated(Database& db, const MigrationSet& set);

// The role a service of this schema connects as.
std::string ServiceRole(absl::string_view schema);

}  // namespace notary::pg
