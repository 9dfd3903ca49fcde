// Puts the verification service together.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "platform/rpc/module.h"
#include "services/verification/domain/agency_client.h"

namespace notary::verification {

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context,
                                                        std::unique_ptr<AgencyClient> agency);

}  // namespace notary::verification
