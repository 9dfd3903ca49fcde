// Acting for somebody under one's own name (domain.md 1.3): which mandates there are, and when one
// holds.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "platform/base/enum_names.h"
#include "platform/base/transitions.h"

namespace notary::identity {

enum class MandateKind { kAgent, kGuardian, kHelper };
enum class MandateState { kOffered, kActive, kRevoked };
enum class MandateEvent { kAccept, kRevoke };

using MandateMove = Move<MandateState, MandateEvent>;
inline constexpr auto kMandateMoves = std::to_array<MandateMove>({
    {MandateState::kOffered, MandateEvent::kAccept, MandateState::kActive},
    {MandateState::kOffered, MandateEvent::kRevoke, MandateState::kRevoked},
    {MandateState::kActive, MandateEvent::kRevoke, MandateState::kRevoked},
});
static_assert(IsDeterministic(kMandateMoves) && IsFinal(kMandateMoves, MandateState::kRevoked));

// What it covers; whatever is empty is not limited.
struct MandateScope {
  std::vector<std::string> matters;
  std::string office;       // offices/xuhui
  std::string application;  // one case
};

// A ward without an account. Encrypted, as everything personal in this service's domain.
struct Ward {
  std::string name;
  std::string id_type;
  std::string id_number;
};

struct Mandate {
  std::string id;
  MandateKind kind;
  MandateState state = MandateState::kOffered;
  std::string represented;     // persons/…; "" for a ward
  std::string representative;  // persons/…; "" until accepted
  Ward ward;
  MandateScope scope;
  std::string invitation_hash;  // "" for a guardian's
  std::string acceptor;         // who accepted it
  std::string proof;            // what staff saw
  absl::Time expire_time;
  absl::Time create_time;
};

inline constexpr absl::Duration kLongestMandate = absl::Hours(24 * 366);

// INVALID_ARGUMENT on expire_time: EXPIRY_PAST, EXPIRY_TOO_FAR (a year; a minor's guardian: the
// 18th birthday, Civil Code 17-18). `birth_date`: the ward's, where the document tells.
absl::Status CheckExpiry(absl::Time expire_time, const std::optional<absl::CivilDay>& birth_date,
                         absl::Time now);

// What somebody wants to do under a mandate.
struct MandateUse {
  std::string representative;
  std::string office;
  std::string matter;
  std::string application;  // "" before there is one
};

// Offered, and all the rest fits.
inline constexpr absl::string_view kNotAccepted = "MANDATE_NOT_ACCEPTED";

// "" when the mandate holds for it, else why not: MANDATE_OF_ANOTHER, MANDATE_NOT_ACTIVE,
// MANDATE_EXPIRED, MANDATE_OUT_OF_SCOPE, MANDATE_NOT_ACCEPTED.
absl::string_view WhyNot(const Mandate& mandate, const MandateUse& use, absl::Time now);

}  // namespace notary::identity

namespace notary {
template <>
inline constexpr auto kEnumNames<identity::MandateKind> =
    std::to_array<const char*>({"AGENT", "GUARDIAN", "HELPER"});
template <>
inline constexpr auto kEnumNames<identity::MandateState> =
    std::to_array<const char*>({"OFFERED", "ACTIVE", "REVOKED"});
}  // namespace notary
