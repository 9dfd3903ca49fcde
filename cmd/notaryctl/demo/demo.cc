#include "cmd/notaryctl/demo/demo.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "cmd/notaryctl/demo/register_switch.h"
#include "cmd/notaryctl/demo/report.h"
#include "cmd/notaryctl/demo/scripts.h"
#include "notary/certificate/v1/certificate_service.pb.h"
#include "platform/base/status_macros.h"

namespace notary::demo {
namespace {

namespace cert = certificate::v1;

constexpr Pace kPace = {.between_acts = absl::Minutes(7),
                        .between_looks = absl::Milliseconds(25),
                        .per_look = absl::Seconds(5),
                        .keeps_appointments = true};

// Fetches the PDF of every certificate of a case; returns the path of the main one.
absl::StatusOr<std::string> SaveCertificates(Office& office, const CaseRun& run,
                                             const std::string& folder) {
  const std::string service = "/notary.certificate.v1.CertificateService/";
  const rpc::Principal holder = office.Applicant(run.script().applicant);
  cert::ListCertificatesRequest list;
  list.set_parent(absl::StrCat("offices/", run.script().office));
  list.set_application(run.name());
  ASSIGN_OR_RETURN(
      const cert::ListCertificatesResponse found,
      office.Call<cert::ListCertificatesResponse>(holder, service + "ListCertificates", list));
  std::string main;
  for (const cert::Certificate& certificate : found.certificates()) {
    cert::PrintCertificateRequest print;
    print.set_name(certificate.name());
    ASSIGN_OR_RETURN(
        const cert::PrintCertificateResponse printed,
        office.Call<cert::PrintCertificateResponse>(holder, service + "PrintCertificate", print));
    const std::string path = absl::StrCat(folder, "/", certificate.number(), ".pdf");
    std::ofstream(path, std::ios::binary) << printed.pdf();
    if (certificate.kind() == "MAIN") main = path;
  }
  return main;
}

// The party holds it, and may fetch it.
bool IsInHand(const application::v1::Application& a) {
  using App = application::v1::Application;
  const bool delivered = a.state() == App::DELIVERED || a.state() == App::ARCHIVED;
  return delivered && !a.certificates().empty() && a.certificates(0).status() == "VALID";
}

CaseResult RunScenario(Office& office, const Scenario& scenario, const std::string& folder) {
  CaseRun run(office, scenario.script);
  CaseResult result{.title = scenario.script.title,
                    .expected_state = application::v1::Application::State_Name(scenario.ends_in)};
  result.outcome = scenario.steps(run);
  result.visit_time = run.visit_time();
  if (run.name().empty()) return result;
  if (auto final = run.Get(); final.ok()) result.final = *final;
  if (auto history = run.History(); history.ok()) result.history = *history;
  if (result.outcome.ok() && result.final.visit_count() > 1) {
    result.outcome = absl::FailedPreconditionError("the party had to come twice");  // S23
  }
  if (result.outcome.ok() && result.final.state() != scenario.ends_in) {
    result.outcome = absl::FailedPreconditionError(
        absl::StrCat("ended elsewhere than in ", result.expected_state));
  }
  if (IsInHand(result.final)) {
    absl::StatusOr<std::string> pdf = SaveCertificates(office, run, folder);
    if (pdf.ok()) result.pdf = *pdf;
    if (!pdf.ok() && result.outcome.ok()) result.outcome = pdf.status();
  }
  return result;
}

// What the services still owe each other (a notice, a text) settles within moments; then all must
// hold.
absl::StatusOr<std::vector<fsck::Finding>> CheckInvariants(Office& office) {
  pg::Database owner({.target = absl::StrCat(office.config().database().target(), " user=onevisit"),
                      .connections = 1});
  const absl::Time until = absl::Now() + absl::Seconds(10);
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<fsck::Finding> findings, fsck::Check(owner));
    bool all = true;
    for (const fsck::Finding& finding : findings) all = all && finding.ok;
    if (all || absl::Now() > until) return findings;
    absl::SleepFor(absl::Milliseconds(100));
  }
}

// Prints them; how many do not hold.
int PrintInvariants(const std::vector<fsck::Finding>& invariants) {
  std::printf("\n");
  int broken = 0;
  for (const fsck::Finding& finding : invariants) {
    std::printf("%s %s %s\n", finding.ok ? "✔" : "✘", finding.name.c_str(), finding.detail.c_str());
    broken += finding.ok ? 0 : 1;
  }
  return broken;
}

// The pilot, the invariants after everything, and the report.
absl::Status Finish(const Options& options, Office& office, Report report, int failed) {
  if (options.applications > 0) {
    ASSIGN_OR_RETURN(report.pilot, pilot::Run({.config_path = options.config_path,
                                               .applications = options.applications,
                                               .seed = options.seed}));
    pilot::Print(*report.pilot);
    failed += report.pilot->ended() == options.applications ? 0 : 1;
  }
  ASSIGN_OR_RETURN(report.invariants, CheckInvariants(office));
  failed += PrintInvariants(report.invariants);
  const std::string path = absl::StrCat(options.out_folder, "/report.json");
  RETURN_IF_ERROR(WriteReport(path, report));
  std::printf("\n%d not as expected. Report: %s\n", failed, path.c_str());
  return failed == 0 ? absl::OkStatus()
                     : absl::FailedPreconditionError("not everything ended as the law says");
}

}  // namespace

absl::Status RunDemo(const Options& options) {
  if (options.days_ahead < 0) {
    return absl::InvalidArgumentError("--days_ahead: 0 or more, time goes forward only");
  }
  ASSIGN_OR_RETURN(const std::unique_ptr<Office> office,
                   Office::Connect(options.config_path, kPace));
  RETURN_IF_ERROR(office->Employ());
  office->Advance(absl::Hours(24) * options.days_ahead);
  const std::string folder = std::filesystem::absolute(options.config_path).parent_path();
  const RegisterSwitch civil_affairs = SwitchOfStack(options.stack, folder, options.build);
  const std::string certificates = absl::StrCat(options.out_folder, "/certificates");
  std::filesystem::create_directories(certificates);
  Report report;
  int failed = 0;
  for (const Scenario& scenario : AllScenarios(civil_affairs)) {
    report.cases.push_back(RunScenario(*office, scenario, certificates));
    PrintTimeline(report.cases.back());
    failed += report.cases.back().outcome.ok() ? 0 : 1;
  }
  return Finish(options, *office, std::move(report), failed);
}

absl::Status RunPilot(const Options& options) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Office> office,
                   Office::Connect(options.config_path, kPace));
  std::filesystem::create_directories(options.out_folder);
  return Finish(options, *office, {}, 0);
}

}  // namespace notary::demo
