// What a test or a demonstration asks a simulator to do wrong, and how often.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "platform/http/message.h"

namespace notary::simulator {

// Not thread-safe.
class Faults {
 public:
  explicit Faults(const std::vector<std::string>& kinds);

  // The control call {"kind": …, "count": 1, "value": 0}: 204, or 400 for a kind it does not know.
  http::Response Set(absl::string_view body);

  // The fault's value when one of this kind is due; it is used up by that. Pre: a kind it knows.
  std::optional<int64_t> Take(absl::string_view kind);

 private:
  struct Entry {
    int64_t count = 0;
    int64_t value = 0;
  };
  std::map<std::string, Entry> entries_;
};

}  // namespace notary::simulator
