// absl::Status ⇄ grpc::Status with google.rpc details (AIP-193): ErrorInfo, BadRequest,
// PreconditionFailure, RetryInfo and LocalizedMessage in zh-CN and en.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "grpcpp/support/status.h"

namespace notary::rpc {

// INTERNAL, UNKNOWN and DATA_LOSS lose their text: it may speak of tables. The trace id stays.
grpc::Status ToGrpc(const absl::Status& status, absl::string_view trace_id);

// The detail is restored, so that a reason survives a hop.
absl::Status FromGrpc(const grpc::Status& status);

}  // namespace notary::rpc
