// Originals, compared one by one with what was uploaded (rows 21 and 29, invariant 7).
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/application/domain/catalogue.h"

namespace notary::application {

struct OriginalCheck {
  std::string slot;
  bool passed = false;
};

// Notes how each compared. INVALID_ARGUMENT (NOT_AN_ORIGINAL) at originals[i].slot for a slot whose
// original this case has none of to show.
absl::Status NoteOriginals(const std::vector<OriginalCheck>& checks, const MatterRules& rules,
                           Case& c);

// Slots whose original the party still has to show: those that have not passed.
std::vector<std::string> OriginalsToShow(const Case& c, const MatterRules& rules);

// FAILED when one of those to be shown has failed, PASSED when each has passed, UNSEEN otherwise.
OriginalsState OriginalsOf(const Case& c, const MatterRules& rules);

}  // namespace notary::application
