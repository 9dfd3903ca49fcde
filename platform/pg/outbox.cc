#include "platform/pg/outbox.h"

#include "platform/base/check.h"
#include "platform/base/error.h"
#include "platform/base/log.h"
#include "platform/pg/platform_sql.sql.h"

namespace notary::pg {

namespace sql = platform::sql;

namespace {

crypto::FieldPlace PlaceOf(const OwedCall& call) { return {"outbox", "request", call.id}; }

}  // namespace

void Owe(Tx& tx, const OwedCall& call, absl::string_view ordering_key, absl::Time now) {
  NOTARY_CHECK(tx.office() == call.office);
  tx.ExecLater(sql::kOutboxInsert, call.office, call.id, ordering_key, call.method,
               Sealed{tx.cipher().Seal(PlaceOf(call), call.request)}, now);
  tx.WakeRelay();
}

absl::StatusOr<std::vector<OwedCall>> ClaimOwedCalls(Database& db, absl::Time now,
                                                     absl::Time lease_end, int64_t limit) {
  ASSIGN_OR_RETURN(const Rows rows, db.Read(kEveryOffice, [&](Tx& tx) {
    return tx.Query(sql::kOutboxClaim, now, lease_end, limit);
  }));
  std::vector<OwedCall> calls;
  calls.reserve(rows.size());
  for (const Row& row : rows) {
    OwedCall call{.office = row.Str("office_id"),
                  .id = row.Str("id"),
                  .method = row.Str("method"),
                  .attempts = row.Int("attempts"),
                  .fence = row.Int("fence")};
    ASSIGN_OR_RETURN(const auto cipher, db.CipherOf(call.office));
    absl::StatusOr<std::string> request = absl::DataLossError("an office without a key");
    if (cipher != nullptr) request = cipher->Open(PlaceOf(call), row.Bytes("request"));
    if (!request.ok()) {
      Log(Severity::kError, "owed_call_unreadable",
          {{"method", call.method}, {"id", call.id}, {"status", request.status()}});
      RETURN_IF_ERROR(MarkRefused(db, call, ReasonOf(request.status())));
      continue;
    }
    call.request = *std::move(request);
    calls.push_back(std::move(call));
  }
  return calls;
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
  return db
      .Read(kEveryOffice, [&](Tx& tx) { return tx.Exec(sql::kOutboxDone, offices, ids, fences); })
      .status();
}

absl::Status Postpone(Database& db, const OwedCall& call, absl::Time until) {
  return db
      .Read(kEveryOffice,
            [&](Tx& tx) {
              return tx.Exec(sql::kOutboxPostpone, call.office, call.id, call.fence, until);
            })
      .status();
}

absl::Status MarkRefused(Database& db, const OwedCall& call, absl::string_view reason) {
  return db
      .Read(kEveryOffice,
            [&](Tx& tx) {
              return tx.Exec(sql::kOutboxRefuse, call.office, call.id, call.fence, reason);
            })
      .status();
}

absl::StatusOr<int64_t> ReleaseRefused(Database& db, absl::Time now) {
  return db.Read(kEveryOffice, [&](Tx& tx) { return tx.Exec(sql::kOutboxRelease, now); });
}

absl::StatusOr<OutboxDepth> MeasureOutbox(Database& db) {
  return db.Read(kEveryOffice, [&](Tx& tx) -> absl::StatusOr<OutboxDepth> {
    ASSIGN_OR_RETURN(const Row row, tx.One(sql::kOutboxDepth));
    return OutboxDepth{
        .open = row.Int("open"), .refused = row.Int("refused"), .oldest = row.MaybeTime("oldest")};
  });
}

}  // namespace notary::pg
