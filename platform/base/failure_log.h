// What is written about failures in a production office, whose log has no line for each call: so
// much that a party's request number is found, so little that a storm does not fill the disk, and
// nothing personal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace notary {

// At most kPerSecond lines in a second. Thread-safe.
class FailureLog {
 public:
  static constexpr int kPerSecond = 10;

  // Whether a line may be written now, and then how many were left out since the last one.
  std::optional<int64_t> Admit(absl::Time now);

 private:
  absl::Mutex mutex_;
  absl::Time second_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  int written_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t left_out_ ABSL_GUARDED_BY(mutex_) = 0;
};

// The one of this process.
FailureLog& Failures();

// A message as far as it can hold nothing personal: names here are Chinese, numbers of people are
// long. Other scripts are left out, four digits and more become #, and it is cut after 200 bytes.
std::string Impersonal(absl::string_view message);

}  // namespace notary
