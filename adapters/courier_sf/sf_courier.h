// SF Express (顺丰丰桥) behind the courier port.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "platform/base/sensitive.h"
#include "platform/http/client.h"
#include "platform/time/clock.h"
#include "services/delivery/domain/courier.h"

namespace notary::sf {

struct CourierOptions {
  std::string url = "https://bspgw.sf-express.com/std/service";
  std::string partner;                // partnerID
  Sensitive<std::string> check_word;  // signs every message
  std::string monthly_card;           // the office's account
  int express_type = 2;               // 顺丰标快
  http::ClientOptions http = {};
};

// INVALID_ARGUMENT when an option is missing. `clock` outlives the courier.
absl::StatusOr<std::unique_ptr<delivery::Courier>> NewCourier(CourierOptions options,
                                                              const Clock& clock);

}  // namespace notary::sf
