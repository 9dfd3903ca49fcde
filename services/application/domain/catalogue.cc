#include "services/application/domain/catalogue.h"

#include "absl/strings/str_cat.h"

namespace notary::application {

absl::StatusOr<common::CertificateSeries> SeriesOn(const OfficeInfo& office, absl::CivilDay day) {
  for (const DatedSeries& dated : office.series) {
    if (dated.from <= day && (!dated.to || day <= *dated.to)) return dated.series;
  }
  return absl::DataLossError(
      absl::StrCat("no series of ", office.name_zh, " holds on ", absl::FormatCivilTime(day)));
}

}  // namespace notary::application
