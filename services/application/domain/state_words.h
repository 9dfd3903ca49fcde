// The words of the state machine (domain.md 1.5): states, events, and who acts. In the code, in SQL
// and on the wire they are called the same.
#pragma once

#include <array>

#include "platform/base/enum_names.h"

// clang-format off: lists read as lists.

namespace notary::application {

enum class State {
  kDraft,
  kSubmitted,
  kPreCheck,
  kPreSupplement,
  kLapsed,
  kCancelled,
  kNotAccepted,
  kAccepted,
  kReviewing,
  kSupplementWait,
  kVerifyWait,
  kPendingApproval,
  kIssued,
  kProducing,
  kReady,
  kInTransit,
  kIncident,
  kWithheld,
  kDelivered,
  kArchived,
  kRefusalPending,
  kTerminationPending,
  kRefused,
  kTerminated,
};

enum class Event {
  kSubmit,
  kTake,
  kRequestCompletion,
  kResubmit,
  kLapse,
  kCancel,
  kDecline,
  kAccept,
  kAssign,
  kReassign,
  kAskRecusal,
  kUpholdRecusal,
  kDenyRecusal,
  kSignNotice,
  kRequestSupplement,
  kSupplement,
  kRefuseSupplement,
  kAskAgency,
  kHoldForAgency,
  kAgencyAnswered,
  kPartAnswered,
  kStopAsking,
  kWithdrawConsent,
  kResolveAnswer,
  kFoundByHand,
  kPauseForce,
  kResumeForce,
  kPayment,
  kRefusePayment,
  kRecordIdentity,
  kRecordVisit,
  kSubmitDraft,
  kApprove,
  kReturn,
  kDiscuss,
  kProduce,
  kPassQuality,
  kHandOver,
  kDispatch,
  kDelivered,
  kReturned,
  kLost,
  kSignedByOther,
  kShipmentNews,
  kReceived,
  kReproduce,
  kWithhold,
  kArchive,
  kWithdraw,
  kProposeTermination,
  kProposeRefusal,
  kApproveRefusal,
  kApproveTermination,
  kSendBack,
  kUpdate,
  kLateAnswer,
  kNewCalendar,
};

// Who acts; the letters of domain.md 1.5.
enum class Actor {
  kApplicant,
  kAssistant,
  kNotary,
  kApprover,
  kProduction,
  kTranslator,
  kArchivist,
  kHead,
  kSystem,
};

}  // namespace notary::application

namespace notary {

template <>
inline constexpr auto kEnumNames<application::State> =
    std::to_array<const char*>({"DRAFT",           "SUBMITTED",
                                "PRE_CHECK",       "PRE_SUPPLEMENT",
                                "LAPSED",          "CANCELLED",
                                "NOT_ACCEPTED",    "ACCEPTED",
                                "REVIEWING",       "SUPPLEMENT_WAIT",
                                "VERIFY_WAIT",     "PENDING_APPROVAL",
                                "ISSUED",          "PRODUCING",
                                "READY",           "IN_TRANSIT",
                                "INCIDENT",        "WITHHELD",
                                "DELIVERED",       "ARCHIVED",
                                "REFUSAL_PENDING", "TERMINATION_PENDING",
                                "REFUSED",         "TERMINATED"});

template <>
inline constexpr auto kEnumNames<application::Event> =
    std::to_array<const char*>({"SUBMIT",
                                "TAKE",
                                "REQUEST_COMPLETION",
                                "RESUBMIT",
                                "LAPSE",
                                "CANCEL",
                                "DECLINE",
                                "ACCEPT",
                                "ASSIGN",
                                "REASSIGN",
                                "ASK_RECUSAL",
                                "UPHOLD_RECUSAL",
                                "DENY_RECUSAL",
                                "SIGN_NOTICE",
                                "REQUEST_SUPPLEMENT",
                                "SUPPLEMENT",
                                "REFUSE_SUPPLEMENT",
                                "ASK_AGENCY",
                                "HOLD_FOR_AGENCY",
                                "AGENCY_ANSWERED",
                                "PART_ANSWERED",
                                "STOP_ASKING",
                                "WITHDRAW_CONSENT",
                                "RESOLVE_ANSWER",
                                "FOUND_BY_HAND",
                                "PAUSE_FORCE",
                                "RESUME_FORCE",
                                "PAYMENT",
                                "REFUSE_PAYMENT",
                                "RECORD_IDENTITY",
                                "RECORD_VISIT",
                                "SUBMIT_DRAFT",
                                "APPROVE",
                                "RETURN",
                                "DISCUSS",
                                "PRODUCE",
                                "PASS_QUALITY",
                                "HAND_OVER",
                                "DISPATCH",
                                "DELIVERED",
                                "RETURNED",
                                "LOST",
                                "SIGNED_BY_OTHER",
                                "SHIPMENT_NEWS",
                                "RECEIVED",
                                "REPRODUCE",
                                "WITHHOLD",
                                "ARCHIVE",
                                "WITHDRAW",
                                "PROPOSE_TERMINATION",
                                "PROPOSE_REFUSAL",
                                "APPROVE_REFUSAL",
                                "APPROVE_TERMINATION",
                                "SEND_BACK",
                                "UPDATE",
                                "LATE_ANSWER",
                                "NEW_CALENDAR"});

template <>
inline constexpr auto kEnumNames<application::Actor> =
    std::to_array<const char*>({"APPLICANT", "ASSISTANT", "NOTARY", "APPROVER", "PRODUCTION",
                                "TRANSLATOR", "ARCHIVIST", "HEAD", "SYSTEM"});

}  // namespace notary
