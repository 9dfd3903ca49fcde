// The port domain/catalogue.h over CatalogueService. Offices, calendar and limits are kept for a few
// minutes; what depends on the form is asked each time. Thread-safe.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "platform/rpc/client.h"
#include "services/application/domain/catalogue.h"
#include "services/common/working_calendar.h"

namespace notary::application {

class CatalogueClient final : public Catalogue {
 public:
  CatalogueClient(const rpc::Router& router, std::function<std::string()> token)
      : router_(router), token_(std::move(token)) {}

  absl::Status CheckSubmission(const Case& c, absl::CivilDay today) override;
  absl::StatusOr<MatterRules> Rules(const Case& c, absl::CivilDay today) override;
  absl::StatusOr<OfficeInfo> Office(const std::string& office) override;
  absl::StatusOr<DueDate> Due(absl::CivilDay accepted, const std::vector<Pause>& pauses,
                              absl::CivilDay today) override;

 private:
  struct Timetable {
    common::WorkingCalendar calendar;
    int issue_working_days;  // L30
    absl::Time load_time;    // real time
  };

  template <typename Response>
  absl::StatusOr<Response> Ask(const char* method, const google::protobuf::Message& request);
  absl::StatusOr<std::shared_ptr<const Timetable>> CurrentTimetable(absl::CivilDay today);
  absl::StatusOr<Timetable> LoadTimetable(absl::CivilDay today);
  std::string Token() ABSL_LOCKS_EXCLUDED(mutex_);

  const rpc::Router& router_;
  const std::function<std::string()> token_;
  absl::Mutex mutex_;
  std::map<std::string, OfficeInfo> offices_ ABSL_GUARDED_BY(mutex_);
  // Shared, so that a reader keeps its timetable while a newer one is put in place.
  std::shared_ptr<const Timetable> timetable_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace notary::application
