// How a worker takes work of all offices: it looks where work is due, seeing nothing but that, and
// claims it in each office by itself, behind the office's wall and with the office's key.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/pg/database.h"

namespace notary::pg {

// At most `limit` items. offices(tx) → StatusOr<vector<string>> of a transaction of every office:
// those that have something due, longest waiting first. claim(tx, room) → StatusOr<vector<Item>> of
// a transaction of one office: at most `room` items, leased. An office whose claim fails is logged
// and does not hold up the others; the error is returned when nothing else was there to do.
template <typename Offices, typename Claim>
auto ClaimInOffices(Database& db, int64_t limit, Offices offices, Claim claim)
    -> std::invoke_result_t<Claim, Tx&, int64_t> {
  ASSIGN_OR_RETURN(const std::vector<std::string> due,
                   db.Read(kEveryOffice, [&](Tx& tx) { return offices(tx); }));
  typename std::invoke_result_t<Claim, Tx&, int64_t>::value_type all;
  absl::Status failed;
  for (const std::string& office : due) {
    const int64_t room = limit - static_cast<int64_t>(all.size());
    if (room <= 0) break;
    auto claimed = std::decay_t<decltype(all)>();
    const absl::Status done = db.Transact(office, [&](Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(claimed, claim(tx, room));
      return absl::OkStatus();
    });
    failed.Update(done);
    if (!done.ok()) {
      Log(Severity::kError, "claim_failed", {{"office", office}, {"status", done}});
      continue;
    }
    for (auto& item : claimed) all.push_back(std::move(item));
  }
  if (all.empty() && !failed.ok()) return failed;
  return all;
}

}  // namespace notary::pg
