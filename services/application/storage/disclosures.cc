// What was shown of people, and how often somebody has searched.
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/application/storage/application_sql.sql.h"
#include "services/application/storage/application_store.h"

namespace notary::application {

void ApplicationStore::RecordReveal(pg::Tx& tx, const std::string& office,
                                    const Disclosure& reveal) const {
  tx.ExecLater(sql::kRevealInsert, office, reveal.application, reveal.id, reveal.viewer,
               reveal.purpose, reveal.time, reveal.kind, reveal.document);
}

void ApplicationStore::RecordSearch(pg::Tx& tx, const std::string& office,
                                    const Disclosure& search) const {
  tx.ExecLater(sql::kNumberSearchInsert, office, search.id, search.viewer, search.purpose,
               pg::Bytes{search.number_index}, search.found, search.time);
}

absl::Status ApplicationStore::TakeSearch(pg::Tx& tx, const std::string& office,
                                          const std::string& viewer, int64_t searches_per_hour,
                                          absl::Time now) const {
  const absl::Time hour = HourOf(now);
  ASSIGN_OR_RETURN(const std::optional<pg::Row> taken,
                   tx.MaybeOne(sql::kSearchQuotaTake, office, viewer, hour, searches_per_hour));
  if (taken) return absl::OkStatus();
  return MakeError(absl::StatusCode::kResourceExhausted,
                   {.reason = "SEARCHES_USED_UP",
                    .text = {"本小时按证件号码查询的次数已用完，请稍后再试",
                             "Your searches by document number of this hour are used up; try "
                             "again in the next"},
                    .retry_after = hour + absl::Hours(1) - now});
}

absl::StatusOr<std::vector<Disclosure>> ApplicationStore::Disclosures(pg::Tx& tx,
                                                                      const std::string& office,
                                                                      const std::string& before_id,
                                                                      int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kDisclosureList, office, before_id, limit));
  std::vector<Disclosure> disclosures;
  for (const pg::Row& row : rows) {
    disclosures.push_back({.id = row.Str("id"),
                           .kind = row.Str("kind"),
                           .viewer = row.Str("viewer"),
                           .purpose = row.Str("purpose"),
                           .application = row.Str("application"),
                           .document = row.Str("document"),
                           .number_index = row.Bytes("number_index"),
                           .found = row.Int("found"),
                           .time = row.Time("disclose_time")});
  }
  return disclosures;
}

}  // namespace notary::application
