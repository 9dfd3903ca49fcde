// Rows 15, 20, 35–39: refusal and termination. A report, the head's decision, the money settled.
#include <algorithm>

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/application/domain/guards.h"
#include "services/application/service/application_service.h"
#include "services/application/service/effects.h"

namespace notary::application {

ApplicationService::Result ApplicationService::ProposeClosure(
    const Call& call, const std::string& name, const std::string& etag, Event event,
    const std::string& ground, const std::string& report, const Fn& check) {
  return MoveCase(
      call, name, etag, [event](const Case&) { return event; },
      [&](Change& change) -> absl::Status {
        if (check != nullptr) RETURN_IF_ERROR(check(change));
        // Of the notaries, the one who handles the case; before one is assigned, any.
        const Application& a = change.application();
        const bool by_notary = change.mover.role == Name(Actor::kNotary) && !a.handler.empty();
        if (by_notary) RETURN_IF_ERROR(IsHandler(a, call.principal));
        change.application().ground = ground;
        change.application().closure_reported = by_notary && !report.empty();
        change.mover.reason = ground;
        change.mover.note = report;
        return absl::OkStatus();
      });
}

ApplicationService::Result ApplicationService::RefuseSupplement(
    const Call& call, const v1::RefuseSupplementRequest& request) {
  return ProposeClosure(call, request.name(), request.etag(), Event::kRefuseSupplement, "REF06",
                        request.note());
}

ApplicationService::Result ApplicationService::RefusePayment(
    const Call& call, const v1::RefusePaymentRequest& request) {
  return ProposeClosure(
      call, request.name(), request.etag(), Event::kRefusePayment, "REF09", request.note(),
      [](const Change& change) { return MayRefusePayment(change.c.application); });
}

ApplicationService::Result ApplicationService::WithdrawApplication(
    const Call& call, const v1::WithdrawApplicationRequest& request) {
  return ProposeClosure(call, request.name(), request.etag(), Event::kWithdraw, "R50_2",
                        request.note());
}

ApplicationService::Result ApplicationService::ProposeTermination(
    const Call& call, const v1::ProposeTerminationRequest& request) {
  RETURN_IF_ERROR(CheckGround(request.ground(), {"R50_1", "R50_3", "R50_4", "R50_5"}));
  const bool for_delay = request.ground() == "R50_1";
  return ProposeClosure(call, request.name(), request.etag(), Event::kProposeTermination,
                        request.ground(), request.note(),
                        [&](const Change& change) -> absl::Status {
                          if (!for_delay) return absl::OkStatus();
                          ASSIGN_OR_RETURN(const absl::Time before,
                                           catalogue_.RunOut("TERMINATION", Today(call.now), 0));
                          return MayEndForDelay(change.c.application, before);
                        });
}

ApplicationService::Result ApplicationService::ProposeRefusal(
    const Call& call, const v1::ProposeRefusalRequest& request) {
  RETURN_IF_ERROR(CheckGround(request.ground(), {"REF01", "REF02", "REF03", "REF04", "REF05",
                                                 "REF06", "REF07", "REF08", "REF09"}));
  return ProposeClosure(call, request.name(), request.etag(), Event::kProposeRefusal,
                        request.ground(), request.report());
}

ApplicationService::Result ApplicationService::ReportClosure(
    const Call& call, const v1::ReportClosureRequest& request) {
  return Move(call, request, Event::kReportClosure, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    RETURN_IF_ERROR(IsHandler(a, call.principal));
    a.closure_reported = true;
    change.mover.reason = a.ground;
    change.mover.note = request.report();
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::ApproveClosure(
    const Call& call, const v1::ApproveClosureRequest& request) {
  RETURN_IF_ERROR(CheckFault(request.fault()));
  const EventIn decide = [](const Case& c) {
    return c.application.state == State::kRefusalPending ? Event::kApproveRefusal
                                                         : Event::kApproveTermination;
  };
  return MoveCase(
      call, request.name(), request.etag(), decide, [&](Change& change) -> absl::Status {
        Application& a = change.application();
        const bool refusal = change.to == State::kRefused;
        ASSIGN_OR_RETURN(const ApplicationStore::Brought proposed,
                         LookInto(change, [&](pg::Tx& tx) { return store_.WhoBrought(tx, a); }));
        RETURN_IF_ERROR(MayApproveClosure(a, proposed.by, call.principal));
        a.fault = request.fault();
        change.mover.reason = a.ground;
        return CloseCase(change, proposed, refusal ? "REFUSED" : "TERMINATED",
                         refusal ? "N10" : "N11");
      });
}

absl::Status ApplicationService::CloseCase(Change& change,
                                           const ApplicationStore::Brought& proposed,
                                           absl::string_view closing, const char* notice) {
  const Application& a = change.application();
  for (const Pause& pause : std::vector<Pause>(change.c.pauses)) {
    if (!pause.end) RETURN_IF_ERROR(EndPause(change, pause.kind));
  }
  if (a.recusal_open) EndRecusal(change, RecusalOutcome::kLapsed, "");
  store_.CloseRegister(change.tx, a, closing, Today(change.call.now));
  store_.EndClaim(change.tx, a);
  const auto is_open = [](const Verification& v) { return v.IsOpen(); };
  if (std::any_of(change.c.verifications.begin(), change.c.verifications.end(), is_open)) {
    CancelQuestions(change);
  }
  SettleVisit(change, "CANCELLED");
  // As it was when the party withdrew: who is assigned afterwards, only to end it, reviews nothing.
  const bool reviewed = proposed.from != Name(State::kAccepted);
  SettleFee(change, closing, reviewed, proposed.time);
  Tell(change, notice, {{"ground", a.ground}});
  return absl::OkStatus();
}

ApplicationService::Result ApplicationService::SendBackClosure(
    const Call& call, const v1::SendBackClosureRequest& request) {
  return Move(call, request, Event::kSendBack, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    if (a.handler.empty()) {
      return PreconditionError(
          "NOTARY_NOT_ASSIGNED",
          {"尚未指定承办公证员，无法退回审查", "No notary is assigned to go on with the review"});
    }
    a.ground.clear();
    a.closure_reported = false;
    change.mover.note = request.note();
    ASSIGN_OR_RETURN(const ConsentTimes consents, Consents(change));
    RETURN_IF_ERROR(GoOnWithReview(change));
    // It may have taken back the face check meanwhile.
    return CallInToSign(change, consents);
  });
}

// What the case waited for when it was to be ended is not waited for any more: an answer that comes
// later finds it under review, and a paper that is still missing is asked for again.
absl::Status ApplicationService::GoOnWithReview(Change& change) {
  for (const Pause& pause : std::vector<Pause>(change.c.pauses)) {
    if (pause.end || pause.kind == PauseKind::kForceMajeure) continue;
    RETURN_IF_ERROR(EndPause(change, pause.kind));
    TellOfEnd(change, Name(pause.kind));
  }
  return absl::OkStatus();
}

}  // namespace notary::application
