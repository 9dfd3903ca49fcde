// Calls this service owes others, kept in its own schema and written in the deciding transaction.
// platform/rpc/durable_call.h delivers them. What they ask is sealed: it names people.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "platform/pg/database.h"

namespace notary::pg {

struct OwedCall {
  std::string office;
  std::string id;       // the request id it is made with
  std::string method;   // "/package.Service/Method"
  std::string request;  // serialized message, in clear
  int64_t attempts = 0;
  int64_t fence = 0;
};

// Adds a call; calls of one ordering key are made in the order they were added. Pre: the
// transaction is of call.office.
void Owe(Tx& tx, const OwedCall& call, absl::string_view ordering_key, absl::Time now);

// At most `limit` due calls of all offices, leased until lease_end. Each key gives at most its
// first. A call that does not open is set aside as refused.
absl::StatusOr<std::vector<OwedCall>> ClaimOwedCalls(Database& db, absl::Time now,
                                                     absl::Time lease_end, int64_t limit);

// Outcomes. A call whose lease was lost meanwhile is left alone.
absl::Status MarkAnswered(Database& db, const std::vector<OwedCall>& calls);
absl::Status Postpone(Database& db, const OwedCall& call, absl::Time until);
absl::Status MarkRefused(Database& db, const OwedCall& call, absl::string_view reason);

// Makes what was refused due again, after what refused it was mended. How many calls that were.
absl::StatusOr<int64_t> ReleaseRefused(Database& db, absl::Time now);

struct OutboxDepth {
  int64_t open = 0;
  int64_t refused = 0;                    // wait for a person
  std::optional<absl::Time> oldest = {};  // when the oldest open call was decided
};
absl::StatusOr<OutboxDepth> MeasureOutbox(Database& db);

}  // namespace notary::pg
