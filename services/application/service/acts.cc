#include "services/application/service/acts.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/application/domain/handover.h"
#include "services/application/domain/mandates.h"
#include "services/application/domain/recusal.h"

namespace notary::application {
namespace {

constexpr std::pair<rpc::Role, Actor> kActors[] = {{rpc::Role::ROLE_APPLICANT, Actor::kApplicant},
                                                   {rpc::Role::ROLE_ASSISTANT, Actor::kAssistant},
                                                   {rpc::Role::ROLE_NOTARY, Actor::kNotary},
                                                   {rpc::Role::ROLE_APPROVER, Actor::kApprover},
                                                   {rpc::Role::ROLE_PRODUCTION, Actor::kProduction},
                                                   {rpc::Role::ROLE_TRANSLATOR, Actor::kTranslator},
                                                   {rpc::Role::ROLE_ARCHIVIST, Actor::kArchivist},
                                                   {rpc::Role::ROLE_HEAD, Actor::kHead},
                                                   {rpc::Role::ROLE_SYSTEM, Actor::kSystem}};

constexpr std::pair<Event, const char*> kVerbs[] = {
    {Event::kUpdate, "update"},
    {Event::kSubmit, "submit"},
    {Event::kTake, "take"},
    {Event::kRequestCompletion, "requestCompletion"},
    {Event::kResubmit, "resubmit"},
    {Event::kCancel, "cancel"},
    {Event::kDecline, "decline"},
    {Event::kAccept, "accept"},
    {Event::kAssign, "assign"},
    {Event::kReassign, "reassign"},
    {Event::kAskRecusal, "requestRecusal"},
    {Event::kUpholdRecusal, "decideRecusal"},
    {Event::kDenyRecusal, "decideRecusal"},
    {Event::kSignNotice, "signNotice"},
    {Event::kRequestSupplement, "requestSupplement"},
    {Event::kSupplement, "supplement"},
    {Event::kRefuseSupplement, "refuseSupplement"},
    {Event::kPermitDisclosure, "permitDisclosure"},
    {Event::kAskAgency, "startVerification"},
    {Event::kHoldForAgency, "startVerification"},
    {Event::kStopAsking, "withdrawConsent"},
    {Event::kWithdrawConsent, "withdrawConsent"},
    {Event::kResolveAnswer, "resolveVerification"},
    {Event::kFoundByHand, "recordManualVerification"},
    {Event::kConfirmFinding, "confirmVerification"},
    {Event::kPauseForce, "startForceMajeure"},
    {Event::kResumeForce, "endForceMajeure"},
    {Event::kRefusePayment, "refusePayment"},
    {Event::kRecordIdentity, "recordRemoteIdentity"},
    {Event::kRecordVisit, "recordVisit"},
    {Event::kFileTranslation, "fileTranslation"},
    {Event::kSubmitDraft, "submitDraft"},
    {Event::kApprove, "approve"},
    {Event::kReturn, "return"},
    {Event::kDiscuss, "discuss"},
    {Event::kProduce, "produce"},
    {Event::kPassQuality, "passQualityCheck"},
    {Event::kChangeAddress, "changeDeliveryAddress"},
    {Event::kRecall, "recall"},
    {Event::kHandOver, "handOver"},
    {Event::kDispatch, "dispatch"},
    {Event::kReturned, "recordParcel"},
    {Event::kLost, "recordParcel"},
    {Event::kReceived, "resolveIncident"},
    {Event::kReproduce, "resolveIncident"},
    {Event::kWithhold, "withhold"},
    {Event::kArchive, "archive"},
    {Event::kWithdraw, "withdraw"},
    {Event::kProposeTermination, "proposeTermination"},
    {Event::kProposeRefusal, "proposeRefusal"},
    {Event::kReportClosure, "reportClosure"},
    {Event::kApproveRefusal, "approveClosure"},
    {Event::kApproveTermination, "approveClosure"},
    {Event::kSendBack, "sendBackClosure"},
};

// What is done once does not stay open, nor what does not apply.
bool IsDone(const Application& a, Event event) {
  switch (event) {
    case Event::kSignNotice:
      return a.notice_sign_time.has_value();
    case Event::kAskRecusal:
      return a.recusal_open;
    case Event::kPermitDisclosure:
      return !a.original_lost;
    case Event::kChangeAddress:
    case Event::kDispatch:
      return a.handover_mode != HandoverMode::kCourier;
    case Event::kHandOver:
      return !MayCollect(a).ok();
    case Event::kRefusePayment:
      return a.payment_state != PaymentState::kAssessed;
    case Event::kRecall:
      return a.recall_state != RecallState::kNone;
    case Event::kReportClosure:
      return a.closure_reported || a.handler.empty();
    case Event::kApproveRefusal:
    case Event::kApproveTermination:
      return !a.closure_reported && !a.handler.empty();
    case Event::kConfirmFinding:
      return true;  // the finding says whom it awaits
    case Event::kFileTranslation:
      return true;  // the list says whether it is asked for
    case Event::kUpholdRecusal:
    case Event::kDenyRecusal:
      return !a.recusal_open;
    default:
      return false;
  }
}

std::optional<Actor> ActorOf(const rpc::Call& call, const Application& a, Event event) {
  if (IsHelper(call.principal, a) && !HelperMay(event)) return std::nullopt;
  for (const auto& [role, actor] : kActors) {
    if (call.caller.Has(role) && Allows(a.state, event, actor)) return actor;
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<Actor> ActingAs(const rpc::Call& call, const Application& a, Event event) {
  const State state = a.state;
  if (!Target(state, event)) {
    return PreconditionError("STATE_NOT_ALLOWED",
                             {absl::StrCat("当前状态（", Name(state), "）不允许此操作"),
                              absl::StrCat("Not allowed in state ", Name(state))});
  }
  RETURN_IF_ERROR(NotRecused(a, call.principal));
  if (const std::optional<Actor> actor = ActorOf(call, a, event)) return *actor;
  return DeniedError("ROLE_NOT_ALLOWED", {"您的角色无权执行此操作", "Your role may not do this"});
}

std::string VerbOf(Event event) {
  for (const auto& [known, verb] : kVerbs) {
    if (known == event) return verb;
  }
  return "";
}

std::vector<std::string> ActsOpenTo(const rpc::Call& call, const Application& a) {
  std::vector<std::string> verbs;
  if (!NotRecused(a, call.principal).ok()) return verbs;
  for (const Transition& move : kTransitions) {
    if (move.from != a.state || IsDone(a, move.on) || !ActorOf(call, a, move.on)) continue;
    const std::string verb = VerbOf(move.on);
    const bool there = std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
    if (!verb.empty() && !there) verbs.push_back(verb);
  }
  return verbs;
}

}  // namespace notary::application
