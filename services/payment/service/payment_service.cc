#include "services/payment/service/payment_service.h"

#include "absl/strings/str_cat.h"
#include "notary/application/v1/application_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/durable_call.h"
#include "platform/rpc/resource_name.h"
#include "platform/rpc/timestamp.h"
#include "platform/rpc/validate.h"
#include "services/payment/service/convert.h"

namespace notary::payment {
namespace {

constexpr char kReportPayment[] = "/notary.application.v1.ApplicationService/ReportPayment";
constexpr char kReportOverpayment[] = "/notary.application.v1.ApplicationService/ReportOverpayment";

PricedCase PricedBy(const v1::CreateFeeNoteRequest& request) {
  return {.office = request.parent(),
          .matter = request.matter(),
          .organisation = request.organisation(),
          .destination = request.destination(),
          .language = request.language(),
          .copies = request.copies(),
          .courier_province = request.courier_province(),
          .accept_date = request.accept_date()};
}

v1::CreateFeeNoteResponse Created(const FeeNote& note) {
  v1::CreateFeeNoteResponse response;
  response.set_fee_note(NameOf(note));
  response.set_total_fen(note.total.sum());
  return response;
}

application::v1::FeeItem ToItem(const FeeLine& line) {
  application::v1::FeeItem item;
  item.set_name_zh(line.name_zh);
  item.set_name_en(line.name_en);
  item.set_quantity(line.quantity);
  item.set_discount_fen(line.discount_fen);
  item.set_subtotal_fen(line.subtotal_fen);
  item.set_basis(Name(line.basis));
  return item;
}

absl::Status CheckApplication(const rpc::Call& call, const std::string& application) {
  const bool ours = rpc::OfficeOfName(application) == call.office;
  if (ours && rpc::IdOf(application, "applications").ok()) return absl::OkStatus();
  return InvalidField("application", "MALFORMED",
                      {"须为本处的申请", "Must be an application of this office"});
}

}  // namespace

rpc::Service PaymentService::Bind() {
  rpc::Service service("notary.payment.v1.PaymentService");
  service.Method("CreateFeeNote", this, &PaymentService::CreateFeeNote);
  service.Method("SettleFeeNote", this, &PaymentService::SettleFeeNote);
  service.Method("RefundUnusedCourier", this, &PaymentService::RefundUnusedCourier);
  service.Method("GetFeeNote", this, &PaymentService::GetFeeNote);
  service.Method("ListFeeNotes", this, &PaymentService::ListFeeNotes);
  service.Method("StartPayment", this, &PaymentService::StartPayment);
  service.Method("ReduceFeeNote", this, &PaymentService::ReduceFeeNote);
  service.Method("ProposeRefund", this, &PaymentService::ProposeRefund);
  service.Method("ResolveRefund", this, &PaymentService::ResolveRefund);
  service.Method("RetryRefund", this, &PaymentService::RetryRefund);
  service.Method("ApproveRefund", this, &PaymentService::ApproveRefund);
  service.Method("RejectRefund", this, &PaymentService::RejectRefund);
  service.Method("ListRefunds", this, &PaymentService::ListRefunds);
  service.Method("ListQuarantinedReports", this, &PaymentService::ListQuarantinedReports);
  service.Method("SettleQuarantinedReport", this, &PaymentService::SettleQuarantinedReport);
  service.Method("ApproveSettlement", this, &PaymentService::ApproveSettlement);
  service.Method("RejectSettlement", this, &PaymentService::RejectSettlement);
  service.Method("ReceiveProviderNotice", this, &PaymentService::ReceiveProviderNotice);
  return service;
}

absl::StatusOr<const Merchants*> PaymentService::MerchantsOf(const std::string& office) const {
  const auto found = channels_.find(office);
  if (found != channels_.end()) return &found->second;
  return MakeError(absl::StatusCode::kUnavailable, "PAYMENT_CHANNEL_MISSING",
                   {"该公证处暂不能在线收费", "This office cannot take payments online now"});
}

PaymentChannel* PaymentService::FindChannel(const std::string& office,
                                            absl::string_view merchant) const {
  const auto found = channels_.find(office);
  return found == channels_.end() ? nullptr : found->second.Find(merchant);
}

absl::Status PaymentService::Report(pg::Tx& tx, const FeeNote& note, const char* state,
                                    absl::Time now, const RefundOrder* returned) const {
  application::v1::ReportPaymentRequest report;
  report.set_name(note.application);
  report.set_payment_state(state);
  report.set_fee_note(NameOf(note));
  report.set_fee_fen(note.total.sum());
  report.set_refund_fen(note.refunded.sum());
  if (returned != nullptr) {
    report.set_by_transfer(returned->way == ReturnWay::kBankTransfer);
    report.set_returned_fen(returned->amount.sum());
    report.set_way(Name(returned->way));
    report.set_cause(Name(returned->cause));
  }
  for (const FeeLine& line : note.lines) *report.add_items() = ToItem(line);
  ASSIGN_OR_RETURN(const std::string key, rpc::IdOf(note.application, "applications"));
  rpc::CallLater(tx, note.office, key, kReportPayment, report, now);
  return absl::OkStatus();
}

absl::Status PaymentService::ReportOverpaid(pg::Tx& tx, const FeeNote& note, int64_t returned_fen,
                                            absl::Time now) const {
  application::v1::ReportOverpaymentRequest report;
  report.set_name(note.application);
  report.set_returned_fen(returned_fen);
  ASSIGN_OR_RETURN(const std::string key, rpc::IdOf(note.application, "applications"));
  rpc::CallLater(tx, note.office, key, kReportOverpayment, report, now);
  return absl::OkStatus();
}

absl::StatusOr<v1::CreateFeeNoteResponse> PaymentService::CreateFeeNote(
    const Call& call, const v1::CreateFeeNoteRequest& request) {
  RETURN_IF_ERROR(CheckApplication(call, request.application()));
  ASSIGN_OR_RETURN(std::vector<FeeLine> lines, tariff_.Quote(PricedBy(request)));
  ASSIGN_OR_RETURN(const FeeTotal total, CheckLines(lines));
  FeeNote note{.office = call.office,
               .id = NewId(call.now),
               .application = request.application(),
               .payer = request.payer(),
               .lines = std::move(lines),
               .total = total,
               .create_time = call.now};
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::CreateFeeNoteResponse> {
    ASSIGN_OR_RETURN(const std::optional<FeeNote> known,
                     store_.LockNoteOfCase(tx, call.office, note.application));
    if (known) return Created(*known);
    note.state = NoteState::kCreated;
    store_.InsertNote(tx, note);
    store_.Book(tx, note.office, note.id, "ASSESSED", Assessed(total), call.now);
    // A tariff that asks for nothing leaves nothing to wait for.
    const bool free = total.sum() == 0;
    if (free) RETURN_IF_ERROR(store_.MoveNote(tx, note, NoteEvent::kWaive));
    RETURN_IF_ERROR(Report(tx, note, free ? "WAIVED" : "ASSESSED", call.now));
    return Created(note);
  });
}

