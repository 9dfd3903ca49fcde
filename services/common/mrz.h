// The machine-readable zone of a passport (ICAO 9303 part 4, two lines of 44): what is typed from a
// data page is compared with it, and its check digits tell a misread page from a real difference.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace notary::common {

struct PassportMrz {
  std::string issuing_state;  // ICAO three-letter code
  std::string surname;        // as printed in the zone: upper case, spaces for fillers
  std::string given_names;
  std::string number;
  std::string nationality;
  absl::CivilDay birth_date;
  absl::CivilDay expiry_date;
  char sex;  // 'M', 'F' or '<' for unspecified
};

// Weights 7-3-1 over 0-9, A-Z and the filler. Pre: only those characters.
char MrzCheckDigit(absl::string_view text);

// Reasons: MRZ_FORMAT, MRZ_DATE, MRZ_CHECK_DIGIT. The century of a birth date is the latest that is
// not after `today`; of an expiry date always 20xx.
absl::StatusOr<PassportMrz> ParsePassportMrz(absl::string_view field, absl::string_view line1,
                                             absl::string_view line2, absl::CivilDay today);

}  // namespace notary::common
