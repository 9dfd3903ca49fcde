// The applications of the pilot of August 2017, generated: six offices, four categories (birth,
// name, academic, professional). The same seed gives the same applications on every machine.
#pragma once

#include <cstdint>

#include "cmd/notaryctl/demo/case_run.h"

namespace notary::pilot {

enum class Ending {
  kByCourier,  // seen at the office, then sent
  kAtCounter,  // everything done before the one visit
  kRefused,    // materials stay insufficient (REF06)
  kWithdrawn,
};

struct PlannedCase {
  demo::CaseScript script;
  Ending ending;
};

// Persons have numbers of division 310111 (retired 1988) with a birth date after 1989: well-formed
// and never issued to anybody (domain.md 6.7).
PlannedCase PlanCase(uint64_t seed, int index);

}  // namespace notary::pilot
