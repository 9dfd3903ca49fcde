// Puts the notification service together.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "platform/rpc/module.h"
#include "services/notification/domain/sms_gateway.h"

namespace notary::notification {

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context,
                                                        std::unique_ptr<SmsGateway> gateway);

}  // namespace notary::notification
