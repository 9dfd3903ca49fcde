#include "services/application/domain/catalogue.h"

#include "absl/strings/str_cat.h"

namespace notary::application {

std::vector<std::string> MatterRules::FactNames() const {
  std::vector<std::string> names;
  for (const PlannedFact& fact : facts) names.push_back(fact.fact);
  return names;
}

absl::StatusOr<common::CertificateSeries> SeriesOn(const OfficeInfo& office, absl::CivilDay day) {
  for (const DatedSeries& dated : office.series) {
    if (dated.from <= day && (!dated.to || day <= *dated.to)) return dated.series;
  }
  return absl::DataLossError(
      absl::StrCat("no series of ", office.name_zh, " holds on ", absl::FormatCivilTime(day)));
}

}  // namespace notary::application
