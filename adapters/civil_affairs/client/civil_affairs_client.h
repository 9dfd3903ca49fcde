// The register of civil affairs as an AgencyClient: the agency contract over mutual TLS.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "notary/config/v1/config.pb.h"
#include "platform/time/clock.h"
#include "services/verification/domain/agency_client.h"

namespace notary::civil_affairs {

// Reads the keys and certificates the configuration names; connects when first asked. `clock`
// outlives the client.
absl::StatusOr<std::unique_ptr<verification::AgencyClient>> NewClient(
    const config::v1::Agency& config, const Clock& clock);

}  // namespace notary::civil_affairs
