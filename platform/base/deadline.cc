#include "platform/base/deadline.h"

#include <utility>

namespace notary {
namespace {

absl::Time& Current() {
  thread_local absl::Time time = absl::InfiniteFuture();
  return time;
}

}  // namespace

Deadline::Deadline(absl::Time time) : before_(std::exchange(Current(), time)) {}

Deadline::~Deadline() { Current() = before_; }

absl::Time Deadline::OfThread() { return Current(); }

}  // namespace notary
