// What the tests of the catalogue share: the reviewed data itself, and forms that are complete.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/catalogue/domain/form_check.h"
#include "services/catalogue/service/loader.h"

namespace notary::catalogue::testing {

inline constexpr char kData[] = "services/catalogue/data";
inline const absl::CivilDay kToday(2026, 11, 23);

// Loaded once for the whole program.
const LoadedCatalogue& Data();

const Matter& MatterOf(const std::string& code);

// The form of F1 of domain.md 6.7 for CERT_MARRIAGE in Germany, complete and without fault.
std::map<std::string, std::string> MarriageForm();

// Its papers, of those asked for at submission.
inline const std::set<std::string> kPapers = {"M01", "M02", "M03", "M10", "MARRIAGE_ORIGINAL"};

// A form of CERT_MARRIAGE, checked today.
FormResult CheckMarriage(std::map<std::string, std::string> form, Situation situation = {},
                         const std::set<std::string>& papers = kPapers);

// Field and reason of each.
std::vector<std::pair<std::string, std::string>> Faults(const FormResult& result);

// Of the papers on the list.
std::vector<std::string> Codes(const Matter& matter, const Situation& situation);

const Destination* Place(const char* code);

}  // namespace notary::catalogue::testing
