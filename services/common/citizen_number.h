// The citizen number (公民身份号码, GB 11643-1999) and the numbers of mainland residence permits
// for residents of Hong Kong, Macau and Taiwan, which share its layout.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace notary::common {

enum class Sex { kMale, kFemale };
enum class Holder { kCitizen, kHongKongResident, kMacauResident, kTaiwanResident };

struct CitizenNumber {
  std::string number;         // 18 characters, the check character X in upper case
  std::string division;       // first six digits: where first registered; retired codes stay valid
  absl::CivilDay birth_date;  // derived, for prefill and comparison: the document wins
  Sex sex;                    // derived, for prefill only: the document wins
  Holder holder;
};

// 18 characters after normalising width, case and spaces. Reasons: CITIZEN_NUMBER_FORMAT,
// CITIZEN_NUMBER_DIVISION, CITIZEN_NUMBER_BIRTH_DATE, CITIZEN_NUMBER_CHECK_DIGIT.
absl::StatusOr<CitizenNumber> ParseCitizenNumber(absl::string_view field, absl::string_view text,
                                                 absl::CivilDay today);

// The 18-character form of a 15-digit number of before 1999, as old marriage records hold it. Keep
// the original beside it: the upgrade is a reading of the record, not the record.
absl::StatusOr<CitizenNumber> UpgradeOldCitizenNumber(absl::string_view field,
                                                      absl::string_view text, absl::CivilDay today);

// ISO 7064 MOD 11-2 over the first 17 digits. Pre: 17 digits.
char CitizenNumberCheckDigit(absl::string_view first_17);

}  // namespace notary::common
