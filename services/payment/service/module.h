// Puts the payment service together.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "platform/rpc/module.h"
#include "services/payment/service/payment_service.h"

namespace notary::payment {

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context,
                                                        Channels channels);

}  // namespace notary::payment
