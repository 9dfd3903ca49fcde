// An SMS gateway reached by signed JSON over HTTPS. Offices buy from different companies; this is
// the shape of the small relay that each of them is put behind.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "platform/base/sensitive.h"
#include "platform/http/client.h"
#include "platform/time/clock.h"
#include "services/notification/domain/sms_gateway.h"

namespace notary::sms {

struct GatewayOptions {
  std::string url;  // without the path
  std::string app;
  Sensitive<std::string> secret;
  http::ClientOptions http = {};
};

// INVALID_ARGUMENT when an option is missing. `clock` outlives the gateway.
absl::StatusOr<std::unique_ptr<notification::SmsGateway>> NewGateway(GatewayOptions options,
                                                                     const Clock& clock);

}  // namespace notary::sms
