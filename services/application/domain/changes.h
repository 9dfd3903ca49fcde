// What a party still changes once its case is accepted, and what has to be done again for it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/application/domain/catalogue.h"

namespace notary::application {

// What a party sets of its case; what it does not name stays.
struct Wishes {
  Capacity capacity = Capacity::kUnspecified;
  VisitMode visit_mode = VisitMode::kUnspecified;
  HandoverMode handover_mode = HandoverMode::kUnspecified;
  std::optional<bool> original_lost = {};
  std::map<std::string, std::string> form;
  bool whole_form = false;  // what is not in it goes
  std::vector<Material> materials;
  bool all_materials = false;  // slots that are not among them are emptied
};

// `form` as FillIn takes it: with an empty value for each field of the case that is to go.
std::map<std::string, std::string> FormOf(const Case& c, const Wishes& wishes);
// Slots of the case whose paper is to go.
std::vector<std::string> EmptiedSlots(const Case& c, const Wishes& wishes);
void TakeOut(Case& c, const std::vector<std::string>& slots);

// What a party writes: an empty value takes its field away, a paper replaces that of its slot, and
// the original of another paper has not been seen.
void FillIn(Case& c, const std::map<std::string, std::string>& form,
            const std::vector<Material>& materials);

// Fields of the form with another value after than before.
std::vector<std::string> ChangedFields(const Case& before, const Case& after);

// INVALID_ARGUMENT, naming each: FIXED_AT_ACCEPTANCE for what the fee was assessed on, who acts,
// and a lost original; CHANGE_DELIVERY_ADDRESS for where the courier goes; PAPER_FILED for a slot
// without the paper that it had.
absl::Status MayChangeOnceAccepted(const Case& before, const Case& after);

// Names of the questions that were about one of these fields: their answers say nothing of what the
// fields hold now.
std::vector<std::string> Overtaken(const Case& c, const MatterRules& rules,
                                   const std::vector<std::string>& changed);

// Whether somebody is another person, or has another document, than whoever was identified.
bool ChangesWhoItIs(const std::vector<std::string>& changed);

}  // namespace notary::application
