// One form value against its field's type.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "services/catalogue/domain/catalogue.h"

namespace notary::catalogue {

// The value as it is to be stored. Pre: not empty. INVALID_ARGUMENT names form.<key>.
absl::StatusOr<std::string> ParseFieldValue(const Catalogue& catalogue, const FormField& field,
                                            const std::string& value, const Situation& situation,
                                            absl::CivilDay today);

}  // namespace notary::catalogue
