#include "services/catalogue/domain/condition.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace notary::catalogue {
namespace {

template <typename T>
bool Contains(const std::vector<T>& values, const T& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool FieldEquals(const Condition& condition, const Situation& situation) {
  const auto value = situation.form.find(condition.field);
  return value != situation.form.end() && Contains(condition.values, value->second);
}

bool FieldFilled(const Condition& condition, const Situation& situation) {
  const auto value = situation.form.find(condition.field);
  return value != situation.form.end() && !absl::StripAsciiWhitespace(value->second).empty();
}

}  // namespace

bool Holds(const Condition& condition, const Situation& situation) {
  const auto holds = [&](const Condition& part) { return Holds(part, situation); };
  const Destination* const place = situation.destination;
  switch (condition.kind) {
    case Condition::Kind::kAlways:
      return true;
    case Condition::Kind::kCircumstance:
      return situation.circumstances.count(condition.circumstance) > 0;
    case Condition::Kind::kFieldEquals:
      return FieldEquals(condition, situation);
    case Condition::Kind::kFieldFilled:
      return FieldFilled(condition, situation);
    case Condition::Kind::kRegimeIn:
      return place != nullptr && Contains(condition.regimes, place->regime);
    case Condition::Kind::kCountryIn:
      return place != nullptr && Contains(condition.values, place->code);
    case Condition::Kind::kPhotoAsked:
      return place != nullptr && place->photo_required;
    case Condition::Kind::kDataShared:
      return !situation.shared_slots.empty();
    case Condition::Kind::kNot:
      return !holds(condition.parts[0]);
    case Condition::Kind::kAllOf:
      return std::all_of(condition.parts.begin(), condition.parts.end(), holds);
    case Condition::Kind::kAnyOf:
      break;
  }
  return std::any_of(condition.parts.begin(), condition.parts.end(), holds);
}

}  // namespace notary::catalogue
