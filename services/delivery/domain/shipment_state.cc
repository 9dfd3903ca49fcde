#include "services/delivery/domain/shipment_state.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

namespace notary::delivery {

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
    if (*next != journey.state) journey.since = scan.at;
    journey.state = *next;
  }
  return journey;
}

bool IsSettled(ShipmentState state) {
  return state == ShipmentState::kSigned || state == ShipmentState::kReturned ||
         state == ShipmentState::kCancelled;
}

}  // namespace notary::delivery
