#include "services/application/domain/disclosure.h"

namespace notary::application {

absl::Time HourOf(absl::Time now) {
  return absl::UnixEpoch() + absl::Floor(now - absl::UnixEpoch(), absl::Hours(1));
}

}  // namespace notary::application
