// Puts the document service together.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "platform/rpc/module.h"
#include "services/document/domain/blob_store.h"

namespace notary::document {

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context,
                                                        std::unique_ptr<BlobStore> blobs);

}  // namespace notary::document
