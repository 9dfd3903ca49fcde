// Brings schemas up to date. Forward only; each file is one transaction; a file that changed after
// it was applied is refused.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "platform/pg/database.h"
#include "platform/pg/statement.h"

namespace notary::pg {

// For each set: schema, login role onevisit_<schema> confined to it by search_path and grants, the
// platform's first tables, the set's files, what the platform added since. `target` must connect as
// an owner of the database. Safe to run again and by two processes at once. Progress is logged.
absl::Status Migrate(const std::string& target, const std::vector<const MigrationSet*>& sets);

// Whether every migration of the set has run, as the service's own role sees it.
// FAILED_PRECONDITION names the first that has not; errors of the database otherwise.
absl::Status CheckMigrated(Database& db, const MigrationSet& set);

// The role a service of this schema connects as.
std::string ServiceRole(absl::string_view schema);

}  // namespace notary::pg
