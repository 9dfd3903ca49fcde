// Puts the delivery service together.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "platform/rpc/module.h"
#include "services/delivery/domain/courier.h"
#include "services/delivery/service/delivery_service.h"

namespace notary::delivery {

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context,
                                                        std::unique_ptr<Courier> courier,
                                                        Senders senders);

}  // namespace notary::delivery
