// A filled form against the matter's fields and slots: every fault at once, each with its field and
// rule, so that an applicant corrects a form in one go.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "platform/base/error.h"
#include "services/catalogue/domain/catalogue.h"
#include "services/catalogue/domain/condition.h"

namespace notary::catalogue {

struct FormResult {
  std::vector<FieldViolation> violations;         // "form.<key>", "materials.<code>"
  std::map<std::string, std::string> normalised;  // values without fault, as they are to be stored
};

// situation.destination is ignored: it follows from the form field use.country on `today`.
// Reasons beside those of the parsers in services/common: FIELD_UNKNOWN, FIELD_NOT_APPLICABLE,
// REQUIRED, TOO_LONG, OPTION_UNKNOWN, NUMBER_FORMAT, NUMBER_RANGE, PINYIN_FORMAT, DATE_PASSED,
// PROVINCE_UNKNOWN, PROVINCE_NOT_MAINLAND, LATIN_TEXT_FORMAT, NOT_THE_SAME, DESTINATION_UNKNOWN,
// LANGUAGE_NOT_ACCEPTED, TRANSLATION_REQUIRED, BIRTH_DATE_DIFFERS, GUARDIAN_REQUIRED, WARD_OF_AGE,
// MATERIAL_MISSING, PAGES_EXCEEDED and those of CheckSituation.
FormResult CheckForm(const Catalogue& catalogue, const Matter& matter, Situation situation,
                     const std::set<std::string>& filled_slots, absl::CivilDay today);

}  // namespace notary::catalogue
