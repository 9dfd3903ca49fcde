#include "adapters/civil_affairs/register/domain/record.h"

#include <algorithm>

namespace notary::marriage_register {

absl::CivilDay Holdings::CompleteFrom() const {
  if (districts.empty()) return absl::CivilDay(9999, 12, 31);
  absl::CivilDay latest = districts.front().complete_from;
  for (const District& district : districts) latest = std::max(latest, district.complete_from);
  return latest;
}

}  // namespace notary::marriage_register
