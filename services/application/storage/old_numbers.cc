#include "services/application/storage/old_numbers.h"

#include "platform/base/status_macros.h"
#include "platform/pg/sealed.h"
#include "services/application/domain/document_number.h"
#include "services/application/storage/application_sql.sql.h"
#include "services/application/storage/sealed_columns.h"

namespace notary::application {
namespace {

constexpr int64_t kBatch = 500;

absl::StatusOr<int64_t> IndexBatch(pg::Tx& tx) {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kOldNumbers, tx.office(), kBatch));
  for (const pg::Row& row : rows) {
    const std::string& application = row.Str("application_id");
    const std::string& field = row.Str("field");
    pg::Opener open(tx, row, PartRow(application, field));
    const std::string number = open(kFormValue);
    RETURN_IF_ERROR(open.status());
    const std::string index = tx.BlindIndex(kDocumentNumber, NormalDocumentNumber(number));
    tx.ExecLater(sql::kOldNumberInsert, tx.office(), application, field, pg::Bytes{index});
  }
  return static_cast<int64_t>(rows.size());
}

}  // namespace

absl::StatusOr<int64_t> IndexOldNumbers(pg::Database& owner) {
  ASSIGN_OR_RETURN(const pg::Rows offices, owner.Read(pg::kNoOffice, [](pg::Tx& tx) {
    return tx.Query(sql::kOldNumberOffices);
  }));
  int64_t indexed = 0;
  for (const std::string& office : pg::OfficesOf(offices)) {
    for (int64_t batch = kBatch; batch == kBatch; indexed += batch) {
      RETURN_IF_ERROR(owner.Transact(office, [&](pg::Tx& tx) -> absl::Status {
        ASSIGN_OR_RETURN(batch, IndexBatch(tx));
        return absl::OkStatus();
      }));
    }
  }
  return indexed;
}

}  // namespace notary::application
