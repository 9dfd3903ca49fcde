// What happens to a parcel and what that makes of it. A courier's news may repeat, come late or out
// of order, so a state is never moved by the last message: it is the replay of all events known, in
// the order they happened. Source: domain.md 8.3, 8.4.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "platform/base/enum_names.h"
#include "platform/base/transitions.h"

namespace notary::delivery {

enum class ShipmentState {
  kCreated,
  kPickedUp,
  kInTransit,
  kOutForDelivery,
  kSigned,
  kSignedByOther,
  kFailedAttempt,
  kReturning,
  kReturned,
  kLost,
  kDamaged,
  kCancelled,
};

enum class ShipmentEvent {
  kPickUp,
  kMove,         // on its way between stations
  kGoOut,        // with the delivering courier
  kSign,         // by the named person; on the way back: by the office
  kSignByOther,  // a locker, a station, a neighbour
  kFailAttempt,
  kReturn,  // is sent back
  kLose,
  kDamage,
  kCancel,          // ours, which the courier agreed to
  kConfirmReceipt,  // the named person says it has arrived
};

}  // namespace notary::delivery

namespace notary {

template <>
inline constexpr auto kEnumNames<delivery::ShipmentState> = std::to_array<const char*>(
    {"CREATED", "PICKED_UP", "IN_TRANSIT", "OUT_FOR_DELIVERY", "SIGNED", "SIGNED_BY_OTHER",
     "FAILED_ATTEMPT", "RETURNING", "RETURNED", "LOST", "DAMAGED", "CANCELLED"});
template <>
inline constexpr auto kEnumNames<delivery::ShipmentEvent> = std::to_array<const char*>(
    {"PICK_UP", "MOVE", "GO_OUT", "SIGN", "SIGN_BY_OTHER", "FAIL_ATTEMPT", "RETURN", "LOSE",
     "DAMAGE", "CANCEL", "CONFIRM_RECEIPT"});

}  // namespace notary

namespace notary::delivery {

namespace internal {

using State = ShipmentState;
using Event = ShipmentEvent;

// On the way out any later scan may come first, because a courier's scans get lost: all of these
// states take the same events. What was cancelled may be under way all the same.
inline constexpr auto kOutward =
    std::to_array<State>({State::kCreated, State::kPickedUp, State::kInTransit,
                          State::kOutForDelivery, State::kFailedAttempt, State::kCancelled});
inline constexpr auto kOutwardMoves = std::to_array<Move<State, Event>>({
    {State::kCreated, Event::kPickUp, State::kPickedUp},
    {State::kCreated, Event::kMove, State::kInTransit},
    {State::kCreated, Event::kGoOut, State::kOutForDelivery},
    {State::kCreated, Event::kFailAttempt, State::kFailedAttempt},
    {State::kCreated, Event::kSign, State::kSigned},
    {State::kCreated, Event::kSignByOther, State::kSignedByOther},
    {State::kCreated, Event::kReturn, State::kReturning},
    {State::kCreated, Event::kLose, State::kLost},
    {State::kCreated, Event::kDamage, State::kDamaged},
});

inline constexpr auto kOtherMoves = std::to_array<Move<State, Event>>({
    {State::kCreated, Event::kCancel, State::kCancelled},
    {State::kReturning, Event::kSign, State::kReturned},  // the office signs
    {State::kReturning, Event::kSignByOther, State::kReturned},
    {State::kReturning, Event::kMove, State::kReturning},
    {State::kReturning, Event::kGoOut, State::kReturning},
    {State::kReturning, Event::kFailAttempt, State::kReturning},
    {State::kReturning, Event::kLose, State::kLost},
    {State::kReturning, Event::kDamage, State::kDamaged},
    {State::kSignedByOther, Event::kSign, State::kSigned},  // handed on to the named person
    {State::kSignedByOther, Event::kConfirmReceipt, State::kSigned},
    {State::kSignedByOther, Event::kReturn, State::kReturning},
    {State::kSignedByOther, Event::kLose, State::kLost},
    {State::kLost, Event::kMove, State::kInTransit},  // found again
    {State::kLost, Event::kGoOut, State::kOutForDelivery},
    {State::kLost, Event::kSign, State::kSigned},
    {State::kLost, Event::kReturn, State::kReturning},
    {State::kDamaged, Event::kReturn, State::kReturning},
    {State::kDamaged, Event::kConfirmReceipt, State::kSigned},  // taken as it is
});

constexpr auto BuildMoves() {
  std::array<Move<State, Event>, kOutward.size() * kOutwardMoves.size() + kOtherMoves.size()>
      moves{};
  size_t n = 0;
  for (const State from : kOutward) {
    for (const Move<State, Event>& move : kOutwardMoves) moves[n++] = {from, move.on, move.to};
  }
  for (const Move<State, Event>& move : kOtherMoves) moves[n++] = move;
  return moves;
}

}  // namespace internal

inline constexpr auto kShipmentMoves = internal::BuildMoves();
static_assert(IsDeterministic(kShipmentMoves));
static_assert(IsFinal(kShipmentMoves, ShipmentState::kSigned) &&
              IsFinal(kShipmentMoves, ShipmentState::kReturned));

struct Scan {
  absl::Time at;
  std::string key;  // the same for every repetition of one event
  ShipmentEvent event = ShipmentEvent::kMove;
  friend bool operator==(const Scan&, const Scan&) = default;
};

struct Journey {
  ShipmentState state = ShipmentState::kCreated;
  absl::Time since;  // of the last scan that counted
  int failed_attempts = 0;
  friend bool operator==(const Journey&, const Journey&) = default;
};

// The state after all scans: repetitions count once, order of arrival does not matter, what is not
// in the table changes nothing. `created` is when the waybill was made.
Journey Replay(absl::Time created, std::vector<Scan> scans);

// A parcel in this state needs no further news.
bool IsSettled(ShipmentState state);

// How long until the courier is asked again about a parcel in this state of which nothing new was
// heard for `lasting`. The longer nothing comes, the rarer it is asked, and after 90 days never: a
// parcel that was never scanned, or whose end people have recorded without us, is not asked about
// for years. What was lost, damaged or signed for by somebody else may still be found or handed on;
// it is given up after 30 days. From then on only a push of the courier makes us look once more.
// nullopt: not again.
std::optional<absl::Duration> AskAgainAfter(ShipmentState state, absl::Duration lasting);

}  // namespace notary::delivery
