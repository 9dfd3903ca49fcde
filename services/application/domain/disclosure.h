// What was shown of people, to whom and what for; and how often somebody may look for a person.
#pragma once

#include <cstdint>
#include <string>

#include "absl/time/time.h"

namespace notary::application {

struct Disclosure {
  std::string id;            // time-ordered
  std::string kind;          // REVEAL, SEARCH, READING: as the contract names it
  std::string viewer;        // "staff/…"
  std::string purpose;       // as CheckPurpose knows it
  std::string application;   // REVEAL, READING: id of the case
  std::string document;      // READING: name of what was read
  std::string number_index;  // SEARCH: keyed index of the number, 16 bytes
  int64_t found = 0;         // SEARCH: cases shown
  absl::Time time;
};

// What a counter needs on its busiest day, and far from what copying a register by guessing does.
inline constexpr int64_t kSearchesPerHour = 60;

// When the hour began that `now` is in.
absl::Time HourOf(absl::Time now);

}  // namespace notary::application
