// The catalogue as a process runs it: loads the files once, or refuses to start.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "platform/rpc/module.h"

namespace notary::catalogue {

// Reads the folder config.catalogue_folder. No database, no workers.
absl::StatusOr<std::unique_ptr<rpc::Module>> CreateModule(const rpc::ModuleContext& context);

}  // namespace notary::catalogue
