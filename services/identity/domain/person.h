// A natural person who applies. Personal data is encrypted here: only the service layer opens it.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace notary::identity {

struct Person {
  std::string id;
  std::string mobile;  // encrypted
  absl::Time create_time;
  absl::Time sign_in_time;  // the last
};

// Carriers give a number to somebody else once it has rested for 90 days. Sessions end 30 days
// after their sign-in at the latest, so whoever is not asked for more has been here since.
inline constexpr absl::Duration kNumberRests = absl::Hours(24 * 90);

// Numbers of documents that may be tried to prove it. Whoever knows where and when somebody was
// born has a thousand left to guess.
inline constexpr int64_t kProofTries = 10;

inline bool MayBeAnothers(const Person& person, absl::Time now) {
  return now >= person.sign_in_time + kNumberRests;
}

// What a person stated last (domain.md 1.3, identity assurance: a pre-check).
struct RealName {
  int64_t revision = 0;
  std::string name;       // encrypted
  std::string id_type;    // CITIZEN_ID …
  std::string id_number;  // encrypted
  bool needs_manual_check = false;
  absl::Time record_time;
};

// A look at somebody's particulars.
struct PersonReveal {
  std::string office;
  std::string id;
  std::string person;
  std::string viewer;
  std::string purpose;
  std::string application;
  absl::Time reveal_time;
};

}  // namespace notary::identity
