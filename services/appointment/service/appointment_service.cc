#include "services/appointment/service/appointment_service.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/resource_name.h"
#include "platform/rpc/timestamp.h"
#include "platform/time/clock.h"
#include "services/appointment/service/case_report.h"
#include "services/appointment/service/convert.h"

namespace notary::appointment {
namespace {

using Taken = std::set<std::pair<absl::Time, int64_t>>;

struct Span {
  absl::Time from, to;
};

Span DayOf(const std::string& date) {
  absl::CivilDay day;
  absl::ParseCivilTime(date, &day);  // the pipeline has checked it
  return {absl::FromCivil(day, ShanghaiZone()), absl::FromCivil(day + 1, ShanghaiZone())};
}

// The first counter that is free at `start`, 0 when none is.
int64_t FreeCounter(const Taken& taken, absl::Time start, int counters) {
  for (int64_t counter = 1; counter <= counters; ++counter) {
    if (!taken.contains({start, counter})) return counter;
  }
  return 0;
}

absl::Status SlotFull() {
  return PreconditionError("SLOT_TAKEN",
                           {"该时段已约满，请另选", "This slot is taken; choose another"});
}

}  // namespace

rpc::Service AppointmentService::Bind() {
  rpc::Service service("notary.appointment.v1.AppointmentService");
  service.Method("ListFreeSlots", this, &AppointmentService::ListFreeSlots);
  service.Method("BookVisit", this, &AppointmentService::BookVisit);
  service.Method("CancelVisit", this, &AppointmentService::CancelVisit);
  service.Method("SettleVisits", this, &AppointmentService::SettleVisits);
  service.Method("ListVisits", this, &AppointmentService::ListVisits);
  service.Method("ListApplicationVisits", this, &AppointmentService::ListApplicationVisits);
  service.Method("CreateOpeningChange", this, &AppointmentService::CreateOpeningChange);
  service.Method("WithdrawOpeningChange", this, &AppointmentService::WithdrawOpeningChange);
  service.Method("ListOpeningChanges", this, &AppointmentService::ListOpeningChanges);
  return service;
}

absl::StatusOr<common::WorkingCalendar> AppointmentService::Calendar(const Call& call) const {
  return calendar_(call.office, absl::ToCivilDay(call.now, ShanghaiZone()));
}

absl::StatusOr<v1::ListFreeSlotsResponse> AppointmentService::ListFreeSlots(
    const Call& call, const v1::ListFreeSlotsRequest& request) {
  const Span day = DayOf(request.date());
  OfficeHours office{.regular = hours_};
  ASSIGN_OR_RETURN(office.calendar, Calendar(call));
  ASSIGN_OR_RETURN(office.changes, db_.Read(call.office, [&](pg::Tx& tx) {
    return openings_.Within(tx, call.office, day.from, day.to);
  }));
  ASSIGN_OR_RETURN(const Taken taken, db_.Read(call.office, [&](pg::Tx& tx) {
    return store_.Taken(tx, call.office, day.from, day.to);
  }));
  v1::ListFreeSlotsResponse response;
  for (absl::Time start : SlotsOf(office, absl::ToCivilDay(day.from, ShanghaiZone()))) {
    const bool free = start > call.now && FreeCounter(taken, start, hours_.counters) != 0;
    if (free) *response.add_start_times() = rpc::ToTimestamp(start);
  }
  for (const OpeningChange& change : office.changes) {
    if (change.kind == OpeningKind::kClosed) *response.add_closed_times() = ToClosedTime(change);
  }
  return response;
}

absl::StatusOr<CaseOfVisit> AppointmentService::FindCase(const Call& call,
                                                         const std::string& application) {
  const std::vector<std::string> parts = absl::StrSplit(application, '/');
  const bool named = parts.size() == 4 && parts[0] == "offices" && parts[1] == call.office &&
                     parts[2] == "applications" && IsUuid(parts[3]);
  if (!named) return NotHere();
  RETURN_IF_ERROR(application::CheckSide(sides_, call, application));
  return cases_.Find(application);
}

absl::Status AppointmentService::CheckCase(const Call& call, const std::string& application) {
  const absl::StatusOr<CaseOfVisit> found = FindCase(call, application);
  if (absl::IsNotFound(found.status())) {
    return InvalidField("visit.application", "APPLICATION_UNKNOWN",
                        {"本处没有这件申请", "There is no such application at this office"});
  }
  RETURN_IF_ERROR(found.status());
  if (found->awaits_visitors) return absl::OkStatus();
  return PreconditionError("CASE_AWAITS_NO_VISIT",
                           {"该申请目前无需到场", "This case awaits no visit now"});
}

absl::StatusOr<v1::Visit> AppointmentService::BookVisit(const Call& call,
                                                        const v1::BookVisitRequest& request) {
  const absl::Time start = rpc::FromTimestamp(request.visit().start_time());
  OfficeHours office{.regular = hours_};
  ASSIGN_OR_RETURN(office.calendar, Calendar(call));
  Visit visit{.office = call.office,
              .id = NewId(call.now),
              .application = request.visit().application(),
              .visitor = call.principal,
              .start = start,
              .end = start + absl::Minutes(hours_.slot_minutes),
              .create_time = call.now};
  // Asked before the transaction, so that nobody's slot waits for another service; told inside it,
  // so that a repetition is answered as before, whatever has changed since.
  absl::Status fit = CheckSlotTime(office.calendar, start, call.now);
  if (fit.ok()) fit = CheckCase(call, request.visit().application());
  absl::StatusOr<v1::Visit> booked = db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Visit> {
    RETURN_IF_ERROR(fit);
    ASSIGN_OR_RETURN(const Taken taken, store_.TakenAlone(tx, call.office, start, visit.end));
    ASSIGN_OR_RETURN(office.changes, openings_.Within(tx, call.office, start, visit.end));
    RETURN_IF_ERROR(CheckSlot(office, start));
    visit.counter = FreeCounter(taken, start, hours_.counters);
    if (visit.counter == 0) return SlotFull();
    store_.NoteMissed(tx, call.office, visit.application, call.now);
    store_.Insert(tx, visit);
    return ToProto(visit, call.now);
  });
  if (!absl::IsAlreadyExists(booked.status())) return booked;
  return PreconditionError("VISIT_BOOKED", {"该申请已有预约", "This case has a visit already"});
}