absl::StatusOr<v1::SettleFeeNoteResponse> PaymentService::SettleFeeNote(
    const Call& call, const v1::SettleFeeNoteRequest& request) {
  const std::optional<RefundCause> cause = CauseOfClosing({.how = request.closing(),
                                                           .fault = request.fault(),
                                                           .ground = request.ground(),
                                                           .reviewed = request.reviewed()});
  if (!cause) {
    return InvalidField("closing", "ENUM_UNKNOWN",
                        {"未知的办结方式或责任方", "Unknown closing or fault"});
  }
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::SettleFeeNoteResponse> {
    v1::SettleFeeNoteResponse response;
    ASSIGN_OR_RETURN(std::optional<FeeNote> note,
                     store_.LockNoteOfCase(tx, call.office, request.application()));
    if (!note) return response;
    if (note->paid_order) {
      ASSIGN_OR_RETURN(const bool late, IsPaidAfter(tx, *note, request));
      const RefundCause of_payment = late ? RefundCause::kPaidAfterClose : *cause;
      ASSIGN_OR_RETURN(const int64_t refund_fen, Refund(tx, *note, of_payment, call.now));
      response.set_refund_fen(refund_fen);
      return response;
    }
    const bool owed = note->state == NoteState::kCreated || note->state == NoteState::kPending;
    if (!owed) return response;
    RETURN_IF_ERROR(store_.MoveNote(tx, *note, NoteEvent::kClose));
    store_.Book(tx, note->office, note->id, "UNASSESSED", Unassessed(note->total), call.now);
    RETURN_IF_ERROR(HastenOpenOrder(tx, *note, call.now));
    return response;
  });
}

