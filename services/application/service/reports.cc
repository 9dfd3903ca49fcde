// Rows 17, 19, 31, 32: what other services report. They come by durable call, so each is one
// effect. Beside them what a person knows of a parcel.
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/money.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/timestamp.h"
#include "services/application/domain/answers.h"
#include "services/application/domain/fee_words.h"
#include "services/application/domain/guards.h"
#include "services/application/domain/party.h"
#include "services/application/service/application_service.h"
#include "services/application/service/effects.h"

namespace notary::application {
namespace {

std::optional<Event> ShipmentEvent(const std::string& state) {
  if (state == "SIGNED") return Event::kDelivered;
  if (state == "SIGNED_BY_OTHER") return Event::kSignedByOther;
  // Cancelled: the courier does not go there, or was called back, and the parcel never left.
  if (state == "RETURNED" || state == "CANCELLED") return Event::kReturned;
  if (state == "LOST" || state == "DAMAGED") return Event::kLost;
  return std::nullopt;
}

// A courier has taken it on.
void NoteWaybill(Change& change, const std::string& waybill) {
  Application& a = change.application();
  if (waybill.empty() || waybill == a.waybill) return;
  a.waybill = waybill;
  a.parcels_sent += 1;
  const char* freight = a.freight_collect ? "FREIGHT_COLLECT" : "FREIGHT_PAID";
  Tell(change, "N13", {{"waybill", a.waybill}, {"freight", freight}});
}

// Nobody was there for it: another parcel is at the recipient's cost (domain.md 8.4). What was lost
// or damaged is not. Originals were seen before anything was sent.
void CameBack(Change& change) {
  Application& a = change.application();
  a.freight_collect = a.state == State::kInTransit;
  Tell(change, a.freight_collect ? "N12_RETURNED" : "N12_COLLECT");
}

// It costs nobody anything, and is counted again should the courier have taken it all the same.
void NeverLeft(Change& change, bool given_back) {
  Application& a = change.application();
  if (!a.waybill.empty()) a.parcels_sent -= 1;
  a.waybill.clear();
  if (given_back) a.recall_state = RecallState::kRecalled;
  Tell(change, "N12_KEPT", {{"why", given_back ? "RECALLED" : "NOT_DELIVERABLE"}});
}

// What became of a recall. On its way back, or at its end, the parcel is told of by other notices.
void NoteRecall(Change& change, const v1::ReportShipmentRequest& report) {
  Application& a = change.application();
  const bool under_way = change.to == State::kInTransit;
  if (change.to != a.state) a.recall_state = RecallState::kNone;
  const bool too_late = report.recall() == v1::ReportShipmentRequest::TOO_LATE;
  if (!under_way || !too_late || a.recall_state != RecallState::kAsked) return;
  a.recall_state = RecallState::kTooLate;
  change.mover.reason = absl::StrCat(report.shipment_state(), " RECALL_TOO_LATE");
  if (report.shipment_state() != "RETURNING") Tell(change, "N13_TOO_LATE");
}

std::vector<FeeItem> ItemsOf(const v1::ReportPaymentRequest& report) {
  std::vector<FeeItem> items;
  for (const v1::FeeItem& item : report.items()) {
    items.push_back({.name = {item.name_zh(), item.name_en()},
                     .quantity = item.quantity(),
                     .discount_fen = item.discount_fen(),
                     .subtotal_fen = item.subtotal_fen(),
                     .basis = item.basis()});
  }
  return items;
}

// Why it went back, as the wording of N15 knows it: what the office's fault ended is refunded like
// what was refused, and rests on another rule (R51).
std::string CauseOfRefund(const Application& a, const std::string& cause) {
  const bool ended = cause == "REFUSED" && absl::StartsWith(a.ground, "R50_");
  return ended ? "REFUND_TERMINATED" : absl::StrCat("REFUND_", cause);
}

// Of one refund, and of all that went back so far. A report of an older version does not say which
// refund it tells of.
void TellOfRefund(Change& change, const v1::ReportPaymentRequest& report) {
  std::map<std::string, std::string> values{{"fee_yuan", FormatYuan(report.fee_fen())},
                                            {"refund_yuan", FormatYuan(report.refund_fen())}};
  if (report.returned_fen() > 0) values["returned_yuan"] = FormatYuan(report.returned_fen());
  if (!report.cause().empty()) {
    values["cause"] = CauseOfRefund(change.application(), report.cause());
  }
  const char* code = report.way() == "PROVIDER_SITE" ? "N15_SITE" : "N15";
  Tell(change, report.by_transfer() ? "N15_TRANSFER" : code, std::move(values));
}

}  // namespace

ApplicationService::Result ApplicationService::ReportPayment(
    const Call& call, const v1::ReportPaymentRequest& request) {
  const std::optional<PaymentState> state = Parse<PaymentState>(request.payment_state());
  if (!state) {
    return InvalidField("payment_state", "ENUM_UNKNOWN",
                        {"未知的付款状态", "Unknown payment state"});
  }
  return NoteReport(call, request.name(), [&](Change& change) -> absl::StatusOr<Event> {
    Application& a = change.application();
    RETURN_IF_ERROR(MayOwe(a, request.fee_fen(), request.refund_fen()));
    a.payment_state = *state;
    a.fee_note = request.fee_note();
    a.fee_fen = request.fee_fen();
    a.refund_fen = request.refund_fen();
    change.mover.reason = request.payment_state();
    const std::string fee = FormatYuan(request.fee_fen());
    if (*state == PaymentState::kAssessed || *state == PaymentState::kWaived) {
      const Text items = WordsOf(ItemsOf(request));
      Tell(change, *state == PaymentState::kWaived ? "N06_WAIVED" : "N06",
           {{"fee_yuan", fee},
            {"fee_note", request.fee_note()},
            {"items_zh", items.zh},
            {"items_en", items.en}});
      return Event::kPayment;
    }
    const bool refunded =
        *state == PaymentState::kRefunded || *state == PaymentState::kPartRefunded;
    if (refunded) TellOfRefund(change, request);
    return Event::kPayment;
  });
}

// It was never a fee, so what is said of the fee stays as it is.
ApplicationService::Result ApplicationService::ReportOverpayment(
    const Call& call, const v1::ReportOverpaymentRequest& request) {
  return NoteReport(call, request.name(), [&](Change& change) -> absl::StatusOr<Event> {
    const int64_t returned = request.returned_fen();
    RETURN_IF_ERROR(MayOwe(change.application(), returned, returned));
    change.mover.reason = "OVERPAYMENT_RETURNED";
    Tell(change, "N15_OVERPAID", {{"returned_yuan", FormatYuan(returned)}});
    return Event::kPayment;
  });
}

// What the register's record says fills the fields the applicant left open; what the applicant said
// stays, so that a difference remains visible. It says nothing of what was changed since, and a
// case that is decided or ended stays as it was decided.
void ApplicationService::TakeOver(Change& change, const Verification& asked,
                                  const v1::ReportVerificationRequest& request) {
  const State state = change.application().state;
  const bool under_review = state == State::kReviewing || state == State::kVerifyWait ||
                            state == State::kSupplementWait || state == State::kPendingApproval;
  if (!under_review || asked.claim_changed) return;
  std::map<std::string, std::string> values;
  for (const auto& [field, value] : request.disclosed()) {
    if (change.c.FormValue(field).empty()) values[field] = value;
  }
  for (const auto& [field, value] : values) change.c.form[field] = value;
  store_.PutForm(change.tx, change.application(), values);
}

// Before approval no question is open but those about answers that grew old, and nobody can judge
// one there.
void ApplicationService::KeepOpinion(Change& change, Verification& renewed) {
  renewed.opinion = OpinionOnTheSame(change.c, renewed);
  if (renewed.opinion.empty()) return;
  store_.PutOpinion(change.tx, change.application(), renewed.name, renewed.opinion);
}

// The answer that ends the wait, or what makes it pointless.
absl::Status ApplicationService::StopWaiting(Change& change, const std::string& fact) {
  change.to = State::kReviewing;
  RETURN_IF_ERROR(EndPause(change, PauseKind::kVerify));
  TellOfEnd(change, fact);
  return absl::OkStatus();
}

ApplicationService::Result ApplicationService::ReportVerification(
    const Call& call, const v1::ReportVerificationRequest& request) {
  RETURN_IF_ERROR(CheckOutcome(request.outcome()));
  return NoteReport(call, request.name(), [&](Change& change) -> absl::StatusOr<Event> {
    const State state = change.application().state;
    Verification* asked = nullptr;
    for (Verification& v : change.c.verifications) {
      if (v.name == request.verification()) asked = &v;
    }
    if (asked == nullptr) {
      return PreconditionError("VERIFICATION_UNKNOWN", {"没有该核查", "No such question"});
    }
    change.mover.reason = absl::StrCat(request.outcome(), " ", request.reason_code());
    // The consent was withdrawn meanwhile: noted, and none of it is used (6.6 row 37).
    if (!asked->IsOpen()) return Event::kLateAnswer;
    asked->outcome = request.outcome();
    asked->reason_code = request.reason_code();
    asked->reply_number = request.reply_number();
    if (request.has_answer_time()) asked->answer_time = rpc::FromTimestamp(request.answer_time());
    if (request.has_data_time()) asked->data_time = rpc::FromTimestamp(request.data_time());
    asked->duration_ms = request.duration_ms();
    store_.AnswerVerification(change.tx, change.application(), *asked);
    if (state == State::kPendingApproval) KeepOpinion(change, *asked);
    TakeOver(change, *asked, request);
    if (state == State::kReviewing || state == State::kPendingApproval) {
      return Event::kAgencyAnswered;
    }
    if (state != State::kVerifyWait) return Event::kLateAnswer;
    if (HoldsTheClock(change.c)) return Event::kPartAnswered;
    RETURN_IF_ERROR(StopWaiting(change, asked->fact));
    return Event::kAgencyAnswered;
  });
}

ApplicationService::Result ApplicationService::ReportShipment(
    const Call& call, const v1::ReportShipmentRequest& request) {
  RETURN_IF_ERROR(CheckShipmentState(request.shipment_state()));
  return NoteReport(call, request.name(), [&](Change& change) -> absl::StatusOr<Event> {
    Application& a = change.application();
    if (change.c.certificates.empty()) {
      return PreconditionError("STATE_NOT_ALLOWED",
                               {"尚未出证，不存在快递", "Nothing was issued that could be sent"});
    }
    change.mover.reason = request.shipment_state();
    // A lost parcel that turns up after another was sent: noted, and nothing follows from it.
    if (request.shipment() != a.shipment) return Event::kShipmentNews;
    const std::optional<Event> moving = ShipmentEvent(request.shipment_state());
    const bool moves = moving && Allows(a.state, *moving, Actor::kSystem);
    const Event event = moves ? *moving : Event::kShipmentNews;
    const bool never_left = request.shipment_state() == "CANCELLED";
    change.to = Target(a.state, event).value_or(a.state);
    if (!never_left) NoteWaybill(change, request.waybill());
    NoteRecall(change, request);
    if (event == Event::kReturned && !never_left) CameBack(change);
    if (event == Event::kReturned && never_left) {
      NeverLeft(change, request.recall() == v1::ReportShipmentRequest::GIVEN_BACK);
    }
    if (change.to == State::kIncident && a.state != State::kIncident) {
      Tell(change, "N13_INCIDENT", {{"why", request.shipment_state()}});
    }
    if (event == Event::kDelivered) Tell(change, "N14", {{"signer", Recipient(change.c)}});
    return event;
  });
}

ApplicationService::Result ApplicationService::RecordParcel(
    const Call& call, const v1::RecordParcelRequest& request) {
  const bool returned = request.outcome() == v1::RecordParcelRequest::RETURNED;
  const Event event = returned ? Event::kReturned : Event::kLost;
  return Move(call, request, event, [&](Change& change) -> absl::Status {
    change.mover.reason = v1::RecordParcelRequest::Outcome_Name(request.outcome());
    change.mover.note = request.note();
    change.application().recall_state = RecallState::kNone;
    if (returned) {
      CameBack(change);
    } else {
      Tell(change, "N13_INCIDENT", {{"why", change.mover.reason}});
    }
    return absl::OkStatus();
  });
}

}  // namespace notary::application
