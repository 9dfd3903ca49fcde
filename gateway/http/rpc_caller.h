// Calls of services from coroutines. Thread-safe.
#pragma once

#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "gateway/http/exchange.h"
#include "platform/rpc/client.h"

namespace notary::gateway {

class RpcCaller {
 public:
  // `router` outlives the caller.
  explicit RpcCaller(const rpc::Router& router) : router_(router) {}

  // Waits until no call is under way. Their answers come on threads of gRPC and go into the
  // io_context, which must not end before.
  void AwaitIdle();

  // Resumes on the executor of the coroutine. UNAVAILABLE without a route.
  Task<absl::StatusOr<std::string>> Call(const std::string& method, const std::string& request,
                                         const rpc::CallOptions& options);

 private:
  bool Idle() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return under_way_ == 0; }

  const rpc::Router& router_;
  absl::Mutex mutex_;
  int under_way_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace notary::gateway
