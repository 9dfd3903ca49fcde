// The second wall between offices: tables with row-level security show a transaction the rows of
// the office it has named, and none before. A statement that forgets its WHERE finds nothing.
#pragma once

#include <string>

#include "platform/pg/tx.h"

namespace notary::pg {

// Names the office, until the end of the transaction (in Database::Read: of the round trip). Costs
// no round trip of its own.
void StayInOffice(Tx& tx, const std::string& office);

}  // namespace notary::pg
