// The whole catalogue, as the rules see it: plain data, loaded once, never changed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/catalogue/domain/destination.h"
#include "services/catalogue/domain/matter.h"
#include "services/catalogue/domain/tariff.h"
#include "services/catalogue/domain/validity.h"
#include "services/common/certificate_number.h"
#include "services/common/working_calendar.h"

namespace notary::catalogue {

// The matter whose certificate says that a translation matches the original.
inline constexpr char kCopyTrans[] = "COPY_TRANS";

struct OfficeSeries {
  common::CertificateSeries series;
  Validity validity;
};

struct OfficeMatter {
  std::string matter;
  Validity validity;
};

struct Office {
  std::string id;  // "xuhui"
  std::vector<OfficeSeries> series;
  std::vector<OfficeMatter> matters;
  bool urgent_offered = false;
  Validity validity;
};

struct LegalBasis {
  std::string code;
  Validity validity;
};

// A number that the law or the office fixes.
struct Limit {
  std::string code;
  int value = 0;
  std::string legal_basis;  // code; empty: a rule of the office
  Validity validity;
};

enum class ConsentWhen { kAlways = 1, kAgencyAsked = 2, kCourierBrings = 3, kByChoice = 4 };

// A text that an applicant agrees to by a tick of its own (PIPL 14, 23, 29).
struct Consent {
  std::string code;
  ConsentWhen required_when;
  std::vector<std::string> legal_bases;  // codes
  Validity validity;
};

struct Catalogue {
  std::vector<Office> offices;
  std::vector<Matter> matters;
  std::vector<Destination> destinations;
  Tariff tariff;
  common::WorkingCalendar calendar;
  std::vector<LegalBasis> legal_bases;
  std::vector<Limit> limits;
  std::vector<Consent> consents;
};

// Index of the row that holds on the day; nullopt: none.
std::optional<size_t> FindMatter(const Catalogue& catalogue, absl::string_view code);
std::optional<size_t> FindOffice(const Catalogue& catalogue, absl::string_view id);
std::optional<size_t> FindDestination(const Catalogue& catalogue, absl::string_view code,
                                      absl::CivilDay day);

// The value of a limit on the day; nullopt: no such limit.
std::optional<int> FindLimit(const Catalogue& catalogue, absl::string_view code,
                             absl::CivilDay day);

// Whether the office handles the matter on the day, which is one of the matter's own days.
bool Handles(const Office& office, const Matter& matter, absl::CivilDay day);

}  // namespace notary::catalogue
