// The period a row of reference data holds for. Law and tariffs change on a day, so every row that
// one of them fixes has one.
#pragma once

#include <optional>

#include "absl/time/civil_time.h"

namespace notary::catalogue {

struct Validity {
  absl::CivilDay from;
  std::optional<absl::CivilDay> to;  // last day; nullopt: open

  bool Covers(absl::CivilDay day) const { return from <= day && (!to || day <= *to); }
  bool IsEmpty() const { return to && *to < from; }
};

inline bool Overlap(const Validity& a, const Validity& b) {
  return (!a.to || b.from <= *a.to) && (!b.to || a.from <= *b.to);
}

}  // namespace notary::catalogue
