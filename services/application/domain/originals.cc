#include "services/application/domain/originals.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"

namespace notary::application {
namespace {

// What was uploaded has an original; what the office obtains by itself has none.
bool IsShown(const Material& material, const MatterRules& rules) {
  return !material.document.empty() && std::ranges::count(rules.originals, material.slot) > 0;
}

absl::Status NotAnOriginal(size_t index) {
  return InvalidField(
      absl::StrCat("originals[", index, "].slot"), "NOT_AN_ORIGINAL",
      {"本件无须出示该材料原件", "No original is shown for this slot in this case"});
}

}  // namespace

absl::Status NoteOriginals(const std::vector<OriginalCheck>& checks, const MatterRules& rules,
                           Case& c) {
  for (size_t i = 0; i < checks.size(); ++i) {
    const auto material = std::ranges::find(c.materials, checks[i].slot, &Material::slot);
    if (material == c.materials.end() || !IsShown(*material, rules)) return NotAnOriginal(i);
    material->original = checks[i].passed ? OriginalsState::kPassed : OriginalsState::kFailed;
  }
  return absl::OkStatus();
}

std::vector<std::string> OriginalsToShow(const Case& c, const MatterRules& rules) {
  std::vector<std::string> slots;
  for (const Material& material : c.materials) {
    if (!IsShown(material, rules) || material.original == OriginalsState::kPassed) continue;
    slots.push_back(material.slot);
  }
  return slots;
}

OriginalsState OriginalsOf(const Case& c, const MatterRules& rules) {
  OriginalsState all = OriginalsState::kPassed;
  for (const Material& material : c.materials) {
    if (!IsShown(material, rules)) continue;
    if (material.original == OriginalsState::kFailed) return OriginalsState::kFailed;
    if (material.original == OriginalsState::kUnseen) all = OriginalsState::kUnseen;
  }
  return all;
}

}  // namespace notary::application
