// What a catalogue must be before anybody is told anything from it: every reference leads
// somewhere, no two rows of one code hold on the same day, no day lies between two prices of one
// item, every condition can come true, what tells a person is masked.
#pragma once

#include <vector>

#include "platform/base/error.h"
#include "services/catalogue/domain/catalogue.h"

namespace notary::catalogue {

// All faults; field is "<file>: <place in it>". Reasons: DUPLICATE, OVERLAP, GAP,
// PERIOD_EMPTY, REFERENCE_UNKNOWN, KEY_FORMAT, OPTION_MISSING, LENGTH_MISSING, LANGUAGE_MISSING,
// PRICE_KIND, PERCENT_RANGE, NUMBER_RANGE, STALE_AFTER_MISSING, COMMITMENT_MISSING,
// APPLICANT_MISSING, SERIES_MISSING, UNIT_DIFFERS, SENSITIVE_MISSING, SENSITIVE_NOT_MASKED,
// PUBLIC_TELLS_A_PERSON.
std::vector<FieldViolation> ValidateCatalogue(const Catalogue& catalogue);

}  // namespace notary::catalogue
