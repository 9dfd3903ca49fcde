#include "platform/simulator/faults.h"

#include <nlohmann/json.hpp>

#include "platform/base/check.h"
#include "platform/json/json.h"

namespace notary::simulator {

Faults::Faults(const std::vector<std::string>& kinds) {
  for (const std::string& kind : kinds) entries_[kind] = {};
}

http::Response Faults::Set(absl::string_view body) {
  const absl::StatusOr<nlohmann::json> request = json::ParseObject(body);
  if (!request.ok()) return {400, {}, "{}"};
  const auto entry = entries_.find(json::GetText(*request, "kind").value_or(""));
  if (entry == entries_.end()) return {400, {}, "{}"};
  entry->second = {json::GetInt(*request, "count").value_or(1),
                   json::GetInt(*request, "value").value_or(0)};
  return {204, {}, ""};
}

std::optional<int64_t> Faults::Take(absl::string_view kind) {
  const auto entry = entries_.find(std::string(kind));
  NOTARY_CHECK(entry != entries_.end());
  if (entry->second.count <= 0) return std::nullopt;
  entry->second.count -= 1;
  return entry->second.value;
}

}  // namespace notary::simulator
