// notaryctl init FOLDER --data=ROOT     keys and configurations for one machine
// notaryctl migrate --config=FILE       brings every schema up to date and seals what was stored in
//                                       clear
// notaryctl fsck --config=FILE [--blobs] the invariants on the live database; fails on a breach;
//                                       with --blobs also whether every paper has its content
// notaryctl check-config --config=FILE [--services=…] [--database]
//                                       everything that is wrong with a configuration, and nothing
//                                       is started; with --database PostgreSQL is asked too
// notaryctl fields --config=FILE        what the configuration says, one field a line, for scripts
// notaryctl openapi --config=FILE       the OpenAPI document of the remote_services it names
// notaryctl ping --config=FILE          OK when notaryd answers
// notaryctl admin --config=FILE --office=OFFICE --login=NAME [--password_file=FILE] [--recover]
//                                       the first security administrator of an office; with
//                                       --recover one who can no longer sign in is let in again
// notaryctl rotate-keys --config=FILE   new keys for personal data; old data stays readable
// notaryctl rewrap --config=FILE        after a new key file: wraps the keys of data by it
// notaryctl retry-calls --config=FILE   makes again what services owe each other and were refused,
//                                       once what refused it was mended
// notaryctl demo --config=FILE --out=DIR --stack=PROGRAM --build=DIR
//                                       cases from application to delivery, then the pilot
// notaryctl pilot --config=FILE --out=DIR --applications=N --seed=N
//                                       replays the pilot of August 2017
#include <cstdio>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "adapters/blob_disk/disk_blob_store.h"
#include "cmd/fsck/fsck.h"
#include "cmd/notaryctl/accounts.h"
#include "cmd/notaryctl/calls.h"
#include "cmd/notaryctl/config_check.h"
#include "cmd/notaryctl/config_fields.h"
#include "cmd/notaryctl/demo/demo.h"
#include "cmd/notaryctl/init.h"
#include "cmd/notaryctl/keys.h"
#include "cmd/notaryd/modules.h"
#include "gateway/transcode/openapi.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/client.h"
#include "platform/rpc/text_rules.h"
#include "platform/rpc/textproto.h"
#include "platform/run/program.h"

ABSL_FLAG(std::string, config, "", "configuration of notaryd");
ABSL_FLAG(std::string, data, ".", "root of the reviewed data files");
ABSL_FLAG(std::string, out, "out/demo", "where the report and certificates go");
ABSL_FLAG(int, applications, 2605, "applications of the pilot; 0: no pilot");
ABSL_FLAG(uint64_t, seed, 2017, "of the generated applications");
ABSL_FLAG(int, days_ahead, 0, "days from now on which the demonstration begins");
ABSL_FLAG(std::string, stack, "cmd/dev/stack", "starts and ends the processes of the office");
ABSL_FLAG(std::string, build, "build/release", "where the programs are");
ABSL_FLAG(std::string, office, "", "office of the administrator");
ABSL_FLAG(std::string, login, "", "name of the administrator's account");
ABSL_FLAG(std::string, name, "安全管理员", "the administrator, as histories show it");
ABSL_FLAG(bool, recover, false, "let a security administrator in again instead of making one");
ABSL_FLAG(std::string, password_file, "", "new file for the one-time password; empty: printed");
ABSL_FLAG(std::string, services, "all", "check-config: as for notaryd");
ABSL_FLAG(bool, database, false, "check-config asks PostgreSQL too");
ABSL_FLAG(bool, blobs, false, "fsck also reads every paper in blobs.folder");
ABSL_FLAG(std::string, owner, "onevisit", "database role that owns the schemas");

