// Rows 10 and 11: who handles a case, and who may not (L23(3), R20).
#include <algorithm>

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/application/domain/guards.h"
#include "services/application/domain/recusal.h"
#include "services/application/service/application_service.h"
#include "services/application/service/effects.h"

namespace notary::application {

// The name is that of the account: whoever assigns does not choose what the certificate prints.
absl::Status ApplicationService::HandTo(Change& change, const std::string& notary,
                                        const std::string& name) {
  Application& a = change.application();
  RETURN_IF_ERROR(MayTakeOver(a, notary));
  ASSIGN_OR_RETURN(const Notary known, staff_.FindNotary(a.office, notary));
  if (!name.empty() && name != known.name) {
    return InvalidField(
        "notary_name", "NAME_DIFFERS",
        {"姓名与该公证员的账号不符", "This is not the name of the notary's account"});
  }
  const absl::CivilDay today = Today(change.call.now);
  ASSIGN_OR_RETURN(const MatterRules rules, catalogue_.Rules(change.c));
  if (rules.abroad) RETURN_IF_ERROR(MaySignForAbroad(known, today));
  a.handler = notary;
  a.handler_name = known.name;
  a.handler_name_pinyin = known.pinyin;
  return absl::OkStatus();
}

absl::Status ApplicationService::CheckSpecimen(Change& change, const MatterRules& rules) {
  if (!rules.abroad) return absl::OkStatus();
  const Application& a = change.application();
  const absl::StatusOr<Notary> found = staff_.FindNotary(a.office, a.handler);
  std::optional<Notary> handler;
  if (found.ok()) handler = *found;
  // Who has left the office since signs nothing there.
  if (!found.ok() && !absl::IsInvalidArgument(found.status())) return found.status();
  return MaySignForAbroad(handler, Today(change.call.now));
}

ApplicationService::Result ApplicationService::AssignNotary(
    const Call& call, const v1::AssignNotaryRequest& request) {
  RETURN_IF_ERROR(CheckStaff("notary", request.notary()));
  return Move(call, request, Event::kAssign, [&](Change& change) -> absl::Status {
    RETURN_IF_ERROR(HandTo(change, request.notary(), request.notary_name()));
    Tell(change, "N04_NOTARY", {{"notary", change.application().handler_name}});
    ASSIGN_OR_RETURN(const ConsentTimes consents, Consents(change));
    return CallInToSign(change, consents);
  });
}

ApplicationService::Result ApplicationService::ReassignNotary(
    const Call& call, const v1::ReassignNotaryRequest& request) {
  RETURN_IF_ERROR(CheckStaff("notary", request.notary()));
  return Move(call, request, Event::kReassign, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    RETURN_IF_ERROR(NoRecusalOpen(a));
    RETURN_IF_ERROR(HandTo(change, request.notary(), request.notary_name()));
    a.closure_reported = false;  // whoever takes over reports
    change.mover.note = request.note();
    Tell(change, "N04_NEW_NOTARY", {{"notary", a.handler_name}});
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::RequestRecusal(
    const Call& call, const v1::RequestRecusalRequest& request) {
  RETURN_IF_ERROR(CheckRecusalGround(request.ground()));
  return Move(call, request, Event::kAskRecusal, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    RETURN_IF_ERROR(NoRecusalOpen(a));
    if (change.mover.role == Name(Actor::kNotary)) RETURN_IF_ERROR(IsHandler(a, call.principal));
    const Recusal asked{.ask_revision = a.revision,
                        .notary = a.handler,
                        .asker = call.principal,
                        .ground = request.ground(),
                        .explanation = request.explanation(),
                        .ask_time = call.now};
    store_.AskRecusal(change.tx, a, asked);
    change.c.recusals.push_back(asked);
    a.recusal_open = true;
    change.mover.reason = request.ground();
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::DecideRecusal(
    const Call& call, const v1::DecideRecusalRequest& request) {
  RETURN_IF_ERROR(CheckDecision(request.upheld(), request.notary(), request.reason()));
  const Event event = request.upheld() ? Event::kUpholdRecusal : Event::kDenyRecusal;
  return Move(call, request, event, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    RETURN_IF_ERROR(MayDecideRecusal(change.c, call.principal));
    const Recusal& asked = change.c.recusals.back();
    std::map<std::string, std::string> told = {{"asked_of", a.handler_name},
                                               {"ground", asked.ground}};
    if (request.upheld()) {
      const std::string recused = a.handler;
      RETURN_IF_ERROR(HandTo(change, request.notary(), request.notary_name()));
      a.recused.push_back(recused);
      told["notary"] = a.handler_name;
    } else {
      told["reason"] = request.reason();
    }
    change.mover.reason = asked.ground;
    EndRecusal(change, request.upheld() ? RecusalOutcome::kUpheld : RecusalOutcome::kNotUpheld,
               request.reason());
    Tell(change, request.upheld() ? "N09" : "N09_NOT_UPHELD", std::move(told));
    return absl::OkStatus();
  });
}

void ApplicationService::EndRecusal(Change& change, RecusalOutcome outcome,
                                    const std::string& reason) {
  Application& a = change.application();
  Recusal& asked = change.c.recusals.back();
  asked.outcome = outcome;
  asked.reason = reason;
  asked.decide_time = std::max(change.call.now, asked.ask_time);
  // One that falls away with the case was decided by nobody.
  if (outcome != RecusalOutcome::kLapsed) asked.decider = change.call.principal;
  store_.CloseRecusal(change.tx, a, asked);
  a.recusal_open = false;
}

}  // namespace notary::application
