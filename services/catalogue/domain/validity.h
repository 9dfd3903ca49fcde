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

// The days between two rows that hold one after the other; nullopt: none.
inline std::optional<Validity> Gap(const Validity& a, const Validity& b) {
  if (!a.to || b.from <= *a.to + 1) return std::nullopt;
  return Validity{.from = *a.to + 1, .to = b.from - 1};
}

}  // namespace notary::catalogue