namespace notary::ctl {
namespace {

// An owner whom the wall between offices holds gets an error, instead of seeing nothing and finding
// nothing wrong.
std::string OwnerTarget(const config::v1::Config& config) {
  return absl::StrCat(config.database().target(), " user=", absl::GetFlag(FLAGS_owner),
                      " options='-c row_security=off'");
}

absl::Status Fsck() {
  config::v1::Config config;
  RETURN_IF_ERROR(rpc::ReadTextProto(absl::GetFlag(FLAGS_config), &config));
  pg::Database owner({.target = OwnerTarget(config), .connections = 1});
  ASSIGN_OR_RETURN(std::vector<fsck::Finding> findings, fsck::Check(owner));
  if (absl::GetFlag(FLAGS_blobs)) {
    ASSIGN_OR_RETURN(const std::unique_ptr<document::BlobStore> blobs,
                     blob_disk::Open(config.blobs().folder(), config.blobs().key_file()));
    ASSIGN_OR_RETURN(findings.emplace_back(), fsck::CheckBlobs(owner, *blobs));
  }
  int broken = 0;
  for (const fsck::Finding& finding : findings) {
    std::printf("%s %s %s\n", finding.ok ? "✔" : "✘", finding.name.c_str(), finding.detail.c_str());
    broken += finding.ok ? 0 : 1;
  }
  if (broken == 0) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat(broken, " invariants do not hold"));
}

absl::Status Fields() {
  config::v1::Config config;
  RETURN_IF_ERROR(rpc::ReadTextProto(absl::GetFlag(FLAGS_config), &config));
  PrintFields(config);
  return absl::OkStatus();
}

absl::Status CheckConfiguration() {
  return PrintConfigCheck({.config_path = absl::GetFlag(FLAGS_config),
                           .services = absl::StrSplit(absl::GetFlag(FLAGS_services), ','),
                           .asks_database = absl::GetFlag(FLAGS_database),
                           .owner = absl::GetFlag(FLAGS_owner)});
}

absl::Status Ping() {
  config::v1::Config config;
  RETURN_IF_ERROR(rpc::ReadTextProto(absl::GetFlag(FLAGS_config), &config));
  const auto channel = rpc::Channel::ToSocket(absl::StrCat("unix:", config.socket_path()));
  return channel->CallBytes("/grpc.health.v1.Health/Check", "", {}).status();
}

// An account of an office that cannot be would reach nothing.
absl::Status Admin() {
  const std::string office = absl::GetFlag(FLAGS_office);
  const std::string login = absl::GetFlag(FLAGS_login);
  const std::string password_file = absl::GetFlag(FLAGS_password_file);
  if (!rpc::IsResourceName(absl::StrCat("offices/", office))) {
    return absl::InvalidArgumentError("--office: [a-z]{2,20}");
  }
  const std::string config = absl::GetFlag(FLAGS_config);
  if (absl::GetFlag(FLAGS_recover)) return LetAdminIn(config, office, login, password_file);
  return MakeFirstAdmin(config, {office, login, absl::GetFlag(FLAGS_name)}, password_file);
}

absl::Status OpenApi() {
  config::v1::Config config;
  RETURN_IF_ERROR(rpc::ReadTextProto(absl::GetFlag(FLAGS_config), &config));
  std::vector<std::string> services;
  for (const auto& remote : config.remote_services()) services.push_back(remote.service());
  ASSIGN_OR_RETURN(const gateway::RouteTable routes, gateway::RouteTable::Build(services));
  std::printf("%s\n", gateway::OpenApiDocument(routes).c_str());
  return absl::OkStatus();
}

demo::Options DemoOptions() {
  return {.config_path = absl::GetFlag(FLAGS_config),
          .out_folder = absl::GetFlag(FLAGS_out),
          .stack = absl::GetFlag(FLAGS_stack),
          .build = absl::GetFlag(FLAGS_build),
          .applications = absl::GetFlag(FLAGS_applications),
          .seed = absl::GetFlag(FLAGS_seed),
          .days_ahead = absl::GetFlag(FLAGS_days_ahead)};
}

absl::Status Run(const std::vector<char*>& arguments) {
  const std::string command = arguments.size() > 1 ? arguments[1] : "";
  if (command == "migrate")
    return MigrateAll(absl::GetFlag(FLAGS_config), absl::GetFlag(FLAGS_owner));
  if (command == "ping") return Ping();
  if (command == "openapi") return OpenApi();
  if (command == "fsck") return Fsck();
  if (command == "fields") return Fields();
  if (command == "check-config") return CheckConfiguration();
  if (command == "admin") return Admin();
  if (command == "rotate-keys") return RotateKeys(absl::GetFlag(FLAGS_config));
  if (command == "rewrap") return RewrapKeys(absl::GetFlag(FLAGS_config));
  if (command == "retry-calls") return RetryCalls(absl::GetFlag(FLAGS_config));
  if (command == "demo") return demo::RunDemo(DemoOptions());
  if (command == "pilot") return demo::RunPilot(DemoOptions());
  if (command == "init" && arguments.size() == 3)
    return Init(arguments[2], absl::GetFlag(FLAGS_data));
  return absl::InvalidArgumentError(
      "usage: notaryctl init FOLDER | migrate | check-config | fsck | fields | openapi | ping | "
      "admin | "
      "rotate-keys | rewrap | retry-calls | demo | pilot --config=FILE");
}

}  // namespace
}  // namespace notary::ctl

int main(int argc, char** argv) { notary::RunProgram(argc, argv, notary::ctl::Run); }
