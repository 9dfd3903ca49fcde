#include "cmd/notaryctl/calls.h"

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "cmd/notaryd/modules.h"
#include "platform/base/status_macros.h"
#include "platform/pg/migrate.h"
#include "platform/pg/outbox.h"
#include "platform/rpc/environment.h"
#include "platform/rpc/textproto.h"

namespace notary::ctl {

absl::Status RetryCalls(const std::string& config_path) {
  config::v1::Config config;
  RETURN_IF_ERROR(rpc::ReadTextProto(config_path, &config));
  ASSIGN_OR_RETURN(const std::unique_ptr<Clock> clock, rpc::ClockOf(config));
  int64_t all = 0;
  for (const pg::MigrationSet* set : AllMigrations()) {
    pg::Database db(
        {.target = absl::StrCat(config.database().target(), " user=", pg::ServiceRole(set->schema)),
         .connections = 1});
    ASSIGN_OR_RETURN(const int64_t released, pg::ReleaseRefused(db, clock->Now()));
    all += released;
  }
  std::printf("%d calls are made again\n", static_cast<int>(all));
  return absl::OkStatus();
}

}  // namespace notary::ctl
