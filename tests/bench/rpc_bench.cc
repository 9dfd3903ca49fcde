// Load on the application service of a running office, for tests/bench/run.
//   rpc_bench --config=FILE --what=create|read|empty --in_flight=N --seconds=S
// Prints "<calls a second> <p50 ms> <p99 ms>". One caller for each call in flight, each waiting for
// its answer: this finds capacity, not latency at a given rate.
#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_format.h"
#include "cmd/notaryctl/demo/office.h"
#include "cmd/notaryctl/demo/people.h"
#include "cmd/notaryctl/pilot/step_times.h"
#include "notary/application/v1/application_service.pb.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/textproto.h"
#include "platform/run/program.h"

ABSL_FLAG(std::string, config, "", "configuration of notaryd");
ABSL_FLAG(std::string, what, "read", "create, read or empty");
ABSL_FLAG(int, in_flight, 32, "callers");
ABSL_FLAG(double, seconds, 5, "how long");

namespace notary {
namespace {

namespace v1 = application::v1;

constexpr char kService[] = "/notary.application.v1.ApplicationService/";

absl::StatusOr<std::string> Create(demo::Office& office) {
  v1::CreateApplicationRequest request;
  request.set_parent("offices/xuhui");
  request.set_request_id(office.NewRequestId());
  request.mutable_application()->set_matter("EDU");
  request.mutable_application()->set_capacity(v1::Application::SELF);
  request.mutable_application()->set_visit_mode(v1::Application::BEFORE_ISSUE);
  request.mutable_application()->set_handover_mode(v1::Application::COURIER);
  for (const auto& [field, value] : demo::ZhangYi()) {
    (*request.mutable_application()->mutable_form())[field] = value;
  }
  ASSIGN_OR_RETURN(
      const v1::Application created,
      office.Call<v1::Application>(office.Applicant("bench"),
                                   absl::StrCat(kService, "CreateApplication"), request));
  return created.name();
}

absl::Status Read(demo::Office& office, const std::string& name) {
  v1::GetApplicationRequest request;
  request.set_name(name);
  return office
      .Call<v1::Application>(office.Applicant("bench"), absl::StrCat(kService, "GetApplication"),
                             request)
      .status();
}

// The least that a call to notaryd can be: gRPC's own question after its health, which no rule of
// ours looks at.
absl::StatusOr<std::unique_ptr<rpc::Channel>> ChannelTo(const std::string& config_path) {
  config::v1::Config config;
  RETURN_IF_ERROR(rpc::ReadTextProto(config_path, &config));
  return rpc::Channel::ToSocket(absl::StrCat("unix:", config.socket_path()));
}

absl::Status AskHealth(rpc::Channel& channel) {
  return channel
      .CallBytes("/grpc.health.v1.Health/Check", "", rpc::CallOptions{.timeout = absl::Seconds(3)})
      .status();
}

absl::Status Run(const std::vector<char*>&) {
  ASSIGN_OR_RETURN(const std::unique_ptr<demo::Office> office,
                   demo::Office::Connect(absl::GetFlag(FLAGS_config), {}));
  ASSIGN_OR_RETURN(const std::string name, Create(*office));
  pilot::StepTimes times;
  ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Channel> channel,
                   ChannelTo(absl::GetFlag(FLAGS_config)));
  const std::string what = absl::GetFlag(FLAGS_what);
  const auto call = [&] {
    if (what == "empty") return AskHealth(*channel);
    return what == "create" ? Create(*office).status() : Read(*office, name);
  };
  const absl::Time start = absl::Now();
  const absl::Time end = start + absl::Seconds(absl::GetFlag(FLAGS_seconds));
  std::atomic<int> failed = 0;
  std::vector<std::thread> callers;
  for (int i = 0; i < absl::GetFlag(FLAGS_in_flight); ++i) {
    callers.emplace_back([&] {
      while (absl::Now() < end) {
        const absl::Time asked = absl::Now();
        failed += call().ok() ? 0 : 1;
        times.Add("call", absl::Now() - asked);
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  if (failed > 0) return absl::InternalError(absl::StrCat(failed.load(), " calls failed"));
  const double took_s = absl::ToDoubleSeconds(absl::Now() - start);
  const pilot::StepSummary calls = times.Summaries().front();
  absl::PrintF("%.0f %.2f %.2f\n", static_cast<double>(calls.count) / took_s, calls.p50_ms,
               calls.p99_ms);
  return absl::OkStatus();
}

}  // namespace
}  // namespace notary

int main(int argc, char** argv) { notary::RunProgram(argc, argv, notary::Run); }
