#include "services/catalogue/domain/catalogue.h"

#include <algorithm>

namespace notary::catalogue {
namespace {

template <typename Row, typename Test>
std::optional<size_t> IndexOf(const std::vector<Row>& rows, Test test) {
  const auto found = std::find_if(rows.begin(), rows.end(), test);
  if (found == rows.end()) return std::nullopt;
  return found - rows.begin();
}

}  // namespace

const FormField* FindField(const Matter& matter, const std::string& key) {
  const auto index = IndexOf(matter.fields, [&](const FormField& f) { return f.key == key; });
  return index ? &matter.fields[*index] : nullptr;
}

const MaterialSlot* FindSlot(const Matter& matter, const std::string& code) {
  const auto index = IndexOf(matter.slots, [&](const MaterialSlot& s) { return s.code == code; });
  return index ? &matter.slots[*index] : nullptr;
}

std::optional<size_t> FindMatter(const Catalogue& catalogue, absl::string_view code) {
  return IndexOf(catalogue.matters, [&](const Matter& matter) { return matter.code == code; });
}

std::optional<size_t> FindOffice(const Catalogue& catalogue, absl::string_view id) {
  return IndexOf(catalogue.offices, [&](const Office& office) { return office.id == id; });
}

std::optional<size_t> FindDestination(const Catalogue& catalogue, absl::string_view code,
                                      absl::CivilDay day) {
  return IndexOf(catalogue.destinations, [&](const Destination& place) {
    return place.code == code && place.validity.Covers(day);
  });
}

std::optional<int> FindLimit(const Catalogue& catalogue, absl::string_view code,
                             absl::CivilDay day) {
  const auto index = IndexOf(catalogue.limits, [&](const Limit& limit) {
    return limit.code == code && limit.validity.Covers(day);
  });
  if (!index) return std::nullopt;
  return catalogue.limits[*index].value;
}

bool Handles(const Office& office, const Matter& matter, absl::CivilDay day) {
  if (!office.validity.Covers(day) || !matter.validity.Covers(day)) return false;
  return std::any_of(office.matters.begin(), office.matters.end(), [&](const OfficeMatter& row) {
    return row.matter == matter.code && row.validity.Covers(day);
  });
}

}  // namespace notary::catalogue
