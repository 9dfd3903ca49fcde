#include "services/document/storage/document_store.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/document/storage/document_sql.sql.h"

namespace notary::document {
namespace {

absl::StatusOr<Document> ToDocument(const absl::StatusOr<std::optional<pg::Row>>& found) {
  if (!found.ok()) return found.status();
  if (!found->has_value()) return NotFoundError("RESOURCE_NOT_FOUND", {"未找到", "Not found"});
  const pg::Row& row = **found;
  return Document{.office = row.Str("office_id"),
                  .id = row.Str("id"),
                  .owner = row.Str("owner"),
                  .media_type = row.Str("media_type"),
                  .size_bytes = row.Int("size_bytes"),
                  .sha256 = row.Str("sha256"),
                  .received_bytes = row.Int("received_bytes"),
                  .ready = row.Str("state") == "READY",
                  .create_time = row.Time("create_time")};
}

}  // namespace

absl::Status DocumentStore::Insert(pg::Tx& tx, const Document& d) const {
  return tx
      .Exec(sql::kDocumentInsert, d.office, d.id, d.owner, d.media_type, d.size_bytes, d.sha256,
            d.create_time)
      .status();
}

absl::StatusOr<Document> DocumentStore::Get(pg::Tx& tx, const std::string& office,
                                            const std::string& id) const {
  return ToDocument(tx.MaybeOne(sql::kDocumentGet, office, id));
}

absl::StatusOr<Document> DocumentStore::GetForUpdate(pg::Tx& tx, const std::string& office,
                                                     const std::string& id) const {
  return ToDocument(tx.MaybeOne(sql::kDocumentLock, office, id));
}

absl::Status DocumentStore::SetReceived(pg::Tx& tx, const Document& d) const {
  return tx.Exec(sql::kDocumentReceived, d.office, d.id, d.received_bytes).status();
}

absl::Status DocumentStore::SetReady(pg::Tx& tx, const Document& d) const {
  return tx.Exec(sql::kDocumentReady, d.office, d.id).status();
}

absl::Status DocumentStore::RecordView(pg::Tx& tx, const Document& d, const std::string& id,
                                       const std::string& viewer, const std::string& purpose,
                                       absl::Time now) const {
  return tx.Exec(sql::kDocumentViewInsert, d.office, d.id, id, viewer, purpose, now).status();
}

}  // namespace notary::document
