#include "platform/pg/outbox.h"

#include "platform/pg/platform_sql.sql.h"

namespace notary::pg {

namespace sql = platform::sql;

void Owe(Tx& tx, const OwedCall& call, absl::string_view ordering_key, absl::Time now) {
  tx.ExecLater(sql::kOutboxInsert, call.office, call.id, ordering_key, call.method,
               Bytes{call.request}, now);
  tx.WakeWorkers();
}

absl::StatusOr<std::vector<OwedCall>> ClaimOwedCalls(Database& db, absl::Time now,
                                                     absl::Time lease_end, int64_t limit) {
  return db.Read([&](Tx& tx) -> absl::StatusOr<std::vector<OwedCall>> {
    ASSIGN_OR_RETURN(const Rows rows, tx.Query(sql::kOutboxClaim, now, lease_end, limit));
    std::vector<OwedCall> calls;
    calls.reserve(rows.size());
    for (const Row& row : rows) {
      calls.push_back({.office = row.Str("office_id"),
                       .id = row.Str("id"),
                       .method = row.Str("method"),
                       .request = row.Bytes("request"),
                       .attempts = row.Int("attempts"),
                       .fence = row.Int("fence")});
    }
    return calls;
  });
}

absl::Status MarkAnswered(Database& db, const std::vector<OwedCall>& calls) {
  if (calls.empty()) return absl::OkStatus();
  std::vector<std::string> offices, ids;
  std::vector<int64_t> fences;
  for (const OwedCall& call : calls) {
    offices.push_back(call.office);
    ids.push_back(call.id);
    fences.push_back(call.fence);
  }
  return db.Read([&](Tx& tx) { return tx.Exec(sql::kOutboxDone, offices, ids, fences); }).status();
}

absl::Status Postpone(Database& db, const OwedCall& call, absl::Time until) {
  return db
      .Read([&](Tx& tx) {
        return tx.Exec(sql::kOutboxPostpone, call.office, call.id, call.fence, until);
      })
      .status();
}

absl::Status MarkRefused(Database& db, const OwedCall& call, absl::string_view reason) {
  return db
      .Read([&](Tx& tx) {
        return tx.Exec(sql::kOutboxRefuse, call.office, call.id, call.fence, reason);
      })
      .status();
}

absl::StatusOr<OutboxDepth> MeasureOutbox(Database& db) {
  return db.Read([&](Tx& tx) -> absl::StatusOr<OutboxDepth> {
    ASSIGN_OR_RETURN(const Row row, tx.One(sql::kOutboxDepth));
    return OutboxDepth{
        .open = row.Int("open"), .refused = row.Int("refused"), .oldest = row.MaybeTime("oldest")};
  });
}

}  // namespace notary::pg
