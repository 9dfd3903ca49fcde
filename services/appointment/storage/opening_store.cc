#include "services/appointment/storage/opening_store.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/pg/enum_of.h"
#include "services/appointment/storage/appointment_sql.sql.h"

namespace notary::appointment {
namespace {

absl::StatusOr<OpeningChange> ToChange(const pg::Row& row) {
  ASSIGN_OR_RETURN(const OpeningKind kind, pg::EnumOf<OpeningKind>(row, "kind"));
  ASSIGN_OR_RETURN(const OpeningState state, pg::EnumOf<OpeningState>(row, "state"));
  return OpeningChange{.office = row.Str("office_id"),
                       .id = row.Str("id"),
                       .kind = kind,
                       .start = row.Time("start_time"),
                       .end = row.Time("end_time"),
                       .reason = {row.Str("reason_zh"), row.Str("reason_en")},
                       .state = state,
                       .author = row.Str("author"),
                       .revision = row.Int("revision"),
                       .create_time = row.Time("create_time")};
}

absl::StatusOr<std::vector<OpeningChange>> ToChanges(const pg::Rows& rows) {
  std::vector<OpeningChange> changes;
  for (const pg::Row& row : rows) {
    ASSIGN_OR_RETURN(OpeningChange change, ToChange(row));
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace

absl::Status OpeningStore::Lock(pg::Tx& tx, const std::string& office) const {
  return tx.Exec(sql::kOpeningLock, office).status();
}

absl::StatusOr<std::vector<OpeningChange>> OpeningStore::Within(pg::Tx& tx,
                                                                const std::string& office,
                                                                absl::Time from,
                                                                absl::Time to) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kOpeningWithin, office, from, to));
  return ToChanges(rows);
}

absl::StatusOr<int64_t> OpeningStore::Ahead(pg::Tx& tx, const std::string& office,
                                            absl::Time now) const {
  ASSIGN_OR_RETURN(const pg::Row row, tx.One(sql::kOpeningAhead, office, now));
  return row.Int("ahead");
}

absl::Status OpeningStore::Insert(pg::Tx& tx, const OpeningChange& c) const {
  return tx
      .Exec(sql::kOpeningInsert, c.office, c.id, Name(c.kind), c.start, c.end, c.reason.zh,
            c.reason.en, c.author, c.create_time)
      .status();
}

absl::StatusOr<OpeningChange> OpeningStore::Get(pg::Tx& tx, const std::string& office,
                                                const std::string& id) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kOpeningGet, office, id));
  if (!row) return NotHere();
  return ToChange(*row);
}

absl::StatusOr<int64_t> OpeningStore::Withdraw(pg::Tx& tx, const OpeningChange& c,
                                               const std::string& by, absl::Time now) const {
  return tx.Exec(sql::kOpeningWithdraw, c.office, c.id, c.revision, by, now);
}

absl::StatusOr<std::vector<OpeningChange>> OpeningStore::Page(pg::Tx& tx, const std::string& office,
                                                              const std::string& before,
                                                              int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kOpeningPage, office, before, limit));
  return ToChanges(rows);
}

}  // namespace notary::appointment
