// Documents over gRPC. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "notary/document/v1/document_service.pb.h"
#include "platform/pg/database.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service.h"
#include "services/document/domain/blob_store.h"
#include "services/document/domain/offices.h"
#include "services/document/storage/document_store.h"

namespace notary::document {

class DocumentService {
 public:
  using Call = rpc::Call;
  using Result = absl::StatusOr<v1::Document>;

  DocumentService(pg::Database& db, BlobStore& blobs, Offices& offices)
      : db_(db), blobs_(blobs), offices_(offices) {}

  rpc::Service Bind();

  Result CreateDocument(const Call& call, const v1::CreateDocumentRequest& request);
  Result WriteChunk(const Call& call, const v1::WriteChunkRequest& request);
  Result FinishDocument(const Call& call, const v1::FinishDocumentRequest& request);
  Result GetDocument(const Call& call, const v1::GetDocumentRequest& request);
  absl::StatusOr<v1::BatchGetDocumentsResponse> BatchGetDocuments(
      const Call& call, const v1::BatchGetDocumentsRequest& request);
  absl::StatusOr<v1::BatchDeleteDocumentsResponse> BatchDeleteDocuments(
      const Call& call, const v1::BatchDeleteDocumentsRequest& request);
  absl::StatusOr<v1::ReadDocumentResponse> ReadDocument(const Call& call,
                                                        const v1::ReadDocumentRequest& request);

  // Removes the content of deleted documents, and uploads left unfinished for a week: at most a
  // batch at a time. How many went.
  absl::StatusOr<int64_t> Sweep(absl::Time now);

 private:
  absl::Status CheckMayUpload(pg::Tx& tx, const Call& call, const Document& d) const;
  absl::Status RecordView(const Call& call, const Document& d,
                          const v1::ReadDocumentRequest& request);

  pg::Database& db_;
  BlobStore& blobs_;
  Offices& offices_;
  const DocumentStore store_{};
};

}  // namespace notary::document
