// The columns of personal data in this service's schema. Which fields were asked about is
// no secret; what they hold is.
#pragma once

#include <vector>

#include "platform/pg/sealed.h"

namespace notary::verification {

inline constexpr pg::SealedColumn kClaims{"verification", "claims", "id",
                                          "what the agency is asked to compare",
                                          "the agency; staff with names and numbers masked"};
inline constexpr pg::SealedColumn kEnvelope{"evidence", "envelope", "verification_id || '/' || id",
                                            "signed question or answer",
                                            "the agency; staff see the answer"};

inline std::vector<pg::SealedColumn> SealedColumns() { return {kClaims, kEnvelope}; }

}  // namespace notary::verification
