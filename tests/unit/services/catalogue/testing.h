// What the tests of the catalogue share: the reviewed data itself, and forms that are complete.
#pragma once

#include <map>
#include <string>

#include "services/catalogue/service/loader.h"

namespace notary::catalogue::testing {

inline constexpr char kData[] = "services/catalogue/data";
inline const absl::CivilDay kToday(2026, 11, 23);

// Loaded once for the whole program.
const LoadedCatalogue& Data();

const Matter& MatterOf(const std::string& code);

// The form of F1 of domain.md 6.7 for CERT_MARRIAGE in Germany, complete and without fault.
std::map<std::string, std::string> MarriageForm();

}  // namespace notary::catalogue::testing
