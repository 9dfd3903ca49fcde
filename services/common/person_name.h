// Names of people: kept as given, compared in a form that forgives what two honest records of one
// name differ in, and never forgiven beyond that. Where a person must decide, the result says so.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace notary::common {

struct PersonName {
  std::string stored;       // as given: NFC, outer spaces trimmed
  std::string match;        // NameMatchForm(stored)
  bool has_rare_character;  // old databases and fonts may not have it
};

// 1 to 50 characters: letters of any script, middle dots, spaces, hyphens, apostrophes. Reasons:
// NAME_ENCODING, NAME_LENGTH, NAME_CHARACTERS, NAME_SUBSTITUTE.
absl::StatusOr<PersonName> ParsePersonName(absl::string_view field, absl::string_view text);

// Middle dots in any of their encodings and spaces dropped between Han characters; Latin in upper
// case with single spaces. For whatever an old record holds, so it refuses nothing.
std::string NameMatchForm(absl::string_view name);

// How a name is shown to whoever has no reason to read it: the surname (张*, 欧阳*), or the first
// letter of another script (J****), and one to four stars for the rest, so that the length tells
// nothing of a long one. "" for no name.
std::string MaskName(absl::string_view name);

// Han characters beyond the 20,902 that GBK covers (extensions A-H, compatibility ideographs).
bool HasRareCharacter(absl::string_view name);

enum class NameComparison {
  kEqual,            // the same characters
  kSameMatchForm,    // only dots, spaces, case or width differ
  kSubstituted,      // equal wherever neither side holds a substitute
  kVariant,          // equal once traditional characters are read as simplified
  kPartlyDifferent,  // shares a character (a word, for Latin names)
  kDifferent,        // shares nothing
};

// Symmetric.
NameComparison CompareNames(absl::string_view a, absl::string_view b);

}  // namespace notary::common
