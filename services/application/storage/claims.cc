// R16: the claim of the office that accepted first.
#include "platform/base/status_macros.h"
#include "services/application/domain/document_number.h"
#include "services/application/domain/party.h"
#include "services/application/storage/application_sql.sql.h"
#include "services/application/storage/application_store.h"

namespace notary::application {

absl::StatusOr<std::string> ApplicationStore::Claim(pg::Tx& tx, const Case& c) const {
  const std::string number = ClaimedFor(c);
  if (number.empty()) return "";  // then nothing tells that it is the same party
  const Application& a = c.application;
  const std::string key = tx.BlindIndexOfAllOffices(kPartyNumber, number);
  const pg::Bytes index{key};
  tx.ExecLater(sql::kClaimAlone, index, a.matter);
  ASSIGN_OR_RETURN(const std::optional<pg::Row> elsewhere,
                   tx.MaybeOne(sql::kClaimElsewhere, index, a.matter, a.office));
  if (elsewhere) return elsewhere->Str("office");
  tx.ExecLater(sql::kClaimInsert, a.id, a.office, a.matter, index);
  return "";
}

void ApplicationStore::EndClaim(pg::Tx& tx, const Application& a) const {
  tx.ExecLater(sql::kClaimDelete, a.id);
}

}  // namespace notary::application
