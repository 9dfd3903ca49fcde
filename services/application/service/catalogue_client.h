// The port domain/catalogue.h over CatalogueService. Calendar and limits are kept for a few
// minutes; all else is asked each time: whoever kept an office's series would go on with an old one
// after the catalogue was replaced. Thread-safe.
#pragma once

#include <functional>
#include <map>
#include <string>

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
};

}  // namespace notary::application
