#include "services/delivery/domain/shipment_state.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

namespace notary::delivery {
namespace {

// Couriers push news; asking is the safety net (and the proof, since a push proves nothing).
constexpr absl::Duration kOften = absl::Minutes(30);
constexpr absl::Duration kRarely = absl::Hours(24);
constexpr absl::Duration kIncidentGivenUp = absl::Hours(24 * 30);
constexpr absl::Duration kGivenUp = absl::Hours(24 * 90);

// Nothing moves it any more but what comes as a surprise.
bool IsIncident(ShipmentState state) {
  return state == ShipmentState::kSignedByOther || state == ShipmentState::kLost ||
         state == ShipmentState::kDamaged;
}

}  // namespace

Journey Replay(absl::Time created, std::vector<Scan> scans) {
  std::sort(scans.begin(), scans.end(), [](const Scan& a, const Scan& b) {
    return std::tie(a.at, a.key, a.event) < std::tie(b.at, b.key, b.event);
  });
  Journey journey{.state = ShipmentState::kCreated, .since = created, .failed_attempts = 0};
  std::set<std::string> seen;
  for (const Scan& scan : scans) {
    if (!seen.insert(scan.key).second) continue;
    const std::optional<ShipmentState> next = Target(kShipmentMoves, journey.state, scan.event);
    if (!next) continue;
    journey.failed_attempts += *next == ShipmentState::kFailedAttempt ? 1 : 0;
    journey.since = scan.at;
    journey.state = *next;
  }
  return journey;
}

bool IsSettled(ShipmentState state) {
  return state == ShipmentState::kSigned || state == ShipmentState::kReturned ||
         state == ShipmentState::kCancelled;
}

std::optional<absl::Duration> AskAgainAfter(ShipmentState state, absl::Duration lasting) {
  if (IsSettled(state)) return std::nullopt;
  if (lasting >= (IsIncident(state) ? kIncidentGivenUp : kGivenUp)) return std::nullopt;
  return std::clamp(lasting / 8, kOften, kRarely);
}

}  // namespace notary::delivery
