#include "adapters/payment_wechat/simulator/faults.h"

#include <algorithm>
#include <array>

namespace notary::wechat {
namespace {

constexpr auto kKinds = std::to_array<absl::string_view>(
    {"notice_duplicate", "notice_probe", "notice_wrong_amount", "notice_delay", "notice_lost",
     "reply_error_before", "reply_error_after", "reply_delay", "reply_forged", "refund_abnormal"});

}  // namespace

bool Faults::IsKind(absl::string_view kind) {
  return std::find(kKinds.begin(), kKinds.end(), kind) != kKinds.end();
}

void Faults::Set(absl::string_view kind, int64_t count, int64_t value) {
  entries_[std::string(kind)] = {count, value};
}

std::optional<int64_t> Faults::Take(absl::string_view kind) {
  const auto found = entries_.find(std::string(kind));
  if (found == entries_.end() || found->second.count <= 0) return std::nullopt;
  found->second.count -= 1;
  return found->second.value;
}

}  // namespace notary::wechat