absl::StatusOr<v1::Visit> AppointmentService::CancelVisit(const Call& call,
                                                          const v1::CancelVisitRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "visits"));
  const absl::StatusOr<Visit> known =
      db_.Read(call.office, [&](pg::Tx& tx) { return store_.Get(tx, call.office, id); });
  RETURN_IF_ERROR(application::CheckSideOf(sides_, call, known));
  ASSIGN_OR_RETURN(const auto reason, ReasonGiven(call.caller.IsStaff(), request.reason()));
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Visit> {
    ASSIGN_OR_RETURN(Visit visit, store_.Get(tx, call.office, id));
    const bool to_come = visit.StateAt(call.now) == VisitState::kBooked;
    visit.cancel_reason = reason;
    ASSIGN_OR_RETURN(const int64_t cancelled, store_.Cancel(tx, visit));
    if (cancelled == 0)
      return PreconditionError("VISIT_NOT_BOOKED",
                               {"该预约已不在预约状态", "This visit is not booked any more"});
    visit.state = VisitState::kCancelled;
    if (reason) store_.NoteCancelled(tx, visit, *reason, call.principal, call.now);
    if (reason && to_come) RETURN_IF_ERROR(TellCase(tx, visit, /*closure=*/{}, call.now));
    return ToProto(visit, call.now);
  });
}

absl::StatusOr<v1::SettleVisitsResponse> AppointmentService::SettleVisits(
    const Call& call, const v1::SettleVisitsRequest& request) {
  const std::optional<VisitState> became = Parse<VisitState>(request.became());
  if (became != VisitState::kKept && became != VisitState::kCancelled) {
    return InvalidField("became", "ENUM_UNKNOWN",
                        {"结果须为 KEPT 或 CANCELLED", "KEPT or CANCELLED"});
  }
  std::optional<absl::Time> at;
  if (request.has_event_time()) at = rpc::FromTimestamp(request.event_time());
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::SettleVisitsResponse> {
    ASSIGN_OR_RETURN(const int64_t settled,
                     store_.Settle(tx, call.office, request.application(), *became, at));
    v1::SettleVisitsResponse response;
    response.set_settled(static_cast<int32_t>(settled));
    return response;
  });
}

absl::StatusOr<v1::ListVisitsResponse> AppointmentService::ListVisits(
    const Call& call, const v1::ListVisitsRequest& request) {
  const Span day = DayOf(request.date());
  ASSIGN_OR_RETURN(const std::vector<Visit> visits, db_.Read(call.office, [&](pg::Tx& tx) {
    return store_.List(tx, call.office, day.from, day.to);
  }));
  v1::ListVisitsResponse response;
  for (const Visit& visit : visits) *response.add_visits() = ToProto(visit, call.now);
  return response;
}

absl::StatusOr<v1::ListApplicationVisitsResponse> AppointmentService::ListApplicationVisits(
    const Call& call, const v1::ListApplicationVisitsRequest& request) {
  const absl::StatusOr<CaseOfVisit> found = FindCase(call, request.parent());
  if (absl::IsNotFound(found.status())) return NotHere();
  RETURN_IF_ERROR(found.status());
  ASSIGN_OR_RETURN(const std::vector<Visit> visits, db_.Read(call.office, [&](pg::Tx& tx) {
    return store_.OfApplication(tx, call.office, request.parent());
  }));
  v1::ListApplicationVisitsResponse response;
  for (const Visit& visit : visits) *response.add_visits() = ToProto(visit, call.now);
  return response;
}

}  // namespace notary::appointment
