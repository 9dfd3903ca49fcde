// Requests that want to become a WebSocket (RFC 6455 4.2.1).
#pragma once

#include "absl/status/status.h"
#include "gateway/edge/message.h"

namespace notary::gateway {

// UPGRADE_REQUIRED when the request asks for none, WEBSOCKET_MALFORMED when it asks wrongly.
absl::Status CheckUpgrade(const Request& request);

}  // namespace notary::gateway
