// Reads the catalogue's files and refuses the whole catalogue for a single fault in it: half a
// catalogue would tell applicants half a list.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "notary/catalogue/v1/calendar.pb.h"
#include "notary/catalogue/v1/consent.pb.h"
#include "notary/catalogue/v1/destination.pb.h"
#include "notary/catalogue/v1/legal_basis.pb.h"
#include "notary/catalogue/v1/matter.pb.h"
#include "notary/catalogue/v1/office.pb.h"
#include "notary/catalogue/v1/tariff.pb.h"
#include "services/catalogue/domain/catalogue.h"

namespace notary::catalogue {

// The same content twice: as served, and as the rules see it. Rows with the same index belong
// together.
struct LoadedCatalogue {
  std::string version;  // changes with every change of a file
  v1::OfficeFile offices;
  std::vector<v1::Matter> matters;  // field sets and common slots in place
  v1::DestinationFile destinations;
  v1::TariffFile tariff;
  v1::CalendarFile calendar;
  v1::LegalBasisFile legal;
  v1::ConsentFile consents;
  Catalogue rules;
};

// `directory` is laid out as services/catalogue/data. NOT_FOUND for a file that is missing,
// INVALID_ARGUMENT with "<file>: <place>" as field for every fault in one.
absl::StatusOr<LoadedCatalogue> LoadCatalogue(const std::string& directory);

}  // namespace notary::catalogue
