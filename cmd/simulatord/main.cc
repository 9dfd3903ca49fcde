// simulatord --config=FILE
// Plays the outside parties of a notary office on 127.0.0.1, with the wire protocols they speak:
// WeChat Pay, SF Express and a gateway for text messages. For demonstrations and tests.
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "cmd/simulatord/simulators.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/textproto.h"
#include "platform/run/program.h"
#include "platform/run/termination.h"

ABSL_FLAG(std::string, config, "",
          "configuration: a textproto of notary.config.v1.SimulatorConfig");

namespace notary {
namespace {

absl::Status Run(const std::vector<char*>&) {
  const Termination termination;
  config::v1::SimulatorConfig config;
  RETURN_IF_ERROR(rpc::ReadTextProto(absl::GetFlag(FLAGS_config), &config));
  ASSIGN_OR_RETURN(const std::unique_ptr<SharedOffsetClock> clock,
                   SharedOffsetClock::Open(config.clock_offset_file()));
  ASSIGN_OR_RETURN(const std::unique_ptr<Simulators> simulators, Simulators::Start(config, *clock));
  Log(Severity::kInfo, "simulating",
      {{"wechat", simulators->wechat().Url()},
       {"sf", simulators->courier().Url()},
       {"sms", simulators->text_messages().Url()}});
  termination.Wait();
  return absl::OkStatus();
}

}  // namespace
}  // namespace notary

int main(int argc, char** argv) { notary::RunProgram(argc, argv, notary::Run); }
