// The one complete list (一次性告知): what an applicant in a given situation fills in, brings, and
// what the office asks agencies. The same rule answers before the start and at submit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/error.h"
#include "services/catalogue/domain/catalogue.h"
#include "services/catalogue/domain/condition.h"
#include "services/catalogue/domain/matter.h"

namespace notary::catalogue {

struct ChecklistSlot {
  size_t slot;  // index in Matter::slots
  bool by_data_sharing;
};

struct Checklist {
  std::vector<ChecklistSlot> slots;
  std::vector<std::string> required_fields;
  std::vector<size_t> verifications;        // indices in Matter::verifications
  std::vector<std::string> compared_facts;  // of them, those whose record is not asked for
  bool copy_trans_required = false;
};

Checklist ComputeChecklist(const Matter& matter, const Situation& situation);

// Whether an application with this list is not taken without the consent.
bool IsRequired(const Consent& consent, const Checklist& list, const Situation& situation);

// What makes the situation itself impossible: an agent or a guardian where none is allowed
// (AGENT_NOT_ALLOWED, GUARDIAN_NOT_ALLOWED), a lost original with nothing in its place
// (ORIGINAL_NEEDED), an applicant of the wrong kind (APPLICANT_KIND), data sharing for a slot that
// has none (SLOT_UNKNOWN, SLOT_NOT_SHAREABLE).
std::vector<FieldViolation> CheckSituation(const Matter& matter, const Situation& situation);

}  // namespace notary::catalogue
