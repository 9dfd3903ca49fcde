// Visits over gRPC. Thread-safe.
#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "notary/appointment/v1/appointment_service.pb.h"
#include "platform/pg/database.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service.h"
#include "services/application/client/sides.h"
#include "services/appointment/domain/cases.h"
#include "services/appointment/domain/slots.h"
#include "services/appointment/storage/visit_store.h"

namespace notary::appointment {

class AppointmentService {
 public:
  using Call = rpc::Call;
  // The working calendar of an office as of a day; NOT_FOUND when there is no such office.
  using CalendarOf = std::function<absl::StatusOr<common::WorkingCalendar>(
      const std::string& office, absl::CivilDay)>;

  AppointmentService(pg::Database& db, Cases& cases, application::Sides& sides, CalendarOf calendar,
                     OpeningHours hours)
      : db_(db), cases_(cases), sides_(sides), calendar_(std::move(calendar)), hours_(hours) {}

  rpc::Service Bind();

  absl::StatusOr<v1::ListFreeSlotsResponse> ListFreeSlots(const Call& call,
                                                          const v1::ListFreeSlotsRequest& request);
  absl::StatusOr<v1::Visit> BookVisit(const Call& call, const v1::BookVisitRequest& request);
  absl::StatusOr<v1::Visit> CancelVisit(const Call& call, const v1::CancelVisitRequest& request);
  absl::StatusOr<v1::SettleVisitsResponse> SettleVisits(const Call& call,
                                                        const v1::SettleVisitsRequest& request);
  absl::StatusOr<v1::ListVisitsResponse> ListVisits(const Call& call,
                                                    const v1::ListVisitsRequest& request);

  absl::StatusOr<v1::ListApplicationVisitsResponse> ListApplicationVisits(
      const Call& call, const v1::ListApplicationVisitsRequest& request);

 private:
  // NOT_FOUND for people whose case it is not: staff see those of their office, the others their
  // own side's.
  absl::StatusOr<CaseOfVisit> FindCase(const Call& call, const std::string& application);
  absl::Status CheckCase(const Call& call, const std::string& application);

  pg::Database& db_;
  Cases& cases_;
  application::Sides& sides_;
  const CalendarOf calendar_;
  const OpeningHours hours_;
  const VisitStore store_{};
};

}  // namespace notary::appointment
