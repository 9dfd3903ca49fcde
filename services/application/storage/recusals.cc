// That another notary was asked for, and what was decided.
#include "platform/base/status_macros.h"
#include "platform/pg/enum_of.h"
#include "platform/pg/sealed.h"
#include "services/application/storage/application_sql.sql.h"
#include "services/application/storage/application_store.h"
#include "services/application/storage/sealed_columns.h"

namespace notary::application {

absl::StatusOr<Recusal> ApplicationStore::ToRecusal(const pg::Tx& tx, const std::string& id,
                                                    const pg::Row& row) const {
  ASSIGN_OR_RETURN(const RecusalOutcome outcome, pg::EnumOf<RecusalOutcome>(row, "outcome"));
  pg::Opener open(tx, row, PartRow(id, row.Str("ask_revision")));
  Recusal recusal{.ask_revision = row.Int("ask_revision"),
                  .notary = row.Str("notary"),
                  .asker = row.Str("asker"),
                  .ground = row.Str("ground"),
                  .explanation = open(kRecusalExplanation),
                  .ask_time = row.Time("ask_time"),
                  .outcome = outcome,
                  .decider = row.Str("decider"),
                  .reason = open(kRecusalReason),
                  .decide_time = row.MaybeTime("decide_time")};
  RETURN_IF_ERROR(open.status());
  return recusal;
}

void ApplicationStore::AskRecusal(pg::Tx& tx, const Application& a, const Recusal& recusal) const {
  tx.ExecLater(sql::kRecusalAsk, a.office, a.id, recusal.ask_revision, recusal.notary,
               recusal.asker, recusal.ground,
               pg::Seal(tx, kRecusalExplanation, PartRow(a.id, absl::StrCat(recusal.ask_revision)),
                        recusal.explanation),
               recusal.ask_time);
}

void ApplicationStore::CloseRecusal(pg::Tx& tx, const Application& a,
                                    const Recusal& recusal) const {
  tx.ExecLater(sql::kRecusalClose, a.office, a.id, recusal.ask_revision, Name(recusal.outcome),
               recusal.decider,
               pg::Seal(tx, kRecusalReason, PartRow(a.id, absl::StrCat(recusal.ask_revision)),
                        recusal.reason),
               recusal.decide_time);
}

}  // namespace notary::application
