// The index of a person's cases at all offices.
#include "platform/base/status_macros.h"
#include "services/application/domain/document_number.h"
#include "services/application/storage/application_sql.sql.h"
#include "services/application/storage/application_store.h"

namespace notary::application {

void ApplicationStore::AddOwnCase(pg::Tx& tx, const OwnCase& own) const {
  tx.ExecLater(sql::kOwnCaseInsert, own.person, own.id, own.office);
}

void ApplicationStore::DropOwnCase(pg::Tx& tx, const OwnCase& own) const {
  tx.ExecLater(sql::kOwnCaseDelete, own.person, own.id);
}

absl::StatusOr<std::vector<OwnCase>> ApplicationStore::OwnCases(pg::Tx& tx,
                                                                const std::string& person,
                                                                const std::string& before_id,
                                                                int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kOwnCaseList, person, before_id, limit));
  std::vector<OwnCase> own;
  for (const pg::Row& row : rows) {
    own.push_back({row.Str("person"), row.Str("office"), row.Str("application_id")});
  }
  return own;
}

absl::StatusOr<bool> ApplicationStore::HaveNumber(pg::Tx& tx, const std::string& office,
                                                  const std::vector<std::string>& ids,
                                                  const std::string& number) const {
  const std::string index = tx.BlindIndex(kDocumentNumber, number);
  ASSIGN_OR_RETURN(const pg::Row row, tx.One(sql::kOwnCaseNumber, office, ids, pg::Bytes{index}));
  return row.Bool("stands");
}

}  // namespace notary::application
