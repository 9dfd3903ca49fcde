// What the office remembers, as one digest per table, to tell whether a call changed anything.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/pg/database.h"

namespace notary::testing {

// "schema.table" → digest of its rows in any order. Every table of every service is in it, whole
// but for when a worker asks a provider or a courier again.
using Digest = std::map<std::string, std::string>;

// As the owner of every schema.
Digest TakeDigest(pg::Database& owner);

// The tables whose rows differ.
std::vector<std::string> Differing(const Digest& before, const Digest& after);

// Waits until the services owe each other nothing and nothing has moved for a while, so that what
// moves next is the effect of the next call. Ends the program when that never happens.
Digest Settle(pg::Database& owner);

}  // namespace notary::testing
