#include "adapters/civil_affairs/register/domain/identity.h"

#include <algorithm>

#include "services/common/citizen_number.h"
#include "services/common/input.h"
#include "services/common/person_name.h"

namespace notary::marriage_register {
namespace {

using common::NameComparison;

constexpr size_t kOldLength = 15;
constexpr int kMarriageAgeOfMen = 20;
constexpr int kMarriageAgeOfWomen = 18;

std::optional<common::CitizenNumber> Expanded(const std::string& number, absl::CivilDay today) {
  if (number.size() != kOldLength) return std::nullopt;
  const auto upgraded = common::UpgradeOldCitizenNumber("id_number", number, today);
  return upgraded.ok() ? std::optional(*upgraded) : std::nullopt;
}

std::optional<common::CitizenNumber> Parsed(const std::string& number, absl::CivilDay today) {
  const auto parsed = common::ParseCitizenNumber("id_number", number, today);
  return parsed.ok() ? std::optional(*parsed) : Expanded(number, today);
}

std::optional<absl::CivilDay> BirthDateOf(const Party& party, absl::CivilDay today) {
  if (party.birth_date) return party.birth_date;
  const auto parsed = Parsed(common::NormaliseNumber(party.id_number), today);
  return parsed ? std::optional(parsed->birth_date) : std::nullopt;
}

// A number for life. All others end with the document they are on: the next passport has another.
bool IsForLife(const std::string& id_type) {
  return id_type == "CITIZEN_ID" || id_type == "RESIDENCE_PERMIT";
}

// Where it is not written: forms and records leave out what nearly everybody has.
std::string TypeOf(const std::string& type, const std::string& number, absl::CivilDay today) {
  if (!type.empty()) return type;
  return Parsed(number, today) ? "CITIZEN_ID" : "";
}

NameMatch Compare(const std::string& name, const std::string& recorded) {
  switch (common::CompareNames(name, recorded)) {
    case NameComparison::kEqual:
      return NameMatch::kEqual;
    case NameComparison::kSameMatchForm:
      return NameMatch::kSameForm;
    case NameComparison::kSubstituted:
      return NameMatch::kSubstituted;
    case NameComparison::kVariant:
      return NameMatch::kVariant;
    case NameComparison::kPartlyDifferent:
      return NameMatch::kPartial;
    case NameComparison::kDifferent:
      return NameMatch::kDifferent;
  }
  return NameMatch::kDifferent;
}

}  // namespace

bool IsFromAbroad(const std::string& id_type) {
  return !id_type.empty() && id_type != "CITIZEN_ID" && id_type != "PRC_PASSPORT" &&
         id_type != "OTHER";
}

std::optional<absl::CivilDay> BirthDateOf(const Subject& person, absl::CivilDay today) {
  if (person.birth_date) return person.birth_date;
  const auto parsed = Parsed(person.id_number, today);
  return parsed ? std::optional(parsed->birth_date) : std::nullopt;
}

bool SameBirth(const Subject& person, const Party& recorded, absl::CivilDay today) {
  const std::optional<absl::CivilDay> known = BirthDateOf(person, today);
  return known && known == BirthDateOf(recorded, today);
}

bool OtherBirth(const Subject& person, const Party& recorded, absl::CivilDay today) {
  const std::optional<absl::CivilDay> known = BirthDateOf(person, today);
  const std::optional<absl::CivilDay> held = BirthDateOf(recorded, today);
  return known && held && *known != *held;
}

absl::CivilDay MarriageableFrom(const Subject& person, absl::CivilDay birth, absl::CivilDay today) {
  const auto parsed = Parsed(person.id_number, today);
  const bool man = parsed && parsed->sex == common::Sex::kMale;
  return absl::CivilDay(birth.year() + (man ? kMarriageAgeOfMen : kMarriageAgeOfWomen),
                        birth.month(), birth.day());
}

NameMatch MatchName(const Subject& person, const Party& recorded) {
  if (person.name.empty() || recorded.name.empty()) return NameMatch::kNotHeld;
  const NameMatch now = Compare(person.name, recorded.name);
  if (Resembles(now)) return now;
  const bool former =
      std::any_of(person.former_names.begin(), person.former_names.end(),
                  [&](const std::string& name) { return Resembles(Compare(name, recorded.name)); });
  return former ? NameMatch::kFormer : now;
}

IdMatch MatchId(const Subject& person, const Party& recorded, absl::CivilDay today) {
  const std::string held = common::NormaliseNumber(recorded.id_number);
  if (held.empty() || person.id_number.empty()) return IdMatch::kNotHeld;
  if (held == person.id_number) return IdMatch::kEqual;
  const auto expanded = Expanded(held, today);
  if (expanded && expanded->number == person.id_number) return IdMatch::kUpgraded;
  const auto& former = person.former_id_numbers;
  const auto is_held = [&](const std::string& text) {
    const std::string number = common::NormaliseNumber(text);
    return number == held || (expanded && number == expanded->number);
  };
  if (std::any_of(former.begin(), former.end(), is_held)) return IdMatch::kFormer;
  const bool same_person =
      Resembles(MatchName(person, recorded)) && SameBirth(person, recorded, today);
  if (expanded && same_person) return IdMatch::kVariant;
  const std::string type = TypeOf(recorded.id_type, held, today);
  const bool one_kind = type == TypeOf(person.id_type, person.id_number, today);
  // A recorded number that cannot be one was typed wrongly: it is nobody else's (5.1).
  const bool two_people = one_kind && IsForLife(type) && Parsed(held, today);
  return two_people ? IdMatch::kDifferent : IdMatch::kIncomparable;
}

}  // namespace notary::marriage_register
