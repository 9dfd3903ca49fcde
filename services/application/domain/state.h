// Every legal move of an application (domain.md 1.5); whatever is absent is illegal. The same table
// stands in SQL as transition_rule, under a foreign key of the history; a conformance test holds
// the two, the CHECK constraints and the proto together.
#pragma once

#include <array>
#include <optional>

#include "services/application/domain/state_words.h"

// clang-format off: tables read as tables.

namespace notary::application {

struct Transition {
  State from;
  Event on;
  State to;
  Actor by;
};

// One line for each (from, event, actor). Numbers are the rows of domain.md 1.5.
inline constexpr auto kTransitions = std::to_array<Transition>({
    {State::kDraft, Event::kUpdate, State::kDraft, Actor::kApplicant},
    {State::kDraft, Event::kSubmit, State::kSubmitted, Actor::kApplicant},                    // 2
    {State::kSubmitted, Event::kTake, State::kPreCheck, Actor::kAssistant},                   // 3
    {State::kPreCheck, Event::kRequestCompletion, State::kPreSupplement, Actor::kAssistant},  // 4
    {State::kPreCheck, Event::kRequestCompletion, State::kPreSupplement, Actor::kNotary},
    {State::kPreSupplement, Event::kUpdate, State::kPreSupplement, Actor::kApplicant},
    {State::kPreSupplement, Event::kResubmit, State::kPreCheck, Actor::kApplicant},  // 5
    {State::kPreSupplement, Event::kLapse, State::kLapsed, Actor::kSystem},          // 6
    {State::kDraft, Event::kCancel, State::kCancelled, Actor::kApplicant},           // 7
    {State::kSubmitted, Event::kCancel, State::kCancelled, Actor::kApplicant},
    {State::kPreCheck, Event::kCancel, State::kCancelled, Actor::kApplicant},
    {State::kPreSupplement, Event::kCancel, State::kCancelled, Actor::kApplicant},
    {State::kPreCheck, Event::kDecline, State::kNotAccepted, Actor::kAssistant},  // 8
    {State::kPreCheck, Event::kDecline, State::kNotAccepted, Actor::kNotary},
    {State::kPreCheck, Event::kAccept, State::kAccepted, Actor::kAssistant},  // 9
    {State::kPreCheck, Event::kAccept, State::kAccepted, Actor::kNotary},
    {State::kAccepted, Event::kAssign, State::kReviewing, Actor::kHead},  // 10
    {State::kAccepted, Event::kAssign, State::kReviewing, Actor::kSystem},
    {State::kReviewing, Event::kReassign, State::kReviewing, Actor::kHead},
    {State::kSupplementWait, Event::kReassign, State::kSupplementWait, Actor::kHead},
    {State::kVerifyWait, Event::kReassign, State::kVerifyWait, Actor::kHead},
    {State::kPendingApproval, Event::kReassign, State::kReviewing, Actor::kHead},
    {State::kRefusalPending, Event::kReassign, State::kRefusalPending, Actor::kHead},
    {State::kTerminationPending, Event::kReassign, State::kTerminationPending, Actor::kHead},
    {State::kReviewing, Event::kAskRecusal, State::kReviewing, Actor::kApplicant},  // 11
    {State::kReviewing, Event::kAskRecusal, State::kReviewing, Actor::kNotary},
    {State::kSupplementWait, Event::kAskRecusal, State::kSupplementWait, Actor::kApplicant},
    {State::kSupplementWait, Event::kAskRecusal, State::kSupplementWait, Actor::kNotary},
    {State::kVerifyWait, Event::kAskRecusal, State::kVerifyWait, Actor::kApplicant},
    {State::kVerifyWait, Event::kAskRecusal, State::kVerifyWait, Actor::kNotary},
    {State::kPendingApproval, Event::kAskRecusal, State::kPendingApproval, Actor::kApplicant},
    {State::kPendingApproval, Event::kAskRecusal, State::kPendingApproval, Actor::kNotary},
    {State::kReviewing, Event::kUpholdRecusal, State::kReviewing, Actor::kHead},
    {State::kSupplementWait, Event::kUpholdRecusal, State::kSupplementWait, Actor::kHead},
    {State::kVerifyWait, Event::kUpholdRecusal, State::kVerifyWait, Actor::kHead},
    // The draft was made by a notary who should not have handled the case.
    {State::kPendingApproval, Event::kUpholdRecusal, State::kReviewing, Actor::kHead},
    {State::kReviewing, Event::kDenyRecusal, State::kReviewing, Actor::kHead},
    {State::kSupplementWait, Event::kDenyRecusal, State::kSupplementWait, Actor::kHead},
    {State::kVerifyWait, Event::kDenyRecusal, State::kVerifyWait, Actor::kHead},
    {State::kPendingApproval, Event::kDenyRecusal, State::kPendingApproval, Actor::kHead},
    {State::kReviewing, Event::kSignNotice, State::kReviewing, Actor::kApplicant},           // 12
    {State::kReviewing, Event::kRequestSupplement, State::kSupplementWait, Actor::kNotary},  // 13
    {State::kSupplementWait, Event::kUpdate, State::kSupplementWait, Actor::kApplicant},
    {State::kSupplementWait, Event::kSupplement, State::kReviewing, Actor::kApplicant},  // 14
    {State::kSupplementWait, Event::kRefuseSupplement, State::kRefusalPending,
     Actor::kApplicant},  // 15
    {State::kSupplementWait, Event::kRefuseSupplement, State::kRefusalPending, Actor::kNotary},
    {State::kReviewing, Event::kAskAgency, State::kReviewing, Actor::kNotary},  // 16
    {State::kReviewing, Event::kHoldForAgency, State::kVerifyWait, Actor::kNotary},
    {State::kVerifyWait, Event::kAskAgency, State::kVerifyWait, Actor::kNotary},
    {State::kReviewing, Event::kAgencyAnswered, State::kReviewing, Actor::kSystem},  // 17
    {State::kVerifyWait, Event::kAgencyAnswered, State::kReviewing, Actor::kSystem},
    // One of several answers that are waited for.
    {State::kVerifyWait, Event::kPartAnswered, State::kVerifyWait, Actor::kSystem},
    // Without the consent nobody is asked any more (6.6 row 37).
    {State::kVerifyWait, Event::kStopAsking, State::kReviewing, Actor::kApplicant},
    {State::kSubmitted, Event::kWithdrawConsent, State::kSubmitted, Actor::kApplicant},
    {State::kPreCheck, Event::kWithdrawConsent, State::kPreCheck, Actor::kApplicant},
    {State::kPreSupplement, Event::kWithdrawConsent, State::kPreSupplement, Actor::kApplicant},
    {State::kAccepted, Event::kWithdrawConsent, State::kAccepted, Actor::kApplicant},
    {State::kReviewing, Event::kWithdrawConsent, State::kReviewing, Actor::kApplicant},
    {State::kSupplementWait, Event::kWithdrawConsent, State::kSupplementWait, Actor::kApplicant},
    {State::kVerifyWait, Event::kWithdrawConsent, State::kVerifyWait, Actor::kApplicant},
    {State::kPendingApproval, Event::kWithdrawConsent, State::kPendingApproval, Actor::kApplicant},
    // Until the courier has the parcel, its recipient's data need not go to one.
    {State::kIssued, Event::kWithdrawConsent, State::kIssued, Actor::kApplicant},
    {State::kProducing, Event::kWithdrawConsent, State::kProducing, Actor::kApplicant},
    {State::kReady, Event::kWithdrawConsent, State::kReady, Actor::kApplicant},
    // Notices still come, and a parcel that comes back is not sent again.
    {State::kInTransit, Event::kWithdrawConsent, State::kInTransit, Actor::kApplicant},
    {State::kIncident, Event::kWithdrawConsent, State::kIncident, Actor::kApplicant},
    {State::kRefusalPending, Event::kWithdrawConsent, State::kRefusalPending, Actor::kApplicant},
    {State::kTerminationPending, Event::kWithdrawConsent, State::kTerminationPending,
     Actor::kApplicant},
    // What is too old for an approval that waits is asked again (6.6 row 42).
    {State::kPendingApproval, Event::kAskAgency, State::kPendingApproval, Actor::kSystem},
    {State::kPendingApproval, Event::kAgencyAnswered, State::kPendingApproval, Actor::kSystem},
    {State::kReviewing, Event::kResolveAnswer, State::kReviewing, Actor::kNotary},
    // The agency is away and the notary goes another way (6.6 row 35); the last fact ends the wait.
    {State::kVerifyWait, Event::kResolveAnswer, State::kVerifyWait, Actor::kNotary},
    {State::kVerifyWait, Event::kFoundByHand, State::kReviewing, Actor::kNotary},
    // Whoever came along says so (R28).
    {State::kReviewing, Event::kConfirmFinding, State::kReviewing, Actor::kAssistant},
    {State::kReviewing, Event::kConfirmFinding, State::kReviewing, Actor::kNotary},
    {State::kReviewing, Event::kConfirmFinding, State::kReviewing, Actor::kApprover},
    {State::kReviewing, Event::kConfirmFinding, State::kReviewing, Actor::kHead},
    {State::kVerifyWait, Event::kConfirmFinding, State::kVerifyWait, Actor::kAssistant},
    {State::kVerifyWait, Event::kConfirmFinding, State::kVerifyWait, Actor::kNotary},
    {State::kVerifyWait, Event::kConfirmFinding, State::kVerifyWait, Actor::kApprover},
    {State::kVerifyWait, Event::kConfirmFinding, State::kVerifyWait, Actor::kHead},
    // A register shows its record only where somebody else has permitted it (6.3).
    {State::kReviewing, Event::kPermitDisclosure, State::kReviewing, Actor::kApprover},
    {State::kReviewing, Event::kPermitDisclosure, State::kReviewing, Actor::kHead},
    {State::kVerifyWait, Event::kPermitDisclosure, State::kVerifyWait, Actor::kApprover},
    {State::kVerifyWait, Event::kPermitDisclosure, State::kVerifyWait, Actor::kHead},
    {State::kAccepted, Event::kPauseForce, State::kAccepted, Actor::kHead},  // 18
    {State::kReviewing, Event::kPauseForce, State::kReviewing, Actor::kHead},
    {State::kSupplementWait, Event::kPauseForce, State::kSupplementWait, Actor::kHead},
    {State::kVerifyWait, Event::kPauseForce, State::kVerifyWait, Actor::kHead},
    {State::kPendingApproval, Event::kPauseForce, State::kPendingApproval, Actor::kHead},
    {State::kAccepted, Event::kResumeForce, State::kAccepted, Actor::kHead},
    {State::kReviewing, Event::kResumeForce, State::kReviewing, Actor::kHead},
    {State::kSupplementWait, Event::kResumeForce, State::kSupplementWait, Actor::kHead},
    {State::kVerifyWait, Event::kResumeForce, State::kVerifyWait, Actor::kHead},
    {State::kPendingApproval, Event::kResumeForce, State::kPendingApproval, Actor::kHead},
    {State::kAccepted, Event::kRefusePayment, State::kRefusalPending, Actor::kApplicant},  // 20
    {State::kAccepted, Event::kRefusePayment, State::kRefusalPending, Actor::kNotary},
    {State::kReviewing, Event::kRefusePayment, State::kRefusalPending, Actor::kApplicant},
    {State::kReviewing, Event::kRefusePayment, State::kRefusalPending, Actor::kNotary},
    {State::kAccepted, Event::kRecordIdentity, State::kAccepted, Actor::kSystem},
    {State::kAccepted, Event::kRecordIdentity, State::kAccepted, Actor::kAssistant},
    {State::kReviewing, Event::kRecordIdentity, State::kReviewing, Actor::kSystem},
    {State::kReviewing, Event::kRecordIdentity, State::kReviewing, Actor::kAssistant},
    // 21, and whatever else the case waits for when the party comes (ADR a party that comes is
    // served).
    {State::kReviewing, Event::kRecordVisit, State::kReviewing, Actor::kAssistant},
    {State::kReviewing, Event::kRecordVisit, State::kReviewing, Actor::kNotary},
    {State::kAccepted, Event::kRecordVisit, State::kAccepted, Actor::kAssistant},
    {State::kAccepted, Event::kRecordVisit, State::kAccepted, Actor::kNotary},
    {State::kSupplementWait, Event::kRecordVisit, State::kSupplementWait, Actor::kAssistant},
    {State::kSupplementWait, Event::kRecordVisit, State::kSupplementWait, Actor::kNotary},
    {State::kVerifyWait, Event::kRecordVisit, State::kVerifyWait, Actor::kAssistant},
    {State::kVerifyWait, Event::kRecordVisit, State::kVerifyWait, Actor::kNotary},
    {State::kPendingApproval, Event::kRecordVisit, State::kPendingApproval, Actor::kAssistant},
    {State::kPendingApproval, Event::kRecordVisit, State::kPendingApproval, Actor::kNotary},
    // The translation comes when the translator has made it, whatever the case waits for.
    {State::kAccepted, Event::kFileTranslation, State::kAccepted, Actor::kAssistant},
    {State::kReviewing, Event::kFileTranslation, State::kReviewing, Actor::kAssistant},
    {State::kSupplementWait, Event::kFileTranslation, State::kSupplementWait, Actor::kAssistant},
    {State::kVerifyWait, Event::kFileTranslation, State::kVerifyWait, Actor::kAssistant},
    {State::kReviewing, Event::kSubmitDraft, State::kPendingApproval, Actor::kNotary},  // 22
    {State::kPendingApproval, Event::kApprove, State::kIssued, Actor::kApprover},       // 24
    {State::kPendingApproval, Event::kApprove, State::kIssued, Actor::kHead},
    {State::kPendingApproval, Event::kReturn, State::kReviewing, Actor::kApprover},  // 25
    {State::kPendingApproval, Event::kReturn, State::kReviewing, Actor::kHead},
    {State::kPendingApproval, Event::kDiscuss, State::kPendingApproval, Actor::kApprover},  // 26
    {State::kPendingApproval, Event::kDiscuss, State::kPendingApproval, Actor::kNotary},
    {State::kIssued, Event::kProduce, State::kProducing, Actor::kProduction},  // 27
    {State::kIssued, Event::kProduce, State::kProducing, Actor::kTranslator},
    {State::kProducing, Event::kPassQuality, State::kReady, Actor::kAssistant},  // 28
    // Until the parcel has left, it can still be told where to go (8.4).
    {State::kAccepted, Event::kChangeAddress, State::kAccepted, Actor::kApplicant},
    {State::kAccepted, Event::kChangeAddress, State::kAccepted, Actor::kAssistant},
    {State::kReviewing, Event::kChangeAddress, State::kReviewing, Actor::kApplicant},
    {State::kReviewing, Event::kChangeAddress, State::kReviewing, Actor::kAssistant},
    {State::kSupplementWait, Event::kChangeAddress, State::kSupplementWait, Actor::kApplicant},
    {State::kSupplementWait, Event::kChangeAddress, State::kSupplementWait, Actor::kAssistant},
    {State::kVerifyWait, Event::kChangeAddress, State::kVerifyWait, Actor::kApplicant},
    {State::kVerifyWait, Event::kChangeAddress, State::kVerifyWait, Actor::kAssistant},
    {State::kPendingApproval, Event::kChangeAddress, State::kPendingApproval, Actor::kApplicant},
    {State::kPendingApproval, Event::kChangeAddress, State::kPendingApproval, Actor::kAssistant},
    {State::kIssued, Event::kChangeAddress, State::kIssued, Actor::kApplicant},
    {State::kIssued, Event::kChangeAddress, State::kIssued, Actor::kAssistant},
    {State::kProducing, Event::kChangeAddress, State::kProducing, Actor::kApplicant},
    {State::kProducing, Event::kChangeAddress, State::kProducing, Actor::kAssistant},
    {State::kReady, Event::kChangeAddress, State::kReady, Actor::kApplicant},
    {State::kReady, Event::kChangeAddress, State::kReady, Actor::kAssistant},
    {State::kReady, Event::kHandOver, State::kDelivered, Actor::kAssistant},  // 29
    {State::kReady, Event::kDispatch, State::kInTransit, Actor::kAssistant},  // 30
    {State::kInTransit, Event::kRecall, State::kInTransit, Actor::kApplicant},
    {State::kInTransit, Event::kRecall, State::kInTransit, Actor::kAssistant},
    {State::kInTransit, Event::kDelivered, State::kDelivered, Actor::kSystem},  // 31
    // The courier had left with a parcel that it said was cancelled.
    {State::kReady, Event::kDelivered, State::kDelivered, Actor::kSystem},
    {State::kInTransit, Event::kReturned, State::kReady, Actor::kSystem},  // 32
    {State::kInTransit, Event::kReturned, State::kReady, Actor::kAssistant},
    {State::kInTransit, Event::kLost, State::kIncident, Actor::kSystem},
    {State::kInTransit, Event::kLost, State::kIncident, Actor::kAssistant},
    {State::kInTransit, Event::kSignedByOther, State::kIncident, Actor::kSystem},
    // What was lost, or refused by whoever took it, turns up at the office after all.
    {State::kIncident, Event::kReturned, State::kReady, Actor::kSystem},
    {State::kIncident, Event::kReturned, State::kReady, Actor::kAssistant},
    {State::kIncident, Event::kReceived, State::kDelivered, Actor::kAssistant},
    {State::kIncident, Event::kReceived, State::kDelivered, Actor::kApplicant},
    // Made anew, and checked by somebody who did not make it this time.
    {State::kIncident, Event::kReproduce, State::kIssued, Actor::kAssistant},
    // What came back in a torn envelope, or is found faulty at the counter.
    {State::kReady, Event::kReproduce, State::kIssued, Actor::kAssistant},
    {State::kReady, Event::kWithhold, State::kWithheld, Actor::kNotary},  // 33
    {State::kReady, Event::kWithhold, State::kWithheld, Actor::kHead},
    // What is found false need not be printed first.
    {State::kIssued, Event::kWithhold, State::kWithheld, Actor::kNotary},
    {State::kIssued, Event::kWithhold, State::kWithheld, Actor::kHead},
    {State::kProducing, Event::kWithhold, State::kWithheld, Actor::kNotary},
    {State::kProducing, Event::kWithhold, State::kWithheld, Actor::kHead},
    {State::kDelivered, Event::kArchive, State::kArchived, Actor::kArchivist},  // 34
    {State::kWithheld, Event::kArchive, State::kArchived, Actor::kArchivist},
    {State::kRefused, Event::kArchive, State::kArchived, Actor::kArchivist},
    {State::kTerminated, Event::kArchive, State::kArchived, Actor::kArchivist},
    // What nobody collects is put away with its file, and handed over from there (1.6).
    {State::kReady, Event::kArchive, State::kArchived, Actor::kArchivist},
    {State::kArchived, Event::kHandOver, State::kArchived, Actor::kArchivist},
    {State::kAccepted, Event::kWithdraw, State::kTerminationPending, Actor::kApplicant},  // 35
    {State::kReviewing, Event::kWithdraw, State::kTerminationPending, Actor::kApplicant},
    {State::kSupplementWait, Event::kWithdraw, State::kTerminationPending, Actor::kApplicant},
    {State::kVerifyWait, Event::kWithdraw, State::kTerminationPending, Actor::kApplicant},
    {State::kPendingApproval, Event::kWithdraw, State::kTerminationPending, Actor::kApplicant},
    {State::kAccepted, Event::kProposeTermination, State::kTerminationPending,
     Actor::kNotary},  // 36, 37
    {State::kReviewing, Event::kProposeTermination, State::kTerminationPending, Actor::kNotary},
    {State::kSupplementWait, Event::kProposeTermination, State::kTerminationPending,
     Actor::kNotary},
    {State::kVerifyWait, Event::kProposeTermination, State::kTerminationPending, Actor::kNotary},
    {State::kPendingApproval, Event::kProposeTermination, State::kTerminationPending,
     Actor::kNotary},
    {State::kAccepted, Event::kProposeTermination, State::kTerminationPending,
     Actor::kSystem},  // 36
    {State::kReviewing, Event::kProposeTermination, State::kTerminationPending, Actor::kSystem},
    {State::kSupplementWait, Event::kProposeTermination, State::kTerminationPending,
     Actor::kSystem},
    {State::kPendingApproval, Event::kProposeTermination, State::kTerminationPending,
     Actor::kSystem},
    // Working days of another year are published, and what is open is counted again (domain.md 9).
    {State::kAccepted, Event::kNewCalendar, State::kAccepted, Actor::kSystem},
    {State::kReviewing, Event::kNewCalendar, State::kReviewing, Actor::kSystem},
    {State::kPendingApproval, Event::kNewCalendar, State::kPendingApproval, Actor::kSystem},
    {State::kRefusalPending, Event::kNewCalendar, State::kRefusalPending, Actor::kSystem},
    {State::kTerminationPending, Event::kNewCalendar, State::kTerminationPending, Actor::kSystem},
    {State::kReviewing, Event::kProposeRefusal, State::kRefusalPending, Actor::kNotary},  // R48
    {State::kRefusalPending, Event::kReportClosure, State::kRefusalPending, Actor::kNotary},
    {State::kTerminationPending, Event::kReportClosure, State::kTerminationPending, Actor::kNotary},
    {State::kRefusalPending, Event::kApproveRefusal, State::kRefused, Actor::kHead},  // 38
    {State::kTerminationPending, Event::kApproveTermination, State::kTerminated, Actor::kHead},
    {State::kRefusalPending, Event::kSendBack, State::kReviewing, Actor::kHead},  // 39
    {State::kTerminationPending, Event::kSendBack, State::kReviewing, Actor::kHead},
});

// clang-format on

constexpr bool IsDeterministic() {
  for (const Transition& a : kTransitions) {
    for (const Transition& b : kTransitions) {
      if (&a != &b && a.from == b.from && a.on == b.on && (a.by == b.by || a.to != b.to))
        return false;
    }
  }
  return true;
}

// Ends that nothing leaves (invariant 11). What was refused, terminated or withheld is archived.
constexpr bool IsFinal(State state) {
  return state == State::kLapsed || state == State::kCancelled || state == State::kNotAccepted ||
         state == State::kArchived;
}

// Its end is proposed, or it has ended without a certificate.
constexpr bool IsEnding(State state) {
  return state == State::kRefusalPending || state == State::kTerminationPending ||
         state == State::kRefused || state == State::kTerminated;
}

constexpr bool FinalStatesAreFinal() {
  for (const Transition& t : kTransitions) {
    if (IsFinal(t.from) && t.to != t.from) return false;
  }
  return true;
}

static_assert(IsDeterministic() && FinalStatesAreFinal());

// News from outside that is recorded in whatever state it finds the case, and moves nothing: money
// (row 19), the parcel on its way, an agency's answer that nobody waits for any more.
inline constexpr auto kFacts =
    std::to_array<Event>({Event::kPayment, Event::kShipmentNews, Event::kLateAnswer});

// What the database still allows, because a process of an earlier version may do it while both run
// (ADR two versions at once), and what old histories say. This version does not.
struct RetiredMove {
  State from;
  Event on;
  State to;
};

inline constexpr auto kRetiredMoves = std::to_array<RetiredMove>({
    {State::kIncident, Event::kReproduce, State::kProducing},
    {State::kReady, Event::kReproduce, State::kProducing},
});

// The move of `event` from `state`, if any actor may make it.
std::optional<State> Target(State state, Event event);

// True when this actor may make it.
bool Allows(State state, Event event, Actor actor);

}  // namespace notary::application
