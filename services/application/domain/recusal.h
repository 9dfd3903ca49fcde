// Who may not handle a case (domain.md 1.5 row 11; L23(3), R20): the party or the notary asks, the
// head decides, and who was recused stays out of the case.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "services/application/domain/application.h"

namespace notary::application {

// L23(3): SELF, NEAR_RELATIVE, INTERESTED, and with R20 OTHER_RELATION. INVALID_ARGUMENT.
absl::Status CheckRecusalGround(const std::string& ground);

// One request at a time: FAILED_PRECONDITION (RECUSAL_OPEN).
absl::Status NoRecusalOpen(const Application& a);

// What the head gives with the decision: the notary who takes over, or the reason why none does.
// INVALID_ARGUMENT (REQUIRED, NOT_UPHELD_HAS_NO_NOTARY).
absl::Status CheckDecision(bool upheld, const std::string& notary, const std::string& reason);

// By a head who is neither the notary nor who asked. FAILED_PRECONDITION (NO_RECUSAL_OPEN),
// PERMISSION_DENIED (FOUR_EYES). The open request is c.recusals.back().
absl::Status MayDecideRecusal(const Case& c, const std::string& head);

// INVALID_ARGUMENT at `notary`: SAME_NOTARY for who handles the case already, NOTARY_RECUSED for
// who may not again.
absl::Status MayTakeOver(const Application& a, const std::string& notary);

// PERMISSION_DENIED (NOTARY_RECUSED): a recused notary decides nothing in the case.
absl::Status NotRecused(const Application& a, const std::string& actor);

// A case is not ended over a request that waits, unless the party withdrew it (R50(2)).
absl::Status MayEndWithRecusal(const Application& a);

}  // namespace notary::application
