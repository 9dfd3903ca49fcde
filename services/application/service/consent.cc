// A consent is withdrawn as it was given (PIPL 15).
#include "platform/base/status_macros.h"
#include "services/application/domain/changes.h"
#include "services/application/domain/consents.h"
#include "services/application/domain/handover.h"
#include "services/application/domain/mandates.h"
#include "services/application/domain/visits.h"
#include "services/application/service/application_service.h"
#include "services/application/service/effects.h"

namespace notary::application {
namespace {

constexpr char kNoConsent[] = "R01";  // domain.md 6.5

}  // namespace

// What was done under it stays; what is under way ends. The notary goes on without the register:
// by hand, or by asking the party for the consent again as for any other paper.
ApplicationService::Result ApplicationService::WithdrawConsent(
    const Call& call, const v1::WithdrawConsentRequest& request) {
  const EventIn event_in = [&](const Case& c) {
    const bool stops =
        request.code() == kAgencyConsent && c.application.state == State::kVerifyWait;
    return stops ? Event::kStopAsking : Event::kWithdrawConsent;
  };
  return MoveCase(call, request.name(), request.etag(), event_in,
                  [&](Change& change) -> absl::Status {
                    Application& a = change.application();
                    RETURN_IF_ERROR(MayConsent(call.principal, a));
                    ASSIGN_OR_RETURN(ConsentTimes consents, Consents(change));
                    RETURN_IF_ERROR(NeedConsent(consents, request.code()).status());
                    consents.erase(request.code());
                    store_.WithdrawConsent(change.tx, a, request.code(), call.now);
                    change.mover.reason = request.code();
                    if (request.code() == kElectronicService) change.c.electronic_service = false;
                    if (request.code() == kAgencyConsent) return StopAsking(change);
                    if (request.code() == kCourierConsent) return CollectInstead(change);
                    if (request.code() == kFaceConsent) ComeBeforeIssue(a);
                    return CallInToSign(change, consents);
                  });
}

// No courier learns where the party lives: the address goes, and the party collects what was to be
// sent. It is told so at the latest when that is ready.
absl::Status ApplicationService::CollectInstead(Change& change) {
  Application& a = change.application();
  if (a.handover_mode != HandoverMode::kCourier) return absl::OkStatus();
  RETURN_IF_ERROR(MayCollectInstead(a));
  a.handover_mode = HandoverMode::kCounter;
  a.freight_collect = false;
  const std::map<std::string, std::string> nowhere = FieldsOf(CourierAddress());
  FillIn(change.c, nowhere, /*materials=*/{});
  store_.PutForm(change.tx, a, nowhere);
  if (a.state != State::kReady) return absl::OkStatus();
  return TellToCollect(change, "N12", "N12_COLLECT");
}

absl::Status ApplicationService::StopAsking(Change& change) {
  Application& a = change.application();
  std::string fact;
  for (Verification& v : change.c.verifications) {
    if (!v.IsOpen()) continue;
    fact = v.fact;
    v.outcome = "REJECTED";
    v.reason_code = kNoConsent;
    v.answer_time = change.call.now;
    store_.AnswerVerification(change.tx, a, v);
  }
  if (fact.empty()) return absl::OkStatus();
  CancelQuestions(change);
  return a.state == State::kVerifyWait ? StopWaiting(change, fact) : absl::OkStatus();
}

}  // namespace notary::application
