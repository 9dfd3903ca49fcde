// Rows 12–22: the handling notary's review.
#include <utility>

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "services/application/domain/answers.h"
#include "services/application/domain/changes.h"
#include "services/application/domain/consents.h"
#include "services/application/domain/guards.h"
#include "services/application/domain/translation.h"
#include "services/application/service/application_service.h"
#include "services/application/service/effects.h"
#include "services/application/service/lists.h"

namespace notary::application {
ApplicationService::Result ApplicationService::SignNotice(const Call& call,
                                                          const v1::SignNoticeRequest& request) {
  return Move(call, request, Event::kSignNotice, [&](Change& change) -> absl::Status {
    const Application& a = change.application();
    RETURN_IF_ERROR(MaySignNotice(a));
    ASSIGN_OR_RETURN(const std::optional<std::string> text_hash,
                     notices_.TextHash(a.office, a.Name(), "N05"));
    RETURN_IF_ERROR(CheckSignedText(text_hash, request.text_hash()));
    change.application().notice_sign_time = call.now;
    change.mover.note = request.text_hash();
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::RequestSupplement(
    const Call& call, const v1::RequestSupplementRequest& request) {
  RETURN_IF_ERROR(EachOnce(request.items(), "items", "slot",
                           [](const v1::MissingItem& item) { return item.slot(); }));
  return Move(call, request, Event::kRequestSupplement, [&](Change& change) -> absl::Status {
    RETURN_IF_ERROR(IsHandler(change.application(), call.principal));
    change.mover.note = request.note();
    RETURN_IF_ERROR(StartPause(change, PauseKind::kSupplement, request.note()));
    return AskForItems(change, "N07", "SUPPLEMENT", ItemsOf(request));
  });
}

ApplicationService::Result ApplicationService::SupplementApplication(
    const Call& call, const v1::SupplementApplicationRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<GivenConsent> consents, ConsentsOf(request));
  return Move(call, request, Event::kSupplement, [&](Change& change) -> absl::Status {
    RETURN_IF_ERROR(TakeForm(change, consents));
    RETURN_IF_ERROR(EndPause(change, PauseKind::kSupplement));
    TellOfEnd(change, Name(PauseKind::kSupplement));
    return absl::OkStatus();
  });
}

absl::Status ApplicationService::Ask(Change& change, Verification question) {
  Application& a = change.application();
  const absl::Time now = change.call.now;
  ASSIGN_OR_RETURN(const MatterRules rules, catalogue_.Rules(change.c));
  ASSIGN_OR_RETURN(const PlannedFact fact, FindFact(rules, question.fact));
  if (question.mode == "DISCLOSE") RETURN_IF_ERROR(MayDisclose(fact));
  RETURN_IF_ERROR(NamesWhomItIsAbout(change.c, fact, Today(now)));
  ASSIGN_OR_RETURN(const ConsentTimes consents, Consents(change));
  ASSIGN_OR_RETURN(const absl::Time consent_time, NeedConsent(consents, kAgencyConsent));
  question.name = absl::StrCat("offices/", a.office, "/verifications/", NewId(now));
  question.ask_time = now;
  question.ask_revision = a.revision;
  question.stale_after_days = fact.stale_after_days;
  question.supporting_outcome = fact.supporting_outcome;
  store_.AskVerification(change.tx, a, question);
  change.mover.reason = question.fact;
  AskAgency(change, question, fact.claim_fields, consent_time);
  change.c.verifications.push_back(std::move(question));
  return absl::OkStatus();
}

ApplicationService::Result ApplicationService::StartVerification(
    const Call& call, const v1::StartVerificationRequest& request) {
  // While one answer is awaited, a further question joins the same pause (row 16).
  const EventIn event_in = [&](const Case& c) {
    const bool holds = request.blocking() && c.application.state == State::kReviewing;
    return holds ? Event::kHoldForAgency : Event::kAskAgency;
  };
  return MoveCase(
      call, request.name(), request.etag(), event_in, [&](Change& change) -> absl::Status {
        Application& a = change.application();
        const bool disclose = request.mode() == "DISCLOSE";
        std::string permitted_by;
        if (disclose) {
          ASSIGN_OR_RETURN(permitted_by, LookInto(change, [&](pg::Tx& tx) {
                             return store_.WhoPermitted(tx, a, request.fact());
                           }));
        }
        RETURN_IF_ERROR(
            MayAskAgency(a, call.principal, request.mode(), request.supervisor(), permitted_by));
        RETURN_IF_ERROR(Ask(change, {.fact = request.fact(),
                                     .mode = request.mode(),
                                     .blocking = request.blocking(),
                                     .supervisor = disclose ? permitted_by : ""}));
        if (event_in(change.c) != Event::kHoldForAgency) return absl::OkStatus();
        RETURN_IF_ERROR(StartPause(change, PauseKind::kVerify, request.fact()));
        TellOfPause(change, request.fact());
        return absl::OkStatus();
      });
}

ApplicationService::Result ApplicationService::ResolveVerification(
    const Call& call, const v1::ResolveVerificationRequest& request) {
  return Move(call, request, Event::kResolveAnswer, [&](Change& change) -> absl::Status {
    RETURN_IF_ERROR(IsHandler(change.application(), call.principal));
    for (Verification& v : change.c.verifications) {
      if (v.name != request.verification() || v.IsOpen()) continue;
      v.opinion = request.opinion();
      store_.PutOpinion(change.tx, change.application(), v.name, v.opinion);
      return absl::OkStatus();
    }
    return InvalidField("verification", "VERIFICATION_UNKNOWN",
                        {"没有已答复的该核查", "No such answered question"});
  });
}

ApplicationService::Result ApplicationService::RecordManualVerification(
    const Call& call, const v1::RecordManualVerificationRequest& request) {
  const EventIn event_in = [&](const Case& c) {
    const bool waits = c.application.state == State::kVerifyWait;
    return waits && !HoldsTheClock(c, request.fact()) ? Event::kFoundByHand : Event::kResolveAnswer;
  };
  const auto record = [&](Change& change) -> absl::Status {
    Application& a = change.application();
    RETURN_IF_ERROR(MayVerifyByHand(a, call.principal, request.means(), request.second_person()));
    ASSIGN_OR_RETURN(const MatterRules rules, catalogue_.Rules(change.c));
    ASSIGN_OR_RETURN(const PlannedFact fact, FindFact(rules, request.fact()));
    Verification found{
        .name = absl::StrCat("offices/", a.office, "/verifications/", NewId(call.now)),
        .fact = request.fact(),
        .mode = kByHand,
        .supervisor = request.second_person(),
        .outcome = "VERIFIED",
        .reason_code = request.means(),
        .ask_time = call.now,
        .answer_time = call.now,
        .data_time = call.now,
        .opinion = request.opinion(),
        .stale_after_days = fact.stale_after_days};
    store_.AskVerification(change.tx, a, found);
    store_.AnswerVerification(change.tx, a, found);
    store_.PutOpinion(change.tx, a, found.name, found.opinion);
    const bool ends_the_wait = event_in(change.c) == Event::kFoundByHand;
    change.c.verifications.push_back(found);
    change.mover.reason = request.fact();
    return ends_the_wait ? StopWaiting(change, request.fact()) : absl::OkStatus();
  };
  return MoveCase(call, request.name(), request.etag(), event_in, record);
}

ApplicationService::Result ApplicationService::StartForceMajeure(
    const Call& call, const v1::StartForceMajeureRequest& request) {
  return Move(call, request, Event::kPauseForce, [&](Change& change) -> absl::Status {
    if (change.c.IsPaused(PauseKind::kForceMajeure)) {
      return PreconditionError("PAUSE_OPEN",
                               {"期限已因不可抗力中止", "The clock is already paused"});
    }
    RETURN_IF_ERROR(StartPause(change, PauseKind::kForceMajeure, request.note()));
    TellOfPause(change, "FORCE_MAJEURE");
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::EndForceMajeure(
    const Call& call, const v1::EndForceMajeureRequest& request) {
  return Move(call, request, Event::kResumeForce, [&](Change& change) -> absl::Status {
    if (!change.c.IsPaused(PauseKind::kForceMajeure)) {
      return PreconditionError(
          "NOT_PAUSED", {"期限未因不可抗力中止", "The clock is not paused for force majeure"});
    }
    RETURN_IF_ERROR(EndPause(change, PauseKind::kForceMajeure));
    TellOfEnd(change, "FORCE_MAJEURE");
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::RecordRemoteIdentity(
    const Call& call, const v1::RecordRemoteIdentityRequest& request) {
  return Move(call, request, Event::kRecordIdentity, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    ASSIGN_OR_RETURN(const ConsentTimes consents, Consents(change));
    RETURN_IF_ERROR(NeedConsent(consents, kFaceConsent).status());
    if (a.identity_state == IdentityState::kUnchecked) a.identity_state = IdentityState::kRemote;
    change.mover.note = request.reference();
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::RecordVisit(const Call& call,
                                                           const v1::RecordVisitRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<OriginalCheck> checks, OriginalsIn(request));
  return Move(call, request, Event::kRecordVisit, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    RETURN_IF_ERROR(CountVisit(change, request.repeat_reason()));
    a.identity_state = IdentityState::kInPerson;
    RETURN_IF_ERROR(ShowOriginals(change, checks));
    change.mover.note = request.identity_record();
    SettleVisit(change, "KEPT");
    return absl::OkStatus();
  });
}

absl::Status ApplicationService::ShowOriginals(Change& change,
                                               const std::vector<OriginalCheck>& checks) {
  Application& a = change.application();
  ASSIGN_OR_RETURN(const MatterRules rules, catalogue_.Rules(change.c));
  RETURN_IF_ERROR(NoteOriginals(checks, rules, change.c));
  a.originals_state = OriginalsOf(change.c, rules);
  store_.PutOriginals(change.tx, a, change.c.materials);
  return absl::OkStatus();
}

ApplicationService::Result ApplicationService::FileTranslation(
    const Call& call, const v1::FileTranslationRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<Paper> found, papers_.Find(call.office, {request.document()}));
  return Move(call, request, Event::kFileTranslation, [&](Change& change) -> absl::Status {
    ASSIGN_OR_RETURN(const MatterRules rules, catalogue_.Rules(change.c));
    RETURN_IF_ERROR(MayFileTranslation(rules, found));
    const std::vector<Material> filed = {{kTranslationSlot, request.document()}};
    FillIn(change.c, /*form=*/{}, filed);
    store_.PutMaterials(change.tx, change.application(), filed);
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::SubmitDraft(const Call& call,
                                                           const v1::SubmitDraftRequest& request) {
  return Move(call, request, Event::kSubmitDraft, [&](Change& change) -> absl::Status {
    ASSIGN_OR_RETURN(const MatterRules rules, catalogue_.Rules(change.c));
    RETURN_IF_ERROR(MaySubmitDraft(change.c, call.principal, rules.FactNames()));
    RETURN_IF_ERROR(CheckGuardian(change));
    RETURN_IF_ERROR(TranslationIsThere(change.c, rules));
    RETURN_IF_ERROR(wordings_.Check(change.c, rules.copy_trans));
    change.mover.note = request.opinion();
    return CallIn(change);
  });
}

}  // namespace notary::application
