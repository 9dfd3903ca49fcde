#include "cmd/notaryctl/calls.h"

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "cmd/notaryd/modules.h"
#include "platform/base/status_macros.h"
#include "platform/pg/migrate.h"
#include "platform/pg/outbox.h"
#include "platform/rpc/environment.h"

namespace notary::ctl {

absl::Status RetryCalls(const std::string& config_path) {
  ASSIGN_OR_RETURN(const rpc::Environment env, rpc::LoadEnvironment(config_path));
  int64_t all = 0;
  for (const pg::MigrationSet* set : AllMigrations()) {
    pg::Database db({.target = absl::StrCat(env.config.database().target(),
                                            " user=", pg::ServiceRole(set->schema)),
                     .connections = 1});
    ASSIGN_OR_RETURN(const int64_t released, pg::ReleaseRefused(db, env.clock->Now()));
    all += released;
  }
  std::printf("%d calls are made again\n", static_cast<int>(all));
  return absl::OkStatus();
}

}  // namespace notary::ctl
