#include "services/catalogue/domain/checklist.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace notary::catalogue {
namespace {

// Where a guardian may apply, the form asks who that is.
constexpr char kGuardianName[] = "guardian.name";

std::vector<FieldViolation> CheckCircumstances(const Matter& matter, const Situation& situation) {
  std::vector<FieldViolation> violations;
  const auto is = [&](Circumstance circumstance) {
    return situation.circumstances.count(circumstance) > 0;
  };
  const auto refuse = [&](const char* reason, Text text) {
    violations.push_back({"circumstances", reason, std::move(text)});
  };
  const bool organisation = is(Circumstance::kOrganisation);
  if (is(Circumstance::kAgent) && !matter.agent_allowed) {
    refuse("AGENT_NOT_ALLOWED", {"该事项须由本人申请,不得委托代理",
                                 "This matter must be applied for in person, not by an agent"});
  }
  const bool takes_guardian = FindField(matter, kGuardianName) != nullptr && !organisation;
  if (is(Circumstance::kGuardian) && !takes_guardian) {
    refuse("GUARDIAN_NOT_ALLOWED",
           {"该事项不能由监护人代为申请", "A guardian does not apply for this matter"});
  }
  if (is(Circumstance::kOriginalLost) && !matter.lost_original_allowed) {
    refuse("ORIGINAL_NEEDED",
           {"该事项须出示原件；原件遗失的，请先补领，或按材料清单提供其他证明",
            "The original has to be shown: if it is lost, get it replaced first, or bring another "
            "proof that the list names"});
  }
  if (organisation ? matter.for_organisations : matter.for_persons) return violations;
  refuse("APPLICANT_KIND",
         organisation
             ? Text{"该事项不受理单位申请", "Organisations cannot apply for this matter"}
             : Text{"该事项仅受理单位申请", "Only organisations can apply for this matter"});
  return violations;
}

}  // namespace

Checklist ComputeChecklist(const Matter& matter, const Situation& situation) {
  Checklist list;
  for (size_t i = 0; i < matter.slots.size(); ++i) {
    const MaterialSlot& slot = matter.slots[i];
    if (!Holds(slot.required_when, situation)) continue;
    list.slots.push_back({i, slot.may_share_data && situation.shared_slots.count(slot.code) > 0});
  }
  for (const FormField& field : matter.fields) {
    if (Holds(field.shown_when, situation) && Holds(field.required_when, situation)) {
      list.required_fields.push_back(field.key);
    }
  }
  for (size_t i = 0; i < matter.verifications.size(); ++i) {
    const VerificationPlan& plan = matter.verifications[i];
    if (!Holds(plan.required_when, situation)) continue;
    list.verifications.push_back(i);
    if (!Holds(plan.disclose_when, situation)) list.compared_facts.push_back(plan.fact_kind);
  }
  list.copy_trans_required = matter.copy_trans_applies && situation.destination != nullptr &&
                             situation.destination->copy_trans_required;
  return list;
}

bool IsRequired(const Consent& consent, const Checklist& list, const Situation& situation) {
  switch (consent.required_when) {
    case ConsentWhen::kAlways:
      return true;
    case ConsentWhen::kAgencyAsked:
      return !list.verifications.empty();
    case ConsentWhen::kCourierBrings:
      return situation.circumstances.count(Circumstance::kCourier) > 0;
    case ConsentWhen::kByChoice:
      return false;
  }
  return true;
}

std::vector<FieldViolation> CheckSituation(const Matter& matter, const Situation& situation) {
  std::vector<FieldViolation> violations = CheckCircumstances(matter, situation);
  for (const std::string& code : situation.shared_slots) {
    const MaterialSlot* slot = FindSlot(matter, code);
    const std::string field = absl::StrCat("materials.", code);
    if (slot == nullptr) {
      violations.push_back(
          {field, "SLOT_UNKNOWN", {"该事项没有此材料", "This matter has no such paper"}});
    } else if (!slot->may_share_data) {
      violations.push_back({field,
                            "SLOT_NOT_SHAREABLE",
                            {"该材料不能通过数据共享获取,须提交原件",
                             "This paper cannot be obtained by data sharing"}});
    }
  }
  return violations;
}

}  // namespace notary::catalogue
