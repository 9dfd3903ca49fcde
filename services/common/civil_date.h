// Days as the law counts them: civil dates, without a time of day. Strict, because a date that is
// silently rolled over (30 February) changes what a certificate attests.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace notary::common {

// Exactly YYYY-MM-DD, a day that exists, year 1900..2200. Reasons: DATE_FORMAT, DATE_NOT_A_DAY,
// DATE_YEAR.
absl::StatusOr<absl::CivilDay> ParseCivilDay(absl::string_view field, absl::string_view text);

// As above and not after `today` (DATE_IN_FUTURE): births, registrations, graduations.
absl::StatusOr<absl::CivilDay> ParsePastDay(absl::string_view field, absl::string_view text,
                                            absl::CivilDay today);

// The day with these numbers; nullopt when the calendar has none.
std::optional<absl::CivilDay> MakeDay(int year, int month, int day);

std::string FormatCivilDay(absl::CivilDay day);  // 2026-11-23
std::string FormatChineseDay(absl::CivilDay day);  // 二〇二六年十一月二十三日, for certificates
std::string FormatEnglishDay(absl::CivilDay day);  // November 23, 2026

// Completed years of age on a day (Civil Code Arts 17-22 count full years). Who was born on 29
// February completes a year on 1 March of a common year. Negative before birth.
int FullYears(absl::CivilDay birth, absl::CivilDay on);

}  // namespace notary::common
