// notaryd --config=FILE [--services=all|catalogue,application,…,gateway]
// Runs the services of a notary office until SIGTERM or SIGINT, then drains and ends.
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_split.h"
#include "cmd/notaryd/process.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/run/program.h"
#include "platform/run/termination.h"

ABSL_FLAG(std::string, config, "", "configuration: a textproto of notary.config.v1.Config");
ABSL_FLAG(std::string, services, "all", "comma-separated modules, gateway, or all");

namespace notary {
namespace {

constexpr absl::Duration kDrain = absl::Seconds(5);

absl::Status Run(const std::vector<char*>&) {
  const Termination termination;
  const std::vector<std::string> wanted = absl::StrSplit(absl::GetFlag(FLAGS_services), ',');
  ASSIGN_OR_RETURN(const std::unique_ptr<Process> process,
                   Process::Start(absl::GetFlag(FLAGS_config), wanted));
  const int signal = termination.Wait();
  Log(Severity::kInfo, "draining", {{"signal", signal}});
  process->Drain(kDrain);
  return absl::OkStatus();
}

}  // namespace
}  // namespace notary

int main(int argc, char** argv) { notary::RunProgram(argc, argv, notary::Run); }
