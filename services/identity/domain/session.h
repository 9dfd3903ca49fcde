// A device somebody is signed in on.
#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"

namespace notary::identity {

// How long a session lives, used or not, and how long unused.
struct SessionLimits {
  absl::Duration absolute;
  absl::Duration idle;
};

// A telephone at home.
inline constexpr SessionLimits kApplicantLimits{absl::Hours(24 * 30), absl::Hours(24 * 7)};
// A screen in an office: a working day, and a coffee (MLPS level 3).
inline constexpr SessionLimits kStaffLimits{absl::Hours(12), absl::Minutes(30)};

// Use is written down at most this often: a session is read at every call and rarely written.
inline constexpr absl::Duration kUseGrain = absl::Minutes(1);

struct Session {
  std::string id;
  std::string secret_hash;  // SHA-256 of 32 random bytes
  std::string subject;      // persons/… or staff/…
  std::string office;       // of staff
  std::string device;
  absl::Time create_time;
  absl::Time last_use_time;
  absl::Time expire_time;
  absl::Duration idle;
  std::optional<absl::Time> end_time = {};
};

inline bool IsOpen(const Session& s, absl::Time now) {
  return !s.end_time && now < s.expire_time && now < s.last_use_time + s.idle;
}

}  // namespace notary::identity
