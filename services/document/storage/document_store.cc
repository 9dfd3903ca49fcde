#include "services/document/storage/document_store.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/pg/office_wall.h"
#include "services/document/storage/document_sql.sql.h"

namespace notary::document {
namespace {

Document ToDocument(const pg::Row& row) {
  return {.office = row.Str("office_id"),
          .id = row.Str("id"),
          .owner = row.Str("owner"),
          .media_type = row.Str("media_type"),
          .size_bytes = row.Int("size_bytes"),
          .sha256 = row.Str("sha256"),
          .received_bytes = row.Int("received_bytes"),
          .ready = row.Str("state") == "READY",
          .create_time = row.Time("create_time"),
          .tells_position = !row.IsNull("tells_position") && row.Bool("tells_position"),
          .page_count = row.IsNull("page_count") ? 0 : row.Int("page_count")};
}

absl::StatusOr<Document> Only(const absl::StatusOr<std::optional<pg::Row>>& found) {
  if (!found.ok()) return found.status();
  if (!found->has_value()) return NotHere();
  return ToDocument(**found);
}

}  // namespace

void DocumentStore::Insert(pg::Tx& tx, const Document& d) const {
  tx.ExecLater(sql::kDocumentInsert, d.office, d.id, d.owner, d.media_type, d.size_bytes, d.sha256,
               d.received_bytes, d.ready ? "READY" : "UPLOADING", d.create_time, d.tells_position,
               d.page_count);
}

absl::StatusOr<Lately> DocumentStore::LatelyOf(pg::Tx& tx, const std::string& office,
                                               const std::string& owner, absl::Time since) const {
  ASSIGN_OR_RETURN(const pg::Row row,
                   tx.One(sql::kDocumentLately, office, owner, since, kQuotaDocuments));
  return Lately{.documents = row.Int("documents"),
                .size_bytes = row.Int("size_bytes"),
                .first = row.MaybeTime("first_time")};
}

absl::StatusOr<Document> DocumentStore::Get(pg::Tx& tx, const std::string& office,
                                            const std::string& id) const {
  return Only(tx.MaybeOne(sql::kDocumentGet, office, id));
}

absl::StatusOr<std::vector<Document>> DocumentStore::GetAll(
    pg::Tx& tx, const std::string& office, const std::vector<std::string>& ids) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kDocumentBatch, office, ids));
  std::vector<Document> documents;
  for (const pg::Row& row : rows) documents.push_back(ToDocument(row));
  return documents;
}

absl::StatusOr<Document> DocumentStore::GetForUpdate(pg::Tx& tx, const std::string& office,
                                                     const std::string& id) const {
  return Only(tx.MaybeOne(sql::kDocumentLock, office, id));
}

void DocumentStore::SetReceived(pg::Tx& tx, const Document& d) const {
  tx.ExecLater(sql::kDocumentReceived, d.office, d.id, d.received_bytes);
}

void DocumentStore::SetReady(pg::Tx& tx, const Document& d) const {
  tx.ExecLater(sql::kDocumentReady, d.office, d.id, d.tells_position, d.page_count);
}

void DocumentStore::Delete(pg::Tx& tx, const std::string& office,
                           const std::vector<std::string>& ids) const {
  tx.ExecLater(sql::kDocumentDelete, office, ids);
}

absl::StatusOr<std::vector<std::string>> DocumentStore::OfficesUnfinished(pg::Tx& tx,
                                                                          absl::Time before,
                                                                          int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kDocumentUnfinished, before, limit));
  return pg::OfficesOf(rows);
}

void DocumentStore::DeleteUnfinished(pg::Tx& tx, absl::Time before, int64_t limit) const {
  tx.ExecLater(sql::kDocumentDeleteUnfinished, tx.office(), before, limit);
}

absl::StatusOr<pg::Rows> DocumentStore::ToSweep(pg::Tx& tx, int64_t limit) const {
  return tx.Query(sql::kDocumentToSweep, limit);
}

void DocumentStore::SetSwept(pg::Tx& tx, const std::string& office, const std::string& id) const {
  tx.ExecLater(sql::kDocumentSwept, office, id);
}

void DocumentStore::RecordView(pg::Tx& tx, const Document& d, const View& view) const {
  tx.ExecLater(sql::kDocumentViewInsert, d.office, d.id, view.id, view.viewer, view.purpose,
               view.time);
}

void DocumentStore::RecordViewUnlessSeen(pg::Tx& tx, const Document& d, const View& view,
                                         absl::Time since) const {
  tx.ExecLater(sql::kDocumentViewInsertUnlessSeen, d.office, d.id, view.id, view.viewer,
               view.purpose, view.time, since);
}

}  // namespace notary::document
