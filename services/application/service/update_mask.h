// What an update sets of a case (AIP-134).
#pragma once

#include "absl/status/statusor.h"
#include "notary/application/v1/application_service.pb.h"
#include "services/application/domain/changes.h"

namespace notary::application {

// With an update_mask, what its paths name and as it is in the request; without one, what the
// request fills in. INVALID_ARGUMENT: MASK_PATH_UNKNOWN at update_mask, REQUIRED at a choice that
// the mask names and the request leaves open.
absl::StatusOr<Wishes> WishesOf(const v1::UpdateApplicationRequest& request);

}  // namespace notary::application
