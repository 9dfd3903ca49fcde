// Cases that the office has to see to (domain/worklists.h).
#include "platform/time/clock.h"
#include "services/application/storage/application_sql.sql.h"
#include "services/application/storage/application_store.h"

namespace notary::application {

absl::StatusOr<pg::Rows> ApplicationStore::QueryWorklist(pg::Tx& tx,
                                                         const ListFilter& filter) const {
  const auto query = [&](const pg::Statement& statement, const auto&... more) {
    return tx.Query(statement, filter.office, filter.state, filter.before_id, filter.limit,
                    more...);
  };
  const absl::Time before = filter.worklist_before;
  const absl::CivilDay day = absl::ToCivilDay(before, ShanghaiZone());
  switch (filter.worklist->from) {
    case CountsFrom::kDueDate:
      return query(sql::kWorklistDue, day);
    case CountsFrom::kSubmission:
      return query(sql::kWorklistSubmitted, before);
    case CountsFrom::kSupplementPause:
      return query(sql::kWorklistPaused, before, Name(PauseKind::kSupplement));
    case CountsFrom::kVerifyPause:
      return query(sql::kWorklistPaused, before, Name(PauseKind::kVerify));
    case CountsFrom::kClosing:
      return query(sql::kWorklistClosed, day);
    case CountsFrom::kNothing:
      return query(sql::kWorklistRecusal);
    case CountsFrom::kCaller:
      return query(sql::kWorklistUnconfirmed, filter.caller);
  }
  return absl::InternalError("unknown worklist");
}

}  // namespace notary::application
