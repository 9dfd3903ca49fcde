// The one way into every method: deadline → authenticate → authorise → rate limit → parse →
// validate → method. Runs on an executor thread, never on a gRPC thread. Thread-safe.
#pragma once

#include <map>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "platform/rpc/auth.h"
#include "platform/rpc/rate_limit.h"
#include "platform/rpc/service.h"
#include "platform/time/clock.h"

namespace notary::rpc {

// A call as it came off the wire.
struct RawCall {
  std::string method;         // "/package.Service/Method"
  std::string authorization;  // "Bearer …", or empty
  std::string trace_id;
  std::string body;
  absl::Time deadline = absl::InfiniteFuture();  // real time
};

class Pipeline {
 public:
  Pipeline(const Clock& clock, const TokenVerifier& verifier, RateLimit::Options limits)
      : clock_(clock), verifier_(verifier), rate_limit_(limits) {}

  // The serialized response. Every refusal carries a reason.
  absl::StatusOr<std::string> Run(const BoundMethod& method, const RawCall& raw);

 private:
  absl::StatusOr<Principal> Authenticate(const std::string& authorization, absl::Time now);

  const Clock& clock_;
  const TokenVerifier& verifier_;
  RateLimit rate_limit_;
  absl::Mutex mutex_;
  // Tokens whose signature has been checked, so that a client pays for one check, not for each
  // call. Expiry is still compared at every call.
  struct Known {
    Principal principal;
    absl::Time expire_time;
  };
  absl::flat_hash_map<std::string, Known> known_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace notary::rpc
