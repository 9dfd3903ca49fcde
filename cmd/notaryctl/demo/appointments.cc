// How a party comes to the office: at a time that was booked, seen by both sides.
#include "absl/strings/str_cat.h"
#include "cmd/notaryctl/demo/case_run.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/timestamp.h"

namespace notary::demo {
namespace {

namespace v1 = appointment::v1;

// Longer than any holiday.
constexpr int kDaysAhead = 14;

std::string Method(absl::string_view name) {
  return absl::StrCat("/notary.appointment.v1.AppointmentService/", name);
}

absl::CivilDay DayOf(absl::Time time) { return absl::ToCivilDay(time, ShanghaiZone()); }

bool Holds(const google::protobuf::RepeatedPtrField<v1::Visit>& visits, const v1::Visit& wanted) {
  for (const v1::Visit& visit : visits) {
    if (visit.name() == wanted.name() && visit.state() == "BOOKED") return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<std::optional<absl::Time>> CaseRun::FirstFreeSlot() {
  const absl::CivilDay today = DayOf(office_.Now());
  for (absl::CivilDay day = today; day <= today + kDaysAhead; ++day) {
    v1::ListFreeSlotsRequest request;
    request.set_parent(absl::StrCat("offices/", script_.office));
    request.set_date(absl::FormatCivilTime(day));
    ASSIGN_OR_RETURN(const auto slots, office_.Call<v1::ListFreeSlotsResponse>(
                                           Applicant(), Method("ListFreeSlots"), request));
    if (!slots.start_times().empty()) return rpc::FromTimestamp(slots.start_times(0));
  }
  return std::nullopt;
}

absl::StatusOr<v1::Visit> CaseRun::Book(absl::Time slot) {
  v1::BookVisitRequest request;
  request.set_parent(absl::StrCat("offices/", script_.office));
  request.set_request_id(office_.NewRequestId());
  request.mutable_visit()->set_application(name_);
  *request.mutable_visit()->mutable_start_time() = rpc::ToTimestamp(slot);
  return office_.Call<v1::Visit>(Applicant(), Method("BookVisit"), request);
}

absl::Status CaseRun::ExpectVisit(const v1::Visit& visit) {
  v1::ListApplicationVisitsRequest of_case;
  of_case.set_parent(name_);
  ASSIGN_OR_RETURN(const auto seen_by_party,
                   office_.Call<v1::ListApplicationVisitsResponse>(
                       Applicant(), Method("ListApplicationVisits"), of_case));
  v1::ListVisitsRequest of_day;
  of_day.set_parent(absl::StrCat("offices/", script_.office));
  of_day.set_date(absl::FormatCivilTime(DayOf(rpc::FromTimestamp(visit.start_time()))));
  ASSIGN_OR_RETURN(const auto seen_at_counter,
                   office_.Call<v1::ListVisitsResponse>(Staff("assistant", Role::ROLE_ASSISTANT),
                                                        Method("ListVisits"), of_day));
  const bool both = Holds(seen_by_party.visits(), visit) && Holds(seen_at_counter.visits(), visit);
  return both ? absl::OkStatus()
              : absl::FailedPreconditionError("a booked visit is not seen by both sides");
}

absl::Status CaseRun::AwaitEarlierVisit() {
  v1::ListApplicationVisitsRequest of_case;
  of_case.set_parent(name_);
  return Await("the calendar", [&](const application::v1::Application&) {
    const auto open = office_.Call<v1::ListApplicationVisitsResponse>(
        Applicant(), Method("ListApplicationVisits"), of_case);
    return open.ok() && open->visits().empty();
  });
}

absl::Status CaseRun::KeepAppointment() {
  if (visit_time_) RETURN_IF_ERROR(AwaitEarlierVisit());
  ASSIGN_OR_RETURN(const std::optional<absl::Time> slot, FirstFreeSlot());
  if (slot) {
    ASSIGN_OR_RETURN(const v1::Visit visit, Book(*slot));
    RETURN_IF_ERROR(ExpectVisit(visit));
    visit_time_ = slot;
    office_.Advance(*slot - office_.Now());
    return absl::OkStatus();
  }
  // None is offered in a year whose days off are not published: the party comes without.
  const absl::CivilDay last = DayOf(office_.Now()) + kDaysAhead;
  const absl::Status refused =
      Book(absl::FromCivil(absl::CivilHour(last) + 10, ShanghaiZone())).status();
  if (ReasonOf(refused) == "SLOT_NOT_OPEN_YET") return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("no slot is offered in ", kDaysAhead, " days: ", refused.ToString()));
}

}  // namespace notary::demo
