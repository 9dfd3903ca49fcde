// Rows 2–9: from submit to acceptance.
#include "absl/strings/str_cat.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/validate.h"
#include "services/application/domain/guardians.h"
#include "services/application/domain/guards.h"
#include "services/application/service/application_service.h"
#include "services/application/service/effects.h"
#include "services/application/service/lists.h"

namespace notary::application {
namespace {

// (2026)沪徐证受字第12号
std::string AcceptanceNumber(common::CertificateSeries series, int year, int64_t serial) {
  series.mark = "受";
  return common::FormatChinese(series, year, static_cast<int>(serial));
}

}  // namespace

ApplicationService::Result ApplicationService::SubmitApplication(
    const Call& call, const v1::SubmitApplicationRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<GivenConsent> consents, ConsentsOf(request));
  return Move(call, request, Event::kSubmit, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    a.commitment_signed = request.commitment_signed();
    RETURN_IF_ERROR(MaySubmit(change.c));
    ASSIGN_OR_RETURN(const Offer offer, catalogue_.OfferOf(a.office, a.matter));
    RETURN_IF_ERROR(MayApplyFor(a, offer));
    RETURN_IF_ERROR(TakeForm(change, consents));
    ASSIGN_OR_RETURN(const Text matter, catalogue_.MatterName(a.matter));
    if (a.commitment_signed) Tell(change, "N22");
    Tell(change, "N01", Named(matter));
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::TakeApplication(
    const Call& call, const v1::TakeApplicationRequest& request) {
  return Move(call, request, Event::kTake, [&](Change& change) {
    change.application().taker = call.principal;
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::RequestCompletion(
    const Call& call, const v1::RequestCompletionRequest& request) {
  RETURN_IF_ERROR(EachOnce(request.items(), "items", "slot",
                           [](const v1::MissingItem& item) { return item.slot(); }));
  return Move(call, request, Event::kRequestCompletion, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    ASSIGN_OR_RETURN(const int64_t rounds, catalogue_.Rounds("COMPLETION_ROUNDS", Today(call.now)));
    RETURN_IF_ERROR(MayRequestCompletion(a, rounds, request.late_round_reason()));
    a.completion_rounds += 1;
    change.mover.reason = request.late_round_reason();
    return AskForItems(change, "N02", "PRE_SUPPLEMENT_IDLE", ItemsOf(request));
  });
}

ApplicationService::Result ApplicationService::ResubmitApplication(
    const Call& call, const v1::ResubmitApplicationRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<GivenConsent> consents, ConsentsOf(request));
  return Move(call, request, Event::kResubmit,
              [&](Change& change) { return TakeForm(change, consents); });
}

ApplicationService::Result ApplicationService::CancelApplication(
    const Call& call, const v1::CancelApplicationRequest& request) {
  return Move(call, request, Event::kCancel, [](Change&) { return absl::OkStatus(); });
}

ApplicationService::Result ApplicationService::DeclineApplication(
    const Call& call, const v1::DeclineApplicationRequest& request) {
  RETURN_IF_ERROR(CheckGround(request.ground(), {"R19_1", "R19_2", "R19_3", "R19_4"}));
  RETURN_IF_ERROR(CheckCompetentOffice(request.ground(), request.competent_office(),
                                       request.competent_office_name()));
  Text competent{request.competent_office_name(), request.competent_office_name()};
  if (!request.competent_office().empty()) {
    ASSIGN_OR_RETURN(competent, AnotherOffice(call.office, request.competent_office()));
  }
  return Move(call, request, Event::kDecline, [&](Change& change) -> absl::Status {
    change.application().ground = request.ground();
    change.mover.reason = request.ground();
    if (competent.zh.empty()) {
      Tell(change, "N03", {{"ground", request.ground()}});
    } else {
      Tell(change, "N03_COMPETENT",
           {{"ground", request.ground()},
            {"competent_office_zh", competent.zh},
            {"competent_office_en", competent.en}});
    }
    return absl::OkStatus();
  });
}

absl::StatusOr<Text> ApplicationService::AnotherOffice(const std::string& own,
                                                       const std::string& office) {
  constexpr char kField[] = "competent_office";
  const std::string id = rpc::OfficeOfName(office);
  if (id == own) {
    return InvalidField(kField, "OFFICE_ITSELF", {"不能是本公证机构", "It is this very office"});
  }
  const absl::StatusOr<OfficeInfo> found = catalogue_.Office(id);
  if (absl::IsNotFound(found.status())) {
    return InvalidField(kField, "OFFICE_UNKNOWN", {"没有该公证机构", "No such office"});
  }
  RETURN_IF_ERROR(found.status());
  return Text{found->name_zh, found->name_en};
}

// What was right when the case was submitted may have ended on a birthday.
absl::Status ApplicationService::CheckGuardian(const Change& change) {
  const absl::CivilDay today = Today(change.call.now);
  ASSIGN_OR_RETURN(const int full_capacity_age, catalogue_.FullCapacityAge(today));
  return GuardianStillActs(change.c, today, full_capacity_age);
}

absl::Status ApplicationService::RefuseForHolder(const std::string& holder) {
  ASSIGN_OR_RETURN(const OfficeInfo office, catalogue_.Office(holder));
  return AcceptedElsewhere({office.name_zh, office.name_en});
}

ApplicationService::Result ApplicationService::AcceptApplication(
    const Call& call, const v1::AcceptApplicationRequest& request) {
  const v1::AcceptanceChecks& checks = request.checks();
  RETURN_IF_ERROR(MayAccept({.has_interest = checks.has_interest(),
                             .no_dispute = checks.no_dispute(),
                             .within_scope = checks.within_scope(),
                             .competent = checks.competent()}));
  ASSIGN_OR_RETURN(const OfficeInfo office, catalogue_.Office(call.office));
  ASSIGN_OR_RETURN(const common::CertificateSeries series, SeriesOn(office, Today(call.now)));
  std::string holder;  // another office that was first
  Result accepted = Move(call, request, Event::kAccept, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    ASSIGN_OR_RETURN(const std::optional<Mandate> guardian, GuardianOf(change.c));
    if (guardian) RETURN_IF_ERROR(MayAcceptUnder(*guardian));
    RETURN_IF_ERROR(CheckGuardian(change));
    const absl::CivilDay today = Today(call.now);
    a.accept_time = call.now;
    RETURN_IF_ERROR(RecomputeDueDate(change));
    ASSIGN_OR_RETURN(const Text matter, catalogue_.MatterName(a.matter));
    ASSIGN_OR_RETURN(holder, store_.Claim(change.tx, change.c));
    if (!holder.empty()) return AcceptedElsewhere({holder, holder});
    ASSIGN_OR_RETURN(const int64_t serial,
                     store_.TakeNumbers(change.tx, a.office, today.year(), "ACCEPTANCE", 1));
    a.acceptance_number = AcceptanceNumber(series, static_cast<int>(today.year()), serial);
    store_.OpenRegister(change.tx, a, today.year(), serial, today);
    std::map<std::string, std::string> values = Named(matter);
    values["due_date"] = DueDateToTell(a);
    Tell(change, "N04", std::move(values));
    Tell(change, "N05");
    AssessFee(change, today);
    return absl::OkStatus();
  });
  // By its name, which is asked for only now that nothing is held.
  return holder.empty() ? std::move(accepted) : RefuseForHolder(holder);
}

}  // namespace notary::application
