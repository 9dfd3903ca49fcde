// One-time codes by text message: their limits for one number. How many numbers an address on the
// net may name, the edge says (GatewayLimits): not few, for a whole village may sit behind one.
#pragma once

#include <string>

#include "absl/time/time.h"

namespace notary::identity {

inline constexpr absl::Duration kCodeLife = absl::Minutes(5);
inline constexpr int64_t kCodeTries = 5;
inline constexpr absl::Duration kResendAfter = absl::Seconds(60);
// With kCodeTries, at most 50 guesses in a million a day.
inline constexpr int64_t kCodesPerDay = 10;

// A code that was sent. Nothing here tells it, or to whom.
struct SignInCode {
  std::string id;            // the challenge
  std::string mobile_index;  // blind index of the number
  std::string mobile;        // encrypted
  std::string code_hash;     // keyed
  absl::Time create_time;
};

}  // namespace notary::identity
