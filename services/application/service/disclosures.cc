// What is shown of a case and its history, the search for somebody's cases, and the record of who
// saw what.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"
#include "platform/rpc/paging.h"
#include "platform/rpc/resource_name.h"
#include "platform/rpc/timestamp.h"
#include "services/application/domain/document_number.h"
#include "services/application/domain/guards.h"
#include "services/application/domain/recusal.h"
#include "services/application/service/application_service.h"
#include "services/application/service/convert.h"
#include "services/application/service/effects.h"

namespace notary::application {
namespace {

v1::Disclosure ToProto(const std::string& office, const Disclosure& d) {
  v1::Disclosure out;
  v1::Disclosure::Kind kind{};
  v1::Disclosure::Kind_Parse(d.kind, &kind);
  out.set_kind(kind);
  out.set_viewer(d.viewer);
  out.set_purpose(d.purpose);
  if (!d.application.empty()) {
    out.set_application(absl::StrCat("offices/", office, "/applications/", d.application));
  }
  out.set_document(d.document);
  out.set_number_index(HexEncode(d.number_index));
  out.set_found(d.found);
  *out.mutable_disclose_time() = rpc::ToTimestamp(d.time);
  return out;
}

// What somebody in a role reads a finished text for. Who has several reads for the first that
// decides most about the case.
constexpr std::pair<rpc::Role, const char*> kReadsFor[] = {
    {rpc::Role::ROLE_APPROVER, "APPROVE"},   {rpc::Role::ROLE_HEAD, "APPROVE"},
    {rpc::Role::ROLE_NOTARY, "REVIEW"},      {rpc::Role::ROLE_PRODUCTION, "PRODUCE"},
    {rpc::Role::ROLE_TRANSLATOR, "PRODUCE"}, {rpc::Role::ROLE_ASSISTANT, "HAND_OVER"},
    {rpc::Role::ROLE_ARCHIVIST, "ARCHIVE"},
};

std::string PurposeOf(const google::protobuf::RepeatedField<int>& roles) {
  for (const auto& [role, purpose] : kReadsFor) {
    if (std::find(roles.begin(), roles.end(), role) != roles.end()) return purpose;
  }
  return "REVIEW";
}

Disclosure Shown(const char* kind, const rpc::Call& call, const std::string& id,
                 const std::string& purpose) {
  return {.id = NewId(call.now),
          .kind = kind,
          .viewer = call.principal,
          .purpose = purpose,
          .application = id,
          .time = call.now};
}

v1::ListHistoryResponse Response(const std::vector<HistoryEntry>& entries) {
  v1::ListHistoryResponse response;
  for (const HistoryEntry& entry : entries) *response.add_entries() = ToProto(entry);
  return response;
}

}  // namespace

ApplicationService::Result ApplicationService::RevealApplication(
    const Call& call, const v1::RevealApplicationRequest& request) {
  RETURN_IF_ERROR(CheckPurpose(request.purpose()));
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "applications"));
  return db_.Write(call, [&](pg::Tx& tx) -> Result {
    ASSIGN_OR_RETURN(const Case c, store_.Get(tx, call.office, id));
    store_.RecordReveal(tx, call.office, Shown("REVEAL", call, id, request.purpose()));
    return Show(call, c, /*clear=*/true);
  });
}

absl::StatusOr<v1::ListHistoryResponse> ApplicationService::ListHistory(
    const Call& call, const v1::ListHistoryRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "applications"));
  return db_.Read(call.office, [&](pg::Tx& tx) -> absl::StatusOr<v1::ListHistoryResponse> {
    ASSIGN_OR_RETURN(const Case c, store_.Get(tx, call.office, id));
    RETURN_IF_ERROR(MaySee(call, c.application));
    ASSIGN_OR_RETURN(const std::vector<HistoryEntry> entries,
                     store_.History(tx, call.office, id, /*with_notes=*/false));
    return Response(entries);
  });
}

