// Visits over gRPC; openings.cc has the changes of the opening hours. Thread-safe.
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
#include "services/appointment/storage/opening_store.h"
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

  absl::StatusOr<v1::OpeningChange> CreateOpeningChange(
      const Call& call, const v1::CreateOpeningChangeRequest& request);
  absl::StatusOr<v1::OpeningChange> WithdrawOpeningChange(
      const Call& call, const v1::WithdrawOpeningChangeRequest& request);
  absl::StatusOr<v1::ListOpeningChangesResponse> ListOpeningChanges(
      const Call& call, const v1::ListOpeningChangesRequest& request);

 private:
  absl::StatusOr<common::WorkingCalendar> Calendar(const Call& call) const;
  // NOT_FOUND for people whose case it is not: staff see those of their office, the others their
  // own side's.
  absl::StatusOr<CaseOfVisit> FindCase(const Call& call, const std::string& application);
  absl::Status CheckCase(const Call& call, const std::string& application);
  // Cancels what is booked within `change` and is not received in these hours, with `closure` as
  // the office's word to the parties; `answer` gets the visits. MayCancelVisits says whether.
  absl::Status CancelVisitsWithin(const Call& call, pg::Tx& tx, const OpeningChange& change,
                                  const OfficeHours& office, const Text& closure, bool cancel,
                                  v1::OpeningChange& answer) const;

  pg::Database& db_;
  Cases& cases_;
  application::Sides& sides_;
  const CalendarOf calendar_;
  const OpeningHours hours_;
  const VisitStore store_{};
  const OpeningStore openings_{};
};

}  // namespace notary::appointment
