#include "platform/rpc/inherited.h"

#include <algorithm>
#include <utility>

namespace notary::rpc {
namespace {

thread_local const Call* answered = nullptr;

}  // namespace

Inherited::Inherited(const Call& call)
    : before_(std::exchange(answered, &call)), deadline_(call.deadline) {}

Inherited::~Inherited() { answered = before_; }

CallOptions Inherited::Options(std::string authorization) {
  CallOptions options{.authorization = std::move(authorization)};
  if (answered == nullptr) return options;
  options.trace_id = answered->trace_id;
  options.timeout = std::min(options.timeout, answered->deadline - absl::Now());
  return options;
}

}  // namespace notary::rpc
