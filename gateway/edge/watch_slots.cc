#include "gateway/edge/watch_slots.h"

#include "platform/base/error.h"

namespace notary::gateway {

absl::StatusOr<WatchSlots::Slot> WatchSlots::Take(const std::string& caller) {
  absl::MutexLock lock(&mutex_);
  int& mine = by_caller_[caller];
  if (taken_ < in_all_ && mine < per_caller_) {
    ++taken_;
    ++mine;
    return Slot(*this, caller);
  }
  if (mine == 0) by_caller_.erase(caller);
  return MakeError(absl::StatusCode::kResourceExhausted,
                   {.reason = "TOO_MANY_WATCHES",
                    .text = {"打开的实时页面过多，请关闭一些后重试",
                             "Too many live pages are open; close some and try again"},
                    .retry_after = absl::Seconds(30)});
}

void WatchSlots::Release(const std::string& caller) {
  absl::MutexLock lock(&mutex_);
  --taken_;
  const auto found = by_caller_.find(caller);
  if (found != by_caller_.end() && --found->second == 0) by_caller_.erase(found);
}

}  // namespace notary::gateway
