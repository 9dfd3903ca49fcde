// The part of validation that looks inside one matter.
#pragma once

#include <vector>

#include "platform/base/error.h"
#include "services/catalogue/domain/catalogue.h"

namespace notary::catalogue {

// Faults of catalogue.matters[index]; see validation.h.
std::vector<FieldViolation> ValidateMatter(const Catalogue& catalogue, size_t index);

}  // namespace notary::catalogue
