// Puts the application service together.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "platform/rpc/module.h"

namespace notary::application {

// To the same schema, beside those of every service: what the others report, so that it never waits
// behind what they are asked.
inline constexpr int kSideConnections = 2;

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context);

}  // namespace notary::application
