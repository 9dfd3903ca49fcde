// SIGTERM and SIGINT as something to wait for. Make one in main before any thread exists: threads
// inherit the blocked signals, so that only Wait sees them. Also ignores SIGPIPE.
#pragma once

#include <signal.h>

namespace notary {

class Termination {
 public:
  Termination();
  // Returns the signal that asked this process to end.
  int Wait() const;

 private:
  sigset_t signals_;
};

}  // namespace notary
