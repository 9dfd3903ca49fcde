// Whose record is this: document numbers and names of a person against those of a recorded party.
#pragma once

#include "adapters/civil_affairs/register/domain/record.h"

namespace notary::marriage_register {

enum class IdMatch {
  kEqual,
  kUpgraded,      // the record's 15 digits expand to the number
  kFormer,        // a former number, proved in the file
  kVariant,       // 15 digits that expand to another number, with the same name and birth date
  kIncomparable,  // of other documents, or recorded wrongly: neither the same nor another person
  kDifferent,
  kNotHeld,  // one side has no number
};

enum class NameMatch {
  kEqual,
  kSameForm,     // only dots, spaces, case or width differ
  kFormer,       // equals a former name
  kSubstituted,  // equal but for characters that an old system lacked
  kVariant,      // traditional and simplified forms
  kPartial,
  kDifferent,
  kNotHeld,
};

IdMatch MatchId(const Subject& person, const Party& recorded, absl::CivilDay today);
NameMatch MatchName(const Subject& person, const Party& recorded);

// The number says who it is.
constexpr bool Identifies(IdMatch match) {
  return match == IdMatch::kEqual || match == IdMatch::kUpgraded || match == IdMatch::kFormer;
}

// Nothing that the numbers say speaks for or against its being the same person.
constexpr bool IsSilent(IdMatch match) {
  return match == IdMatch::kNotHeld || match == IdMatch::kIncomparable;
}

// Possibly the same name; a person may have to decide.
constexpr bool Resembles(NameMatch match) {
  return match != NameMatch::kDifferent && match != NameMatch::kPartial &&
         match != NameMatch::kNotHeld;
}

// Same day of birth, where both are known; from the citizen number when not given.
bool SameBirth(const Subject& person, const Party& recorded, absl::CivilDay today);

// Days of birth that are both known, and differ.
bool OtherBirth(const Subject& person, const Party& recorded, absl::CivilDay today);

// A passport or permit of somebody from abroad, Hong Kong, Macau or Taiwan.
bool IsFromAbroad(const std::string& id_type);

// From the person's data or number; nullopt when neither has it.
std::optional<absl::CivilDay> BirthDateOf(const Subject& person, absl::CivilDay today);

// Earliest day of a lawful marriage: a man 20, a woman 18 (Civil Code Art. 1047); 18 when the
// number does not tell.
absl::CivilDay MarriageableFrom(const Subject& person, absl::CivilDay birth, absl::CivilDay today);

}  // namespace notary::marriage_register
