// civil-affairs-registerd --config=FILE [--migrate --owner=ROLE]
// The register of civil affairs: serves until SIGTERM or SIGINT. With --migrate it brings its
// schema up to date as the owner of the database, and ends.
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "adapters/civil_affairs/register/service/program.h"
#include "adapters/civil_affairs/register/storage/register_sql.sql.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/pg/migrate.h"
#include "platform/rpc/textproto.h"
#include "platform/run/program.h"
#include "platform/run/termination.h"

ABSL_FLAG(std::string, config, "", "a textproto of notary.config.v1.RegisterConfig");
ABSL_FLAG(bool, migrate, false, "bring the schema up to date and end");
ABSL_FLAG(std::string, owner, "onevisit", "database role that owns the schema");

namespace notary {
namespace {

constexpr absl::Duration kDrain = absl::Seconds(5);

absl::StatusOr<std::unique_ptr<Clock>> MakeClock(const config::v1::RegisterConfig& config) {
  if (config.clock_offset_file().empty()) return std::make_unique<RealClock>();
  if (config.mode() != config::v1::Config::DEMO) {
    return absl::InvalidArgumentError("clock_offset_file: only in mode DEMO may time be moved");
  }
  return SharedOffsetClock::Open(config.clock_offset_file());
}

absl::Status Run(const std::vector<char*>&) {
  const Termination termination;
  config::v1::RegisterConfig config;
  RETURN_IF_ERROR(rpc::ReadTextProto(absl::GetFlag(FLAGS_config), &config));
  if (absl::GetFlag(FLAGS_migrate)) {
    return pg::Migrate(
        absl::StrCat(config.database().target(), " user=", absl::GetFlag(FLAGS_owner)),
        {&marriage_register::sql::kMigrations});
  }
  ASSIGN_OR_RETURN(const std::unique_ptr<Clock> clock, MakeClock(config));
  ASSIGN_OR_RETURN(const std::unique_ptr<marriage_register::Program> program,
                   marriage_register::Start(config, *clock));
  Log(Severity::kInfo, "serving", {{"port", program->port()}});
  const int signal = termination.Wait();
  Log(Severity::kInfo, "draining", {{"signal", signal}});
  program->Drain(kDrain);
  return absl::OkStatus();
}

}  // namespace
}  // namespace notary

int main(int argc, char** argv) { notary::RunProgram(argc, argv, notary::Run); }
