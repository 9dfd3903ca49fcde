#include "services/document/service/document_service.h"

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/rpc/resource_name.h"
#include "platform/rpc/timestamp.h"
#include "platform/run/each.h"
#include "services/document/domain/media_type.h"
#include "services/document/domain/page_count.h"
#include "services/document/domain/picture_position.h"
#include "services/document/domain/quota.h"

namespace notary::document {
namespace {

constexpr int64_t kStretch = 1 << 20;
// Stretches of one paper that follow each other within this time are one look at it.
constexpr absl::Duration kOneLook = absl::Minutes(10);
constexpr absl::Duration kUploadKept = absl::Hours(24 * 7);
constexpr absl::Duration kContentSettles = absl::Hours(1);
constexpr int64_t kSweepBatch = 50;

// Whether the content is what the upload announced.
absl::Status CheckAnnounced(const Document& d, absl::string_view content) {
  if (HexEncode(crypto::Sha256(content)) != d.sha256) {
    return InvalidField("document.sha256", "DIGEST_MISMATCH",
                        {"文件内容与摘要不符", "The content does not have this digest"});
  }
  return CheckContent(d.media_type, content);
}

void LookInto(const std::string& content, Document& d) {
  d.tells_position = TellsPosition(d.media_type, content);
  d.page_count = PageCount(d.media_type, content);
}

// A content that came whole, checked and looked into.
absl::Status TakeWhole(const std::string& content, Document& d) {
  const auto size = static_cast<int64_t>(content.size());
  if (size != d.size_bytes) {
    return InvalidField("document.content", "SIZE_MISMATCH",
                        {"与声明的大小不符", "Not of the announced size"});
  }
  RETURN_IF_ERROR(CheckAnnounced(d, content));
  d.received_bytes = size;
  LookInto(content, d);
  d.ready = true;
  return absl::OkStatus();
}

v1::Document ToProto(const Document& d) {
  v1::Document out;
  out.set_name(absl::StrCat("offices/", d.office, "/documents/", d.id));
  out.set_owner(d.owner);
  out.set_media_type(d.media_type);
  out.set_size_bytes(d.size_bytes);
  out.set_sha256(d.sha256);
  out.set_received_bytes(d.received_bytes);
  out.set_state(d.ready ? "READY" : "UPLOADING");
  *out.mutable_create_time() = rpc::ToTimestamp(d.create_time);
  out.set_tells_position(d.tells_position);
  out.set_page_count(static_cast<int32_t>(d.page_count));
  return out;
}

constexpr char kCollection[] = "documents";

template <typename Names>
std::vector<std::string> IdsOf(const Names& names) {
  std::vector<std::string> ids;
  for (const std::string& name : names) {
    const absl::StatusOr<std::string> id = rpc::IdOf(name, kCollection);
    if (id.ok()) ids.push_back(*id);
  }
  return ids;
}

absl::Status MayFill(const rpc::Call& call, const Document& d) {
  return call.principal == d.owner ? absl::OkStatus() : NotHere();
}

absl::Status MayRead(const rpc::Call& call, const Document& d) {
  const bool inside = call.caller.IsStaff() || call.caller.Has(rpc::Role::ROLE_SYSTEM);
  return inside || call.principal == d.owner ? absl::OkStatus() : NotHere();
}

absl::Status Fixed() {
  return PreconditionError(
      "DOCUMENT_FIXED", {"文件已完成，不能再修改", "The document is finished and cannot change"});
}

}  // namespace

rpc::Service DocumentService::Bind() {
  rpc::Service service("notary.document.v1.DocumentService");
  service.Method("CreateDocument", this, &DocumentService::CreateDocument);
  service.Method("WriteChunk", this, &DocumentService::WriteChunk);
  service.Method("FinishDocument", this, &DocumentService::FinishDocument);
  service.Method("GetDocument", this, &DocumentService::GetDocument);
  service.Method("BatchGetDocuments", this, &DocumentService::BatchGetDocuments);
  service.Method("BatchDeleteDocuments", this, &DocumentService::BatchDeleteDocuments);
  service.Method("ReadDocument", this, &DocumentService::ReadDocument);
  return service;
}

// Two at once may both be the last: the quota keeps the disk, not the count.
absl::Status DocumentService::CheckMayUpload(pg::Tx& tx, const Call& call,
                                             const Document& d) const {
  if (!call.caller.Has(rpc::Role::ROLE_APPLICANT)) return absl::OkStatus();
  ASSIGN_OR_RETURN(const Lately lately,
                   store_.LatelyOf(tx, call.office, d.owner, call.now - kQuotaTime));
  return CheckQuota(lately, d.size_bytes, call.now);
}

DocumentService::Result DocumentService::CreateDocument(const Call& call,
                                                        const v1::CreateDocumentRequest& request) {
  const v1::Document& wanted = request.document();
  RETURN_IF_ERROR(CheckDeclaredType(wanted.media_type()));
  RETURN_IF_ERROR(offices_.Check(call.office));
  const std::optional<std::string> digest = HexDecode(wanted.sha256());
  if (!digest || digest->size() != 32) {
    return InvalidField("document.sha256", "DIGEST_MALFORMED",
                        {"须为SHA-256的十六进制", "Must be a SHA-256 in hex"});
  }
  Document d{.office = call.office,
             .id = NewId(call.now),
             .owner = call.principal,
             .media_type = wanted.media_type(),
             .size_bytes = wanted.size_bytes(),
             .sha256 = HexEncode(*digest),
             .create_time = call.now};
  if (!wanted.content().empty()) RETURN_IF_ERROR(TakeWhole(wanted.content(), d));
  return db_.Write(call, [&](pg::Tx& tx) -> Result {
    RETURN_IF_ERROR(CheckMayUpload(tx, call, d));
    // On disk before the row says so; for whoever is refused, nothing goes there.
    if (d.ready) RETURN_IF_ERROR(blobs_.Keep(d.sha256, wanted.content()));
    store_.Insert(tx, d);
    return ToProto(d);
  });
}

// The row lock orders the writers of one document; the bytes are on disk before the row says so,
// and what a lost commit left behind is found again at the next offset.
DocumentService::Result DocumentService::WriteChunk(const Call& call,
                                                    const v1::WriteChunkRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), kCollection));
  return db_.Write(call, [&](pg::Tx& tx) -> Result {
    ASSIGN_OR_RETURN(Document d, store_.GetForUpdate(tx, call.office, id));
    RETURN_IF_ERROR(MayFill(call, d));
    if (d.ready) return Fixed();
    const auto size = static_cast<int64_t>(request.data().size());
    if (request.offset() > d.received_bytes) {
      return PreconditionError("OFFSET_AHEAD",
                               {"请从已接收处继续上传", "Go on from received_bytes"});
    }
    if (request.offset() + size <= d.received_bytes) return ToProto(d);  // a repetition
    if (request.offset() < d.received_bytes) {
      return PreconditionError("OFFSET_BEHIND",
                               {"请从已接收处继续上传", "Go on from received_bytes"});
    }
    if (request.offset() + size > d.size_bytes) {
      return InvalidField("data", "SIZE_EXCEEDED",
                          {"超过声明的大小", "More than the announced size"});
    }
    RETURN_IF_ERROR(blobs_.Append(d.id, request.offset(), request.data()));
    d.received_bytes += size;
    store_.SetReceived(tx, d);
    return ToProto(d);
  });
}

