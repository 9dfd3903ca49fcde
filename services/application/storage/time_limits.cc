// Cases that time has something to do with.
#include "platform/base/status_macros.h"
#include "services/application/storage/application_sql.sql.h"
#include "services/application/storage/application_store.h"

namespace notary::application {

absl::StatusOr<pg::Rows> ApplicationStore::FindOverdue(pg::Tx& tx, const TimeRule& rule,
                                                       absl::Time before, int64_t limit) const {
  if (!rule.state) return tx.Query(sql::kApplicationUnpaid, before, rule.limit, limit);
  return tx.Query(sql::kApplicationIdle, Name(*rule.state), before, rule.limit, limit);
}

absl::StatusOr<pg::Rows> ApplicationStore::FindOldAnswers(pg::Tx& tx, absl::Time now,
                                                          int64_t limit) const {
  return tx.Query(sql::kApplicationWithOldAnswers, now, limit);
}

absl::StatusOr<pg::Rows> ApplicationStore::FindCountedOtherwise(pg::Tx& tx,
                                                                const std::string& calendar_version,
                                                                int64_t limit) const {
  return tx.Query(sql::kApplicationCountedOtherwise, calendar_version, limit);
}

absl::StatusOr<bool> ApplicationStore::AdoptCalendar(pg::Tx& tx, const std::string& version,
                                                     absl::Time now) const {
  tx.ExecLater(sql::kCalendarAdopt, version, now);
  ASSIGN_OR_RETURN(const pg::Row last, tx.One(sql::kCalendarAdopted));
  return last.Str("version") == version;
}

void ApplicationStore::NoteCalendar(pg::Tx& tx, const Application& a) const {
  tx.ExecLater(sql::kApplicationCalendar, a.office, a.id, a.calendar_version);
}

void ApplicationStore::PassLimit(pg::Tx& tx, const Application& a, const TimeRule& rule,
                                 absl::Time now) const {
  tx.ExecLater(sql::kLimitPassed, a.office, a.id, rule.limit, CountedRevision(rule, a), now);
}

absl::StatusOr<std::vector<std::string>> ApplicationStore::OwnDocuments(
    pg::Tx& tx, const Application& a) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kMaterialOwn, a.office, a.id));
  std::vector<std::string> documents;
  for (const pg::Row& row : rows) documents.push_back(row.Str("document"));
  return documents;
}

absl::Status ApplicationStore::Forget(pg::Tx& tx, const Application& a) const {
  return tx.Query(sql::kApplicationForget, a.office, a.id).status();
}

}  // namespace notary::application
