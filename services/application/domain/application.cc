#include "services/application/domain/application.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace notary::application {

std::string Application::Name() const {
  return absl::StrCat("offices/", office, "/applications/", id);
}

std::string Case::FormValue(const std::string& key) const {
  const auto found = form.find(key);
  return found == form.end() ? "" : found->second;
}

std::optional<absl::CivilDay> Case::RecordsAsOf(absl::TimeZone zone) const {
  std::optional<absl::CivilDay> day;
  for (const Verification& v : verifications) {
    if (!v.ask_time || v.IsOpen()) continue;
    const absl::Time searched = std::min(*v.ask_time, v.data_time.value_or(*v.ask_time));
    day = std::max(day.value_or(absl::CivilDay::min()), absl::ToCivilDay(searched, zone));
  }
  return day;
}

}  // namespace notary::application
