// What a call that is being answered hands on to the calls it makes of other services: its trace,
// and how much time is left. A handler runs on one thread from beginning to end, so this goes by
// thread, and no port between services has to carry it.
#pragma once

#include <string>

#include "platform/base/deadline.h"
#include "platform/rpc/call.h"
#include "platform/rpc/client.h"

namespace notary::rpc {

class Inherited {
 public:
  // For what this thread calls while it lives. `call` outlives it.
  explicit Inherited(const Call& call);
  ~Inherited();

  // Of a call that this thread makes now. A worker's has a trace of its own and the usual time.
  static CallOptions Options(std::string authorization);

 private:
  const Call* const before_;
  const Deadline deadline_;  // also for what is asked of outside parties
};

}  // namespace notary::rpc
