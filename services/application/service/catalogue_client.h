// The port domain/catalogue.h over CatalogueService. Offices, calendar and limits are kept;
// what depends on the form is asked each time. Thread-safe.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "platform/rpc/client.h"
#include "services/application/domain/catalogue.h"
#include "services/catalogue/client/timetable_client.h"

namespace notary::application {

class CatalogueClient final : public Catalogue {
 public:
  CatalogueClient(const rpc::Router& router, std::function<std::string()> token)
      : timetable_(router, std::move(token)) {}

  absl::StatusOr<std::map<std::string, std::string>> CheckSubmission(
      const Case& c, const std::map<std::string, int>& pages) override;
  absl::StatusOr<MatterRules> Rules(const Case& c) override;
  absl::StatusOr<Offer> OfferOf(const std::string& office, const std::string& matter) override;
  absl::StatusOr<Text> MatterName(const std::string& matter) override;
  absl::StatusOr<std::map<std::string, Text>> SlotNames(const std::string& matter) override;
  absl::StatusOr<std::string> RetentionOf(const std::string& matter) override;
  absl::StatusOr<OfficeInfo> Office(const std::string& office) override;
  absl::StatusOr<DueDate> Due(absl::CivilDay accepted, const std::vector<Pause>& pauses,
                              absl::CivilDay today) override;
  absl::StatusOr<std::string> CalendarVersion(absl::CivilDay today) override;
  absl::StatusOr<absl::Time> RunOut(const std::string& code, absl::CivilDay today,
                                    int64_t days_ahead) override;
  absl::StatusOr<DueDate> LastDay(const std::string& code, absl::CivilDay from) override;
  absl::StatusOr<int64_t> Rounds(const std::string& code, absl::CivilDay today) override;
  absl::StatusOr<int> FullCapacityAge(absl::CivilDay today) override;

 private:
  catalogue::TimetableClient timetable_;
  absl::Mutex mutex_;
  std::map<std::string, OfficeInfo> offices_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, Text> matter_names_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace notary::application
