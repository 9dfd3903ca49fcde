// Puts the certificate service together.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "platform/rpc/module.h"
#include "services/certificate/domain/renderer.h"

namespace notary::certificate {

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context,
                                                        std::unique_ptr<Renderer> renderer);

}  // namespace notary::certificate
