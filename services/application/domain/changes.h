// What a party still changes once its case is accepted, and what has to be done again for it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/application/domain/catalogue.h"

namespace notary::application {

// What a party writes: an empty value takes its field away, a paper replaces that of its slot, and
// the original of another paper has not been seen.
void FillIn(Case& c, const std::map<std::string, std::string>& form,
            const std::vector<Material>& materials);

// Fields of the form with another value after than before.
std::vector<std::string> ChangedFields(const Case& before, const Case& after);

// INVALID_ARGUMENT, naming each: FIXED_AT_ACCEPTANCE for what the fee was assessed on, who acts,
// and a lost original; CHANGE_DELIVERY_ADDRESS for where the courier goes.
absl::Status MayChangeOnceAccepted(const Case& before, const Case& after);

// Names of the questions that were about one of these fields: their answers say nothing of what the
// fields hold now.
std::vector<std::string> Overtaken(const Case& c, const MatterRules& rules,
                                   const std::vector<std::string>& changed);

// Whether somebody is another person, or has another document, than whoever was identified.
bool ChangesWhoItIs(const std::vector<std::string>& changed);

}  // namespace notary::application
