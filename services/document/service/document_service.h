// Documents over gRPC. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "notary/document/v1/document_service.pb.h"
#include "platform/pg/database.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service.h"
#include "services/document/domain/blob_store.h"
#include "services/document/storage/document_store.h"

namespace notary::document {

class DocumentService {
 public:
  using Call = rpc::Call;
  using Result = absl::StatusOr<v1::Document>;

  DocumentService(pg::Database& db, BlobStore& blobs) : db_(db), blobs_(blobs) {}

  rpc::Service Bind();

  Result CreateDocument(const Call& call, const v1::CreateDocumentRequest& request);
  Result WriteChunk(const Call& call, const v1::WriteChunkRequest& request);
  Result FinishDocument(const Call& call, const v1::FinishDocumentRequest& request);
  Result GetDocument(const Call& call, const v1::GetDocumentRequest& request);
  absl::StatusOr<v1::BatchGetDocumentsResponse> BatchGetDocuments(
      const Call& call, const v1::BatchGetDocumentsRequest& request);
  absl::StatusOr<v1::ReadDocumentResponse> ReadDocument(const Call& call,
                                                        const v1::ReadDocumentRequest& request);

 private:
  // Keeps a content that arrived whole and makes d READY.
  absl::Status TakeWhole(const std::string& content, Document& d);

  pg::Database& db_;
  BlobStore& blobs_;
  const DocumentStore store_{};
};

}  // namespace notary::document
