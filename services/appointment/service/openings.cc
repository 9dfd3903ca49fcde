// Changes of the opening hours. No visit that is booked stands where nobody is received any more
// (ADR 2026-11-30-no-visit-stands-in-a-closure).
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/paging.h"
#include "platform/rpc/resource_name.h"
#include "platform/rpc/timestamp.h"
#include "services/appointment/service/appointment_service.h"
#include "services/appointment/service/case_report.h"
#include "services/appointment/service/convert.h"

namespace notary::appointment {

absl::StatusOr<v1::OpeningChange> AppointmentService::CreateOpeningChange(
    const Call& call, const v1::CreateOpeningChangeRequest& request) {
  const v1::OpeningChange& wanted = request.opening_change();
  const std::optional<OpeningKind> kind = Parse<OpeningKind>(wanted.kind());
  if (!kind) {
    return InvalidField("opening_change.kind", "ENUM_UNKNOWN",
                        {"种类须为 CLOSED 或 EXTRA", "CLOSED or EXTRA"});
  }
  const OpeningChange change{.office = call.office,
                             .id = NewId(call.now),
                             .kind = *kind,
                             .start = rpc::FromTimestamp(wanted.start_time()),
                             .end = rpc::FromTimestamp(wanted.end_time()),
                             .reason = {wanted.reason_zh(), wanted.reason_en()},
                             .author = call.principal,
                             .create_time = call.now};
  OfficeHours office{.regular = hours_};
  ASSIGN_OR_RETURN(office.calendar, Calendar(call));
  const absl::Status fit = CheckOpeningChange(change, hours_, office.calendar, call.now);
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::OpeningChange> {
    RETURN_IF_ERROR(fit);
    RETURN_IF_ERROR(openings_.Lock(tx, call.office));
    ASSIGN_OR_RETURN(const int64_t ahead, openings_.Ahead(tx, call.office, call.now));
    ASSIGN_OR_RETURN(office.changes, openings_.Within(tx, call.office, change.start, change.end));
    RETURN_IF_ERROR(MayAdd(change, ahead, office.changes));
    RETURN_IF_ERROR(openings_.Insert(tx, change));
    v1::OpeningChange answer = ToProto(change);
    if (change.kind == OpeningKind::kExtra) return answer;
    office.changes.push_back(change);
    RETURN_IF_ERROR(CancelVisitsWithin(call, tx, change, office, change.reason,
                                       request.cancel_visits(), answer));
    return answer;
  });
}

absl::StatusOr<v1::OpeningChange> AppointmentService::WithdrawOpeningChange(
    const Call& call, const v1::WithdrawOpeningChangeRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "openingChanges"));
  OfficeHours office{.regular = hours_};
  ASSIGN_OR_RETURN(office.calendar, Calendar(call));
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::OpeningChange> {
    RETURN_IF_ERROR(openings_.Lock(tx, call.office));
    ASSIGN_OR_RETURN(OpeningChange change, openings_.Get(tx, call.office, id));
    RETURN_IF_ERROR(CheckEtag(request.etag(), change.Etag()));
    RETURN_IF_ERROR(MayWithdraw(change, call.now));
    ASSIGN_OR_RETURN(const int64_t withdrawn,
                     openings_.Withdraw(tx, change, call.principal, call.now));
    if (withdrawn == 0) return ChangedMeanwhile();
    change.state = OpeningState::kWithdrawn;
    change.revision += 1;
    v1::OpeningChange answer = ToProto(change);
    if (change.kind == OpeningKind::kClosed) return answer;
    ASSIGN_OR_RETURN(office.changes, openings_.Within(tx, call.office, change.start, change.end));
    RETURN_IF_ERROR(CancelVisitsWithin(call, tx, change, office, /*closure=*/{},
                                       request.cancel_visits(), answer));
    return answer;
  });
}

absl::Status AppointmentService::CancelVisitsWithin(const Call& call, pg::Tx& tx,
                                                    const OpeningChange& change,
                                                    const OfficeHours& office, const Text& closure,
                                                    bool cancel, v1::OpeningChange& answer) const {
  ASSIGN_OR_RETURN(std::vector<Visit> visits,
                   store_.BookedWithin(tx, call.office, change.start, change.end, call.now,
                                       kCancelledVisitsMax + 1));
  std::erase_if(visits, [&](const Visit& visit) { return IsOffered(office, visit.start); });
  RETURN_IF_ERROR(MayCancelVisits(static_cast<int64_t>(visits.size()), cancel));
  for (Visit& visit : visits) {
    visit.state = VisitState::kCancelled;
    visit.cancel_reason = CancelReason::kOfficeClosed;
    store_.CancelHeld(tx, visit);
    store_.NoteCancelled(tx, visit, *visit.cancel_reason, call.principal, call.now);
    RETURN_IF_ERROR(TellCase(tx, visit, closure, call.now));
    *answer.add_cancelled_visits() = ToProto(visit, call.now);
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::ListOpeningChangesResponse> AppointmentService::ListOpeningChanges(
    const Call& call, const v1::ListOpeningChangesRequest& request) {
  ASSIGN_OR_RETURN(const rpc::Paging paging,
                   rpc::Paging::Of(request, absl::StrCat("openings|", call.office)));
  ASSIGN_OR_RETURN(std::vector<OpeningChange> page, db_.Read(call.office, [&](pg::Tx& tx) {
    return openings_.Page(tx, call.office, paging.behind(), paging.limit());
  }));
  v1::ListOpeningChangesResponse response;
  response.set_next_page_token(paging.Cut(page, &OpeningChange::id));
  for (const OpeningChange& change : page) *response.add_opening_changes() = ToProto(change);
  return response;
}

}  // namespace notary::appointment
