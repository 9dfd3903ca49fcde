// What a test or a demonstration asks the simulator to do wrong, and how often.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace notary::wechat {

// Kinds: notice_duplicate, notice_probe (a deliberately bad signature first), notice_wrong_amount,
// notice_delay (value: seconds), notice_lost, reply_error_before, reply_error_after (the order is
// carried out, the answer is a 500), reply_delay (value: milliseconds), reply_forged,
// refund_abnormal. Not thread-safe.
class Faults {
 public:
  static bool IsKind(absl::string_view kind);

  void Set(absl::string_view kind, int64_t count, int64_t value);

  // The fault's value when one of this kind is due; it is used up by that.
  std::optional<int64_t> Take(absl::string_view kind);

 private:
  struct Entry {
    int64_t count = 0;
    int64_t value = 0;
  };
  std::map<std::string, Entry> entries_;
};

}  // namespace notary::wechat
