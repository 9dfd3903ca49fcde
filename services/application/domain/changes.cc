#include "services/application/domain/changes.h"

#include <algorithm>
#include <array>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"

namespace notary::application {
namespace {

// By place, language, number of copies, distance, and kind of party (domain.md 3.1).
constexpr auto kChargedFor = std::to_array<absl::string_view>(
    {"use.country", "use.language", "use.copies", "organisation.name", "organisation.uscc"});

constexpr auto kPersons = std::to_array<absl::string_view>(
    {"applicant.", "agent.", "guardian.", "organisation.representative."});
constexpr auto kOfTheDocument = std::to_array<absl::string_view>({"name", "id_type", "id_number"});

bool TellsWhoItIs(const std::string& field) {
  if (field == "organisation.representative") return true;
  for (const absl::string_view person : kPersons) {
    for (const absl::string_view part : kOfTheDocument) {
      if (field == absl::StrCat(person, part)) return true;
    }
  }
  return false;
}

// Where the courier goes is changed by ChangeDeliveryAddress, by whoever has just signed in.
FieldViolation ByAnotherCall(const std::string& field) {
  return {absl::StrCat("application.", field),
          "CHANGE_DELIVERY_ADDRESS",
          {"受理后请通过“更改收件地址”办理", "Once accepted, change it by ChangeDeliveryAddress"}};
}

// The register was asked for its record because of it, and the commitment given.
FieldViolation LostAtAcceptance() {
  return {"application.original_lost",
          "FIXED_AT_ACCEPTANCE",
          {"受理时已按原件遗失办理，不能再更改",
           "The case was accepted as one whose original is lost; it cannot change any more"}};
}

FieldViolation Fixed(const std::string& field) {
  return {absl::StrCat("application.", field),
          "FIXED_AT_ACCEPTANCE",
          {"受理时已据此核定收费或确认办理人，不能再更改",
           "The fee and who acts were settled on this at acceptance; it cannot change any more"}};
}

// What was handed in is in the file; another paper can take its place.
FieldViolation Filed(const std::string& slot) {
  return {absl::StrCat("application.materials.", slot),
          "PAPER_FILED",
          {"受理后材料已入卷，只能替换，不能撤下",
           "The case is accepted and the paper in its file: it can be replaced, not taken out"}};
}

bool HasSlot(const std::vector<Material>& materials, const std::string& slot) {
  return std::ranges::count(materials, slot, &Material::slot) > 0;
}

}  // namespace

std::map<std::string, std::string> FormOf(const Case& c, const Wishes& wishes) {
  std::map<std::string, std::string> form = wishes.form;
  if (!wishes.whole_form) return form;
  for (const auto& [field, value] : c.form) form.emplace(field, "");
  return form;
}

std::vector<std::string> EmptiedSlots(const Case& c, const Wishes& wishes) {
  std::vector<std::string> slots;
  if (!wishes.all_materials) return slots;
  for (const Material& there : c.materials) {
    if (!HasSlot(wishes.materials, there.slot)) slots.push_back(there.slot);
  }
  return slots;
}

void TakeOut(Case& c, const std::vector<std::string>& slots) {
  std::erase_if(c.materials, [&](const Material& material) {
    return std::ranges::count(slots, material.slot) > 0;
  });
}

void FillIn(Case& c, const std::map<std::string, std::string>& form,
            const std::vector<Material>& materials) {
  for (const auto& [field, value] : form) {
    if (value.empty()) {
      c.form.erase(field);
    } else {
      c.form[field] = value;
    }
  }
  for (const Material& given : materials) {
    const auto before = std::ranges::find(c.materials, given.slot, &Material::slot);
    const bool is_there = before != c.materials.end();
    if (is_there && before->document == given.document) continue;
    if (is_there) c.materials.erase(before);
    c.materials.push_back({.slot = given.slot,
                           .document = given.document,
                           .by_data_sharing = given.document.empty()});
  }
  std::ranges::sort(c.materials, {}, &Material::slot);
}

std::vector<std::string> ChangedFields(const Case& before, const Case& after) {
  std::set<std::string> keys;
  for (const auto& [key, value] : before.form) keys.insert(key);
  for (const auto& [key, value] : after.form) keys.insert(key);
  std::vector<std::string> changed;
  for (const std::string& key : keys) {
    if (before.FormValue(key) != after.FormValue(key)) changed.push_back(key);
  }
  return changed;
}

absl::Status MayChangeOnceAccepted(const Case& before, const Case& after) {
  std::vector<FieldViolation> fixed;
  const Application& was = before.application;
  const Application& is = after.application;
  if (was.capacity != is.capacity) fixed.push_back(Fixed("capacity"));
  if (was.handover_mode != is.handover_mode) fixed.push_back(Fixed("handover_mode"));
  if (was.original_lost && !is.original_lost) fixed.push_back(LostAtAcceptance());
  for (const std::string& field : ChangedFields(before, after)) {
    const std::string path = absl::StrCat("form.", field);
    const bool charged_for = std::ranges::count(kChargedFor, field) > 0;
    if (charged_for) fixed.push_back(Fixed(path));
    if (absl::StartsWith(field, "courier.")) fixed.push_back(ByAnotherCall(path));
  }
  for (const Material& filed : before.materials) {
    if (!HasSlot(after.materials, filed.slot)) fixed.push_back(Filed(filed.slot));
  }
  return fixed.empty() ? absl::OkStatus() : InvalidFields(std::move(fixed));
}

std::vector<std::string> Overtaken(const Case& c, const MatterRules& rules,
                                   const std::vector<std::string>& changed) {
  std::vector<std::string> names;
  for (const PlannedFact& fact : rules.facts) {
    const bool touched = std::ranges::find_first_of(fact.claim_fields, changed) !=
                         std::ranges::end(fact.claim_fields);
    for (const Verification& v : c.verifications) {
      if (touched && v.fact == fact.fact) names.push_back(v.name);
    }
  }
  return names;
}

bool ChangesWhoItIs(const std::vector<std::string>& changed) {
  return std::ranges::any_of(changed, TellsWhoItIs);
}

}  // namespace notary::application