DocumentService::Result DocumentService::FinishDocument(const Call& call,
                                                        const v1::FinishDocumentRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), kCollection));
  Result finished = db_.Write(call, [&](pg::Tx& tx) -> Result {
    ASSIGN_OR_RETURN(Document d, store_.GetForUpdate(tx, call.office, id));
    RETURN_IF_ERROR(MayFill(call, d));
    if (d.ready) return Fixed();
    if (d.received_bytes != d.size_bytes) {
      return PreconditionError("UPLOAD_INCOMPLETE", {"文件尚未传完", "The upload is not complete"});
    }
    ASSIGN_OR_RETURN(const std::string content, blobs_.ReadUpload(d.id));
    RETURN_IF_ERROR(CheckAnnounced(d, content));
    RETURN_IF_ERROR(blobs_.Keep(d.sha256, content));
    LookInto(content, d);
    store_.SetReady(tx, d);
    d.ready = true;
    return ToProto(d);
  });
  if (finished.ok()) blobs_.Discard(id);
  return finished;
}

DocumentService::Result DocumentService::GetDocument(const Call& call,
                                                     const v1::GetDocumentRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), kCollection));
  return db_.Read(call.office, [&](pg::Tx& tx) -> Result {
    ASSIGN_OR_RETURN(const Document d, store_.Get(tx, call.office, id));
    RETURN_IF_ERROR(MayRead(call, d));
    return ToProto(d);
  });
}

