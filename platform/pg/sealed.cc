#include "platform/pg/sealed.h"

namespace notary::pg {

std::vector<SealedColumn> PlatformSealedColumns() {
  return {{"request_log", "response", "principal || '/' || request_id",
           "what a request was answered", "who asked, when it asks again"},
          {"outbox", "request", "id", "what another service is asked", "that service"}};
}

Sealed Seal(const Tx& tx, const SealedColumn& column, absl::string_view row,
            absl::string_view value) {
  if (value.empty()) return {};
  return {tx.cipher().Seal({column.table, column.column, row}, value)};
}

std::string Opener::operator()(const SealedColumn& column) {
  std::string sealed = row_.Bytes(column.column);
  if (sealed.empty()) return sealed;
  absl::StatusOr<std::string> opened = tx_.Open({column.table, column.column, id_}, sealed);
  if (opened.ok()) return *std::move(opened);
  status_.Update(opened.status());
  return "";
}

}  // namespace notary::pg
