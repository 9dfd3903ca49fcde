// A question to an agency and what became of it (domain.md 6.3, 6.5).
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "platform/base/enum_names.h"

namespace notary::verification {

enum class State { kQueued, kAnswered, kCancelled };

enum class Outcome { kVerified, kMismatch, kNotFound, kInconclusive, kUnavailable, kRejected };

struct Question {
  std::string office;
  std::string id;  // also the request id at the agency: one id from the case to the reply
  std::string letter_number;
  std::string application;  // offices/{office}/applications/{uuid}
  std::string acceptance_number;
  absl::Time accept_time;
  std::string matter;
  std::string fact;  // MARRIAGE_RECORD, …
  std::string mode;  // VERIFY or DISCLOSE
  std::string officer;
  std::string officer_name;
  std::string supervisor;
  std::map<std::string, std::string> claims;  // form values, personal data
  std::optional<absl::Time> consent_time;     // to asking this agency (PIPL 23); none: not given
  absl::Time create_time;

  std::string Name() const;
  std::string Claim(const std::string& field) const;  // "" when not claimed
};

struct Verification {
  Question question;
  State state = State::kQueued;
  std::optional<Outcome> outcome;
  std::string reason_code;
  std::string reply_number;
  std::optional<absl::Time> answer_time;
  std::optional<absl::Time> data_time;
  int64_t attempts = 0;
  std::optional<absl::Time> next_attempt_time;
  int64_t fence = 0;
};

// Why nothing is sent, as a reason code; "" when the agency may be asked.
//   R01 no consent, R02 not accepted, R03 DISCLOSE without a second person, L01 under 18:
//   certified from age alone (6.6 row 21, fixture F8), L02 no agency is connected for this fact,
//   L03 the claim names nobody: without a name, or with a number that cannot be one (6.6 row 5).
std::string ReasonNotToSend(const Question& question, absl::Time now);

// The wait after the n-th try that gave no answer: 5 s, 30 s, 2 min, 10 min, then hourly (row 32).
absl::Duration RetryDelay(int64_t attempts);

// When a question that was not answered is asked again: not before the agency says, but on the next
// day at the latest, whatever it says.
absl::Time AskAgainAt(absl::Time now, int64_t attempts, std::optional<absl::Time> agency_says);

// (2026)沪徐证核字第12号.
std::string LetterNumber(const std::string& word, int64_t year, int64_t serial);

}  // namespace notary::verification

namespace notary {

template <>
inline constexpr auto kEnumNames<verification::State> =
    std::to_array<const char*>({"QUEUED", "ANSWERED", "CANCELLED"});
template <>
inline constexpr auto kEnumNames<verification::Outcome> = std::to_array<const char*>(
    {"VERIFIED", "MISMATCH", "NOT_FOUND", "INCONCLUSIVE", "UNAVAILABLE", "REJECTED"});

}  // namespace notary
