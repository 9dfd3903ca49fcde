// The case as the rules see it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/application/domain/state.h"

namespace notary::application {

enum class Capacity { kUnspecified, kSelf, kAgent, kGuardian };
enum class VisitMode { kUnspecified, kAtCollection, kBeforeIssue, kNoVisit };
enum class HandoverMode { kUnspecified, kCounter, kCourier };
// A parcel that is wanted back (8.4).
enum class RecallState { kNone, kAsked, kTooLate, kRecalled };
enum class PaymentState { kNone, kAssessed, kPaid, kWaived, kPartRefunded, kRefunded };
enum class IdentityState { kUnchecked, kRemote, kInPerson };
enum class OriginalsState { kUnseen, kPassed, kFailed };
enum class PauseKind { kSupplement, kVerify, kForceMajeure };
enum class RecusalOutcome { kOpen, kUpheld, kNotUpheld, kLapsed };

// A stretch that does not count towards the 15 working days (R35).
struct Pause {
  PauseKind kind;
  std::string reason;
  absl::Time start;
  std::optional<absl::Time> end;
};

// A separate consent as it is given (PIPL 14, 23, 29).
struct GivenConsent {
  std::string code;
  std::string text_hash;  // of the text that was shown
};
using ConsentTimes = std::map<std::string, absl::Time>;  // by code

// What is missing: slot and note of each.
using Items = std::vector<std::pair<std::string, std::string>>;

// What fills a material slot.
struct Material {
  std::string slot;
  std::string document;  // empty: the office obtains it itself (R18(2))
  bool by_data_sharing = false;
  OriginalsState original = OriginalsState::kUnseen;  // how it compared with what was uploaded
};

// The mode of a verification that the notary makes without an agency (R27).
inline constexpr char kByHand[] = "MANUAL";
// By hand, and by one person alone: only documents were checked (R28).
inline constexpr char kMeansAlone[] = "DOCUMENTS";

// A question to an agency and, once there, its answer.
struct Verification {
  std::string name;
  std::string fact;
  std::string mode;
  bool blocking = false;
  std::string supervisor;  // who consented to DISCLOSE
  std::string outcome;     // empty while open
  std::string reason_code;
  std::string reply_number;
  std::optional<absl::Time> ask_time;
  std::optional<absl::Time> answer_time;
  std::optional<absl::Time> data_time;
  int64_t duration_ms = 0;
  std::string opinion;
  int64_t stale_after_days = 30;
  std::string supporting_outcome = "VERIFIED";  // what has to come back for a certificate
  bool claim_changed = false;                   // the party has since changed what was asked about
  std::optional<absl::Time> confirm_time;       // by hand: when the second person said so (R28)
  int64_t ask_revision = 0;                     // of the case when it was asked, and answered:
  int64_t answer_revision = 0;                  // the order in which things came to it

  bool IsOpen() const { return outcome.empty(); }
  // Found by hand by two people, of whom the second has not said so yet.
  bool AwaitsSecondPerson() const;
  // Whether a certificate may rest on it, as far as its age goes.
  bool Supports() const;
};

// That another notary was asked for, and what was decided (L23(3)).
struct Recusal {
  int64_t ask_revision = 0;  // of the case when it was asked
  std::string notary;        // whom it is about
  std::string asker;         // persons/… of the party's side, or the notary
  std::string ground;
  std::string explanation;
  absl::Time ask_time;
  RecusalOutcome outcome = RecusalOutcome::kOpen;
  std::string decider;
  std::string reason;
  std::optional<absl::Time> decide_time;

  bool IsOpen() const { return outcome == RecusalOutcome::kOpen; }
};

struct IssuedCertificate {
  std::string number;     // (2026)沪徐证字第12号
  std::string number_en;  // filled while issuing
  int64_t year = 0;
  int64_t serial = 0;
  std::string kind;  // MAIN, COPY_TRANS
  absl::CivilDay issue_date;
  bool voided = false;
};

struct Application {
  std::string office;
  std::string id;
  std::string applicant;       // "persons/…" who owns the applicant's side
  std::string mandate;         // "mandates/…" under which it was begun, or ""
  std::string represented;     // under a mandate: whose case it is; "" for a guardian's ward
  std::string representative;  // under a mandate: who acts
  std::string matter;
  Capacity capacity = Capacity::kSelf;
  VisitMode visit_mode = VisitMode::kUnspecified;
  HandoverMode handover_mode = HandoverMode::kUnspecified;
  bool original_lost = false;
  bool commitment_signed = false;

