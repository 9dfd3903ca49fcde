// Until when what this thread does is waited for, in real time. Whoever answers a call sets it;
// whoever asks others over the network reads it, so that nobody waits for an answer that comes too
// late. A worker's is never.
#pragma once

#include "absl/time/time.h"

namespace notary {

class Deadline {
 public:
  // For this thread while it lives.
  explicit Deadline(absl::Time time);
  ~Deadline();
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  static absl::Time OfThread();

 private:
  const absl::Time before_;
};

}  // namespace notary
