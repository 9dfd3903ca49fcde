// The second wall between offices. Tables of offices have row-level security, forced: a transaction
// sees the rows of the office that Database was told at its start, and of no other, even if a
// statement forgets its WHERE. Two cases are not of one office (ADR 2026-11-25-office-wall):
#pragma once

#include <string>
#include <vector>

#include "platform/pg/rows.h"
#include "platform/pg/tx.h"

namespace notary::pg {

// Rows of no office: the login directory, and what persons do before an office is known.
inline constexpr char kNoOffice[] = "";

// What waits in the queues of all offices: workers look there for the offices that have work, then
// work in each of them. Only tables with a policy for it show anything, and only the outbox and the
// request log let it be changed.
inline constexpr char kEveryOffice[] = "*";

// The office whose key encrypts what belongs to no office.
inline constexpr char kDirectory[] = "directory";

// The office whose key encrypts what stands in `office`.
inline std::string KeyOfficeOf(const std::string& office) {
  return office == kNoOffice ? kDirectory : office;
}

// From here on in the office that the login directory has led to, until the end of the transaction
// (in Database::Read: of the round trip). Costs no round trip of its own.
void StayInOffice(Tx& tx, const std::string& office);

// The offices of the rows, each once, in the order of the rows.
std::vector<std::string> OfficesOf(const Rows& rows);

}  // namespace notary::pg