  State state = State::kDraft;
  int64_t revision = 1;
  std::string acceptance_number;
  std::optional<absl::Time> accept_time;
  std::optional<absl::CivilDay> due_date;
  bool due_date_provisional = false;
  std::string calendar_version;     // that due_date was counted by
  std::string taker;                // the assistant who took it
  std::string handler;              // 承办公证员
  std::string handler_name;         // as the certificate prints it
  std::string handler_name_pinyin;  // and its English page; "" where nobody has spelt it
  bool recusal_open = false;
  std::vector<std::string> recused;  // notaries who handled it and may not again
  std::string approver;
  std::string producer;
  PaymentState payment_state = PaymentState::kNone;
  std::string fee_note;
  int64_t fee_fen = 0;
  int64_t refund_fen = 0;
  IdentityState identity_state = IdentityState::kUnchecked;
  OriginalsState originals_state = OriginalsState::kUnseen;
  int64_t visit_count = 0;
  int64_t called_visit = 0;  // the last for which the party was called in: its first is 1
  int64_t completion_rounds = 0;
  std::optional<absl::Time> notice_sign_time;
  std::string ground;
  std::string fault;
  bool closure_reported = false;  // by the handling notary (R48, R51)
  std::string shipment;
  std::string waybill;
  int64_t parcels_sent = 0;      // that a courier took on
  bool freight_collect = false;  // the parcel came back: the recipient pays for the next (8.4)
  RecallState recall_state = RecallState::kNone;  // of the last parcel
  bool uncollected = false;                       // it is in the archive because nobody came for it
  std::string retention;
  absl::Time create_time;
  absl::Time update_time;

  // Its party was asked for what is missing (rows 4 and 13).
  bool AwaitsItems() const;
  // Its certificate is in the hands of its party, who showed identity and originals before
  // (invariant 7).
  bool IsHandedOver() const;
  std::string Name() const;
  std::string Etag() const { return std::to_string(revision); }
};

// A case with everything that hangs on it.
struct Case {
  Application application;
  std::map<std::string, std::string> form;
  std::vector<Material> materials;
  std::vector<Pause> pauses;
  std::vector<Verification> verifications;
  std::vector<IssuedCertificate> certificates;
  std::vector<Recusal> recusals;    // oldest first
  Items asked_items;                // while it awaits them
  bool electronic_service = false;  // its party agreed to notices through this system

  // Whether a pause is open: one of `kind`, or any.
  bool IsPaused(std::optional<PauseKind> kind = std::nullopt) const;
  std::string FormValue(const std::string& key) const;  // "" when not filled in
  // The day up to which the records were searched for the answer that supports the certificate.
  // None when nobody did.
  std::optional<absl::CivilDay> RecordsAsOf(absl::TimeZone zone) const;
  // What a certificate is made of: the form, that day, and what may be said of how the fact was
  // verified. Either record.register, whose agency confirmed it (the fact), or record.means, by
  // which the notary found it by hand (R28); neither where the notary has judged an answer that
  // says something else. original.{slot} is HELD of each paper whose original the party has.
  std::map<std::string, std::string> CertificateValues(absl::TimeZone zone) const;
};

}  // namespace notary::application

namespace notary {

template <>
inline constexpr auto kEnumNames<application::Capacity> =
    std::to_array<const char*>({"CAPACITY_UNSPECIFIED", "SELF", "AGENT", "GUARDIAN"});
template <>
inline constexpr auto kEnumNames<application::VisitMode> = std::to_array<const char*>(
    {"VISIT_MODE_UNSPECIFIED", "AT_COLLECTION", "BEFORE_ISSUE", "NO_VISIT"});
template <>
inline constexpr auto kEnumNames<application::HandoverMode> =
    std::to_array<const char*>({"HANDOVER_MODE_UNSPECIFIED", "COUNTER", "COURIER"});
template <>
inline constexpr auto kEnumNames<application::PaymentState> =
    std::to_array<const char*>({"NONE", "ASSESSED", "PAID", "WAIVED", "PART_REFUNDED", "REFUNDED"});
template <>
inline constexpr auto kEnumNames<application::RecallState> =
    std::to_array<const char*>({"NOT_RECALLED", "RECALL_ASKED", "RECALL_TOO_LATE", "RECALLED"});
template <>
inline constexpr auto kEnumNames<application::IdentityState> =
    std::to_array<const char*>({"UNCHECKED", "REMOTE", "IN_PERSON"});
template <>
inline constexpr auto kEnumNames<application::OriginalsState> =
    std::to_array<const char*>({"UNSEEN", "PASSED", "FAILED"});
template <>
inline constexpr auto kEnumNames<application::PauseKind> =
    std::to_array<const char*>({"SUPPLEMENT", "VERIFY", "FORCE_MAJEURE"});
template <>
inline constexpr auto kEnumNames<application::RecusalOutcome> =
    std::to_array<const char*>({"OPEN", "UPHELD", "NOT_UPHELD", "LAPSED"});

}  // namespace notary
