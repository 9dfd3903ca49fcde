// Whether this thread holds something scarce that others wait for: a database connection. While it
// does, it asks nobody over the network. Whoever is asked may be slow, or wait for the same thing.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace notary {

// Counts what this thread holds. For pools: one Add for each Drop, on the same thread.
class Held {
 public:
  static void Add();
  static void Drop();
};

// INTERNAL while the thread holds anything. `whom` names who was to be asked.
absl::Status MayAskOthers(absl::string_view whom);

}  // namespace notary
