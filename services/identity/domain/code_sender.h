// Port: whoever brings a one-time code to a telephone.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "platform/base/sensitive.h"

namespace notary::identity {

// Thread-safe.
class CodeSender {
 public:
  virtual ~CodeSender() = default;

  // `id`: the message of one id is sent once. Blocks for a few seconds at most. UNAVAILABLE when it
  // cannot be sent now; FAILED_PRECONDITION for a number that takes no messages.
  virtual absl::Status Send(const std::string& id, const Sensitive<std::string>& mobile,
                            const Sensitive<std::string>& code) = 0;
};

}  // namespace notary::identity