// Not in the request log either, which would keep what was written a second time.
absl::StatusOr<v1::ListHistoryResponse> ApplicationService::RevealHistory(
    const Call& call, const v1::RevealHistoryRequest& request) {
  RETURN_IF_ERROR(CheckPurpose(request.purpose()));
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "applications"));
  std::vector<HistoryEntry> entries;
  RETURN_IF_ERROR(db_.Transact(call.office, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Case c, store_.Get(tx, call.office, id));
    RETURN_IF_ERROR(NotRecused(c.application, call.principal));
    ASSIGN_OR_RETURN(entries, store_.History(tx, call.office, id, /*with_notes=*/true));
    store_.RecordReveal(tx, call.office, Shown("HISTORY", call, id, request.purpose()));
    return absl::OkStatus();
  }));
  return Response(entries);
}

// Not in the request log: a repetition is one more look, and what was found is kept nowhere.
absl::StatusOr<v1::SearchApplicationsResponse> ApplicationService::SearchApplications(
    const Call& call, const v1::SearchApplicationsRequest& request) {
  RETURN_IF_ERROR(CheckPurpose(request.purpose()));
  ASSIGN_OR_RETURN(const std::string number,
                   NumberToSearch(request.id_type(), request.id_number(), Today(call.now)));
  v1::SearchApplicationsResponse response;
  // Nothing is shown that was not written down: both, or neither.
  RETURN_IF_ERROR(db_.Transact(call.office, [&](pg::Tx& tx) -> absl::Status {
    response.Clear();
    const std::string index = tx.BlindIndex(kDocumentNumber, number);
    // The index, not the number: a token holds a hash that anybody can compute.
    const std::string scope = absl::StrCat("search|", call.principal, "|", call.office, "|",
                                           HexEncode(index), "|", request.purpose());
    ASSIGN_OR_RETURN(const rpc::Paging paging, rpc::Paging::Of(request, scope));
    RETURN_IF_ERROR(
        store_.TakeSearch(tx, call.office, call.principal, searches_per_hour_, call.now));
    ASSIGN_OR_RETURN(std::vector<FoundCase> found,
                     store_.Search(tx, call.office, index, paging.behind(), paging.limit()));
    response.set_next_page_token(
        paging.Cut(found, [](const FoundCase& one) { return one.application.id; }));
    for (FoundCase& one : found) {
      v1::FoundApplication& shown = *response.add_found();
      shown.mutable_fields()->Add(one.fields.begin(), one.fields.end());
      *shown.mutable_application() = Show(call, Case{std::move(one.application)}, /*clear=*/false);
    }
    store_.RecordSearch(tx, call.office,
                        {.id = NewId(call.now),
                         .kind = "SEARCH",
                         .viewer = call.principal,
                         .purpose = request.purpose(),
                         .number_index = index,
                         .found = static_cast<int64_t>(found.size()),
                         .time = call.now});
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::ReportReadingResponse> ApplicationService::ReportReading(
    const Call& call, const v1::ReportReadingRequest& request) {
  RETURN_IF_ERROR(CheckStaff("viewer", request.viewer()));
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "applications"));
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::ReportReadingResponse> {
    RETURN_IF_ERROR(store_.Get(tx, call.office, id).status());
    store_.RecordReveal(tx, call.office,
                        {.id = NewId(call.now),
                         .kind = "READING",
                         .viewer = request.viewer(),
                         .purpose = PurposeOf(request.viewer_roles()),
                         .application = id,
                         .document = request.document(),
                         .time = rpc::FromTimestamp(request.read_time())});
    return v1::ReportReadingResponse();
  });
}

absl::StatusOr<v1::ListDisclosuresResponse> ApplicationService::ListDisclosures(
    const Call& call, const v1::ListDisclosuresRequest& request) {
  ASSIGN_OR_RETURN(
      const rpc::Paging paging,
      rpc::Paging::Of(request, absl::StrCat("disclosures|", call.principal, "|", call.office)));
  return db_.Read(call.office, [&](pg::Tx& tx) -> absl::StatusOr<v1::ListDisclosuresResponse> {
    ASSIGN_OR_RETURN(std::vector<Disclosure> page,
                     store_.Disclosures(tx, call.office, paging.behind(), paging.limit()));
    v1::ListDisclosuresResponse response;
    response.set_next_page_token(paging.Cut(page, &Disclosure::id));
    for (const Disclosure& one : page) *response.add_disclosures() = ToProto(call.office, one);
    return response;
  });
}

}  // namespace notary::application
