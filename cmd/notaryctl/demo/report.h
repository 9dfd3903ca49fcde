// What the demonstration tells: a timeline for a person, report.json for a program.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "cmd/fsck/fsck.h"
#include "cmd/notaryctl/pilot/pilot.h"
#include "notary/application/v1/application.pb.h"

namespace notary::demo {

struct CaseResult {
  std::string title;
  std::string expected_state;
  application::v1::Application final;
  std::vector<application::v1::HistoryEntry> history;
  std::optional<absl::Time> visit_time;  // for which a visit was booked
  std::string pdf;                       // path, empty when none was issued
  absl::Status outcome;                  // OK when every expectation held
};

// Each state with who acted and how long it lasted; each question with its answer and time.
void PrintTimeline(const CaseResult& result);

// What report.json holds; cases and pilot may be absent.
struct Report {
  std::vector<CaseResult> cases;
  std::optional<pilot::Result> pilot;
  std::vector<fsck::Finding> invariants;
};

// UNAVAILABLE when the file cannot be written.
absl::Status WriteReport(const std::string& path, const Report& report);

}  // namespace notary::demo
