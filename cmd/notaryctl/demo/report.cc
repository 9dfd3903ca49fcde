#include "cmd/notaryctl/demo/report.h"

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "platform/rpc/timestamp.h"
#include "platform/time/clock.h"

namespace notary::demo {
namespace {

namespace v1 = application::v1;

std::string At(absl::Time time) { return absl::FormatTime("%m-%d %H:%M", time, ShanghaiZone()); }

std::string Lasted(absl::Duration duration) {
  const int64_t minutes = absl::ToInt64Minutes(duration);
  const int64_t hours = minutes / 60;
  if (hours >= 24) return absl::StrCat(hours / 24, " d ", hours % 24, " h");
  if (hours >= 1) return absl::StrCat(hours, " h ", minutes % 60, " min");
  if (minutes >= 1) return absl::StrCat(minutes, " min");
  return absl::StrCat(absl::ToInt64Seconds(duration), " s");
}

std::string RoleName(const v1::HistoryEntry& entry) {
  const std::string name = platform::v1::Role_Name(entry.role());
  return absl::AsciiStrToLower(name.substr(std::string("ROLE_").size()));
}

// An agency's answer has a number and took its time; the notary's own finding has neither.
std::string Replied(const v1::VerificationItem& item) {
  if (item.reply_number().empty()) return "";
  return absl::StrFormat(", reply %s, %d min %02d s", item.reply_number(),
                         item.duration_ms() / 60000, item.duration_ms() / 1000 % 60);
}

nlohmann::json ToJson(const v1::VerificationItem& item) {
  return {{"kind", item.fact()},
          {"mode", item.mode()},
          {"outcome", item.outcome()},
          {"reason_code", item.reason_code()},
          {"reply_number", item.reply_number()},
          {"duration_ms", item.duration_ms()}};
}

nlohmann::json ToJson(const CaseResult& result) {
  const v1::Application& a = result.final;
  const std::vector<std::string> parts = absl::StrSplit(a.name(), '/');
  nlohmann::json json{
      {"name", result.title},
      {"matter", a.matter()},
      {"office", parts.size() > 1 ? parts[1] : ""},
      {"final_state", v1::Application::State_Name(a.state())},
      {"visits", a.visit_count()},
      {"certificate_number", a.certificates().empty() ? "" : a.certificates(0).number()},
      {"pdf", result.pdf},
      {"fee_fen", a.fee_fen()},
      {"refund_fen", a.refund_fen()},
      {"waybill", a.waybill()},
      {"verifications", nlohmann::json::array()},
      {"states", nlohmann::json::array()}};
  for (const v1::VerificationItem& item : a.verifications())
    json["verifications"].push_back(ToJson(item));
  for (const v1::HistoryEntry& entry : result.history) {
    if (entry.from_state() == entry.to_state()) continue;
    json["states"].push_back(
        {{"state", v1::Application::State_Name(entry.to_state())},
         {"at", absl::FormatTime(rpc::FromTimestamp(entry.time()), ShanghaiZone())},
         {"actor", entry.actor()}});
  }
  return json;
}

nlohmann::json ToJson(const pilot::Result& result) {
  nlohmann::json json{{"applications", result.applications},
                      {"delivered", result.delivered},
                      {"refused", result.refused},
                      {"terminated", result.terminated},
                      {"elapsed_s", absl::ToDoubleSeconds(result.elapsed)},
                      {"lifecycles_per_s", result.LifecyclesPerSecond()},
                      {"visits_per_case", result.VisitsPerCase()},
                      {"steps", nlohmann::json::array()}};
  for (const pilot::StepSummary& step : result.steps) {
    json["steps"].push_back({{"step", step.step},
                             {"count", step.count},
                             {"p50_ms", step.p50_ms},
                             {"p99_ms", step.p99_ms}});
  }
  return json;
}

}  // namespace

void PrintTimeline(const CaseResult& result) {
  const v1::Application& a = result.final;
  std::printf("\n%s %s\n", result.outcome.ok() ? "✔" : "✘", result.title.c_str());
  for (int i = 0; i < static_cast<int>(result.history.size()); ++i) {
    const v1::HistoryEntry& entry = result.history[static_cast<size_t>(i)];
    if (entry.from_state() == entry.to_state()) continue;
    size_t next = static_cast<size_t>(i) + 1;
    while (next < result.history.size() &&
           result.history[next].from_state() == result.history[next].to_state())
      ++next;
    const std::string lasted = next < result.history.size()
                                   ? Lasted(rpc::FromTimestamp(result.history[next].time()) -
                                            rpc::FromTimestamp(entry.time()))
                                   : "";
    std::printf("   %s  %-20s %-11s %s\n", At(rpc::FromTimestamp(entry.time())).c_str(),
                v1::Application::State_Name(entry.to_state()).c_str(), RoleName(entry).c_str(),
                lasted.c_str());
  }
  if (result.visit_time) {
    std::printf("   到场 visit, booked for %s\n", At(*result.visit_time).c_str());
  }
  for (const v1::VerificationItem& item : a.verifications()) {
    std::printf("   核查 %s %s → %s %s%s\n", item.fact().c_str(), item.mode().c_str(),
                item.outcome().c_str(), item.reason_code().c_str(), Replied(item).c_str());
  }
  for (const v1::IssuedCertificate& c : a.certificates()) {
    std::printf("   %s  %s (%s)\n", c.number().c_str(), c.status().c_str(), c.kind().c_str());
  }
  if (!result.outcome.ok()) std::printf("   %s\n", result.outcome.ToString().c_str());
  std::fflush(stdout);  // a person watches
}

absl::Status WriteReport(const std::string& path, const Report& report) {
  nlohmann::json json{{"cases", nlohmann::json::array()}, {"invariants", nlohmann::json::array()}};
  for (const CaseResult& result : report.cases) json["cases"].push_back(ToJson(result));
  if (report.pilot) json["pilot"] = ToJson(*report.pilot);
  for (const fsck::Finding& finding : report.invariants) {
    json["invariants"].push_back(
        {{"name", finding.name}, {"ok", finding.ok}, {"detail", finding.detail}});
  }
  std::ofstream out(path);
  out << json.dump(2) << "\n";
  return out ? absl::OkStatus() : absl::UnavailableError(absl::StrCat("cannot write ", path));
}

}  // namespace notary::demo
