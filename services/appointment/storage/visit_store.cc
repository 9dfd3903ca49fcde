#include "services/appointment/storage/visit_store.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/pg/enum_of.h"
#include "services/appointment/storage/appointment_sql.sql.h"

namespace notary::appointment {
namespace {

absl::StatusOr<Visit> ToVisit(const pg::Row& row) {
  ASSIGN_OR_RETURN(const VisitState state, pg::EnumOf<VisitState>(row, "state"));
  return Visit{.office = row.Str("office_id"),
               .id = row.Str("id"),
               .application = row.Str("application"),
               .visitor = row.Str("visitor"),
               .counter = row.Int("counter"),
               .start = row.Time("start_time"),
               .end = row.Time("end_time"),
               .state = state,
               .create_time = row.Time("create_time")};
}

absl::StatusOr<std::vector<Visit>> ToVisits(const pg::Rows& rows) {
  std::vector<Visit> visits;
  for (const pg::Row& row : rows) {
    ASSIGN_OR_RETURN(Visit visit, ToVisit(row));
    visits.push_back(std::move(visit));
  }
  return visits;
}

}  // namespace

absl::StatusOr<std::set<std::pair<absl::Time, int64_t>>> VisitStore::Taken(
    pg::Tx& tx, const std::string& office, absl::Time from, absl::Time to) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kVisitTaken, office, from, to));
  std::set<std::pair<absl::Time, int64_t>> taken;
  for (const pg::Row& row : rows) taken.emplace(row.Time("start_time"), row.Int("counter"));
  return taken;
}

absl::StatusOr<std::set<std::pair<absl::Time, int64_t>>> VisitStore::TakenAlone(
    pg::Tx& tx, const std::string& office, absl::Time start, absl::Time end) const {
  RETURN_IF_ERROR(tx.Exec(sql::kVisitLockSlot, office, start).status());
  return Taken(tx, office, start, end);
}

absl::StatusOr<std::vector<Visit>> VisitStore::BookedWithin(pg::Tx& tx, const std::string& office,
                                                            absl::Time from, absl::Time to,
                                                            absl::Time now, int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows,
                   tx.Query(sql::kVisitBookedWithin, office, from, to, now, limit));
  return ToVisits(rows);
}

void VisitStore::Insert(pg::Tx& tx, const Visit& v) const {
  tx.ExecLater(sql::kVisitInsert, v.office, v.id, v.application, v.visitor, v.counter, v.start,
               v.end, v.create_time);
}

absl::StatusOr<Visit> VisitStore::Get(pg::Tx& tx, const std::string& office,
                                      const std::string& id) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kVisitGet, office, id));
  if (!row) return NotHere();
  return ToVisit(*row);
}

absl::StatusOr<int64_t> VisitStore::Cancel(pg::Tx& tx, const Visit& visit) const {
  return tx.Exec(sql::kVisitCancel, visit.office, visit.id);
}

void VisitStore::CancelHeld(pg::Tx& tx, const Visit& visit) const {
  tx.ExecLater(sql::kVisitCancel, visit.office, visit.id);
}

void VisitStore::NoteCancelled(pg::Tx& tx, const Visit& visit, CancelReason reason,
                               const std::string& by, absl::Time now) const {
  tx.ExecLater(sql::kVisitNoteCancelled, visit.office, visit.id, Name(reason), by, now);
}

absl::StatusOr<int64_t> VisitStore::Settle(pg::Tx& tx, const std::string& office,
                                           const std::string& application, VisitState became,
                                           std::optional<absl::Time> at) const {
  return tx.Exec(sql::kVisitSettle, office, application, Name(became), at);
}

void VisitStore::NoteMissed(pg::Tx& tx, const std::string& office, const std::string& application,
                            absl::Time now) const {
  tx.ExecLater(sql::kVisitMiss, office, application, now);
}

absl::StatusOr<std::vector<Visit>> VisitStore::List(pg::Tx& tx, const std::string& office,
                                                    absl::Time from, absl::Time to) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kVisitList, office, from, to));
  return ToVisits(rows);
}

absl::StatusOr<std::vector<Visit>> VisitStore::OfApplication(pg::Tx& tx, const std::string& office,
                                                             const std::string& application) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kVisitOfApplication, office, application));
  return ToVisits(rows);
}

}  // namespace notary::appointment