absl::StatusOr<v1::BatchGetDocumentsResponse> DocumentService::BatchGetDocuments(
    const Call& call, const v1::BatchGetDocumentsRequest& request) {
  const std::vector<std::string> ids = IdsOf(request.names());
  ASSIGN_OR_RETURN(const std::vector<Document> found, db_.Read(call.office, [&](pg::Tx& tx) {
    return store_.GetAll(tx, call.office, ids);
  }));
  v1::BatchGetDocumentsResponse response;
  for (const Document& document : found) *response.add_documents() = ToProto(document);
  return response;
}

absl::StatusOr<v1::BatchDeleteDocumentsResponse> DocumentService::BatchDeleteDocuments(
    const Call& call, const v1::BatchDeleteDocumentsRequest& request) {
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::BatchDeleteDocumentsResponse> {
    store_.Delete(tx, call.office, IdsOf(request.names()));
    return v1::BatchDeleteDocumentsResponse();
  });
}

absl::StatusOr<int64_t> DocumentService::Sweep(absl::Time now) {
  ASSIGN_OR_RETURN(const std::vector<std::string> offices,
                   db_.Read(pg::kEveryOffice, [&](pg::Tx& tx) {
                     return store_.OfficesUnfinished(tx, now - kUploadKept, kSweepBatch);
                   }));
  for (const std::string& office : offices) {
    RETURN_IF_ERROR(db_.Transact(office, [&](pg::Tx& tx) {
      store_.DeleteUnfinished(tx, now - kUploadKept, kSweepBatch);
      return absl::OkStatus();
    }));
  }
  ASSIGN_OR_RETURN(const pg::Rows deleted, db_.Read(pg::kEveryOffice, [&](pg::Tx& tx) {
    return store_.ToSweep(tx, kSweepBatch);
  }));
  return ForEach(deleted, [&](const pg::Row& row) -> absl::StatusOr<int64_t> {
    blobs_.Discard(row.Str("id"));
    // Young content may be somebody else's upload whose row is on its way: next time.
    const absl::Status removed =
        row.Bool("shared") ? absl::OkStatus() : blobs_.Remove(row.Str("sha256"), kContentSettles);
    if (absl::IsFailedPrecondition(removed)) return 0;
    RETURN_IF_ERROR(removed);
    RETURN_IF_ERROR(db_.Transact(row.Str("office_id"), [&](pg::Tx& tx) {
      store_.SetSwept(tx, row.Str("office_id"), row.Str("id"));
      return absl::OkStatus();
    }));
    return 1;
  });
}

absl::Status DocumentService::RecordView(const Call& call, const Document& d,
                                         const v1::ReadDocumentRequest& request) {
  const DocumentStore::View view{NewId(call.now), call.principal, request.purpose(), call.now};
  return db_.Transact(call.office, [&](pg::Tx& tx) {
    if (request.offset() == 0) {
      store_.RecordView(tx, d, view);
    } else {
      store_.RecordViewUnlessSeen(tx, d, view, call.now - kOneLook);
    }
    return absl::OkStatus();
  });
}

absl::StatusOr<v1::ReadDocumentResponse> DocumentService::ReadDocument(
    const Call& call, const v1::ReadDocumentRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), kCollection));
  if (call.caller.IsStaff() && request.purpose().empty()) {
    return InvalidField("purpose", "REQUIRED", {"请说明查看目的", "Say what you look at it for"});
  }
  ASSIGN_OR_RETURN(const Document d, db_.Read(call.office, [&](pg::Tx& tx) {
    return store_.Get(tx, call.office, id);
  }));
  RETURN_IF_ERROR(MayRead(call, d));
  if (!d.ready)
    return PreconditionError("UPLOAD_INCOMPLETE", {"文件尚未传完", "The upload is not complete"});
  if (call.caller.IsStaff()) RETURN_IF_ERROR(RecordView(call, d, request));
  ASSIGN_OR_RETURN(const std::string content, blobs_.Read(d.sha256));
  const int64_t from = std::min<int64_t>(request.offset(), d.size_bytes);
  v1::ReadDocumentResponse response;
  response.set_data(content.substr(static_cast<size_t>(from), kStretch));
  response.set_last(from + kStretch >= d.size_bytes);
  return response;
}

}  // namespace notary::document