// A QR code that was shown before can be paid still when the end of the case is proposed.
absl::StatusOr<bool> PaymentService::IsPaidAfter(pg::Tx& tx, const FeeNote& note,
                                                 const v1::SettleFeeNoteRequest& closing) const {
  ASSIGN_OR_RETURN(const PaymentOrder order, store_.GetOrder(tx, note.office, *note.paid_order));
  if (!closing.has_propose_time() || !order.paid_at) return false;
  return *order.paid_at > rpc::FromTimestamp(closing.propose_time());
}

// Returns all that was decided to go back, so that a case settled twice answers the same.
absl::StatusOr<int64_t> PaymentService::Refund(pg::Tx& tx, const FeeNote& note, RefundCause cause,
                                               absl::Time now) const {
  ASSIGN_OR_RETURN(const Paid paid, store_.PaidOf(tx, note));
  const bool all = cause == RefundCause::kPaidAfterClose;
  const FeeTotal amount = all ? RefundOfAll(paid) : DefaultRefund(cause, paid);
  OweBack(tx, note, cause, amount, now);
  return paid.refunded.sum() + amount.sum();
}

void PaymentService::OweBack(pg::Tx& tx, const FeeNote& note, RefundCause cause,
                             const FeeTotal& amount, absl::Time now) const {
  if (amount.sum() == 0) return;
  const std::string id = NewId(now);
  store_.InsertRefund(tx, {.office = note.office,
                           .id = id,
                           .note = note.id,
                           .order = *note.paid_order,
                           .number = RefundNumber(id),
                           .cause = cause,
                           .amount = amount,
                           .create_time = now});
  store_.Book(tx, note.office, id, "REFUND_DECIDED", RefundDecided(amount), now);
  tx.WakeWorkers();
}

absl::StatusOr<v1::RefundUnusedCourierResponse> PaymentService::RefundUnusedCourier(
    const Call& call, const v1::RefundUnusedCourierRequest& request) {
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::RefundUnusedCourierResponse> {
    v1::RefundUnusedCourierResponse response;
    ASSIGN_OR_RETURN(const std::optional<FeeNote> held,
                     store_.LockNoteOfCase(tx, call.office, request.application()));
    if (!held || !held->paid_order) return response;
    ASSIGN_OR_RETURN(const bool known, store_.IsRefundedFor(tx, *held, RefundCause::kLineDropped));
    if (known) return response;
    ASSIGN_OR_RETURN(const FeeNote note, store_.GetNote(tx, call.office, held->id));
    ASSIGN_OR_RETURN(const Paid paid, store_.PaidOf(tx, note));
    const FeeTotal amount = RefundOfParcels(note.lines, paid);
    OweBack(tx, note, RefundCause::kLineDropped, amount, call.now);
    response.set_refund_fen(amount.sum());
    return response;
  });
}

absl::Status PaymentService::HastenOpenOrder(pg::Tx& tx, const FeeNote& note,
                                             absl::Time now) const {
  ASSIGN_OR_RETURN(const std::optional<PaymentOrder> open, store_.OpenOrder(tx, note));
  if (!open) return absl::OkStatus();
  tx.WakeWorkers();
  store_.PollOrderAt(tx, *open, now);
  return absl::OkStatus();
}

absl::StatusOr<v1::FeeNote> PaymentService::GetFeeNote(const Call& call,
                                                       const v1::GetFeeNoteRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "feeNotes"));
  const absl::StatusOr<FeeNote> note =
      db_.Read(call.office, [&](pg::Tx& tx) { return store_.GetNote(tx, call.office, id); });
  RETURN_IF_ERROR(application::CheckSideOf(sides_, call, note));
  return Show(call, *note);
}

absl::StatusOr<v1::ListFeeNotesResponse> PaymentService::ListFeeNotes(
    const Call& call, const v1::ListFeeNotesRequest& request) {
  v1::ListFeeNotesResponse response;
  const absl::Status side = application::CheckSide(sides_, call, request.application());
  if (absl::IsNotFound(side)) return response;
  RETURN_IF_ERROR(side);
  ASSIGN_OR_RETURN(const std::optional<FeeNote> note, db_.Read(call.office, [&](pg::Tx& tx) {
    return store_.NoteOfCase(tx, call.office, request.application());
  }));
  if (note) *response.add_fee_notes() = Show(call, *note);
  return response;
}

}  // namespace notary::payment
