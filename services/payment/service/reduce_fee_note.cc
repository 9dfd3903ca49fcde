// The head of the office lets a party pay less (domain.md 3.2, L34), before it has paid and while
// no QR code with the old amount can be scanned. Of what was paid already the difference goes back,
// as all that people send back: one proposes it, and a head who is somebody else approves.
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/resource_name.h"
#include "platform/rpc/validate.h"
#include "services/payment/service/convert.h"
#include "services/payment/service/payment_service.h"

namespace notary::payment {
namespace {

absl::Status CheckName(const rpc::Call& call, const std::string& proof) {
  const bool ours = rpc::OfficeOfName(proof) == call.office;
  if (ours && rpc::IdOf(proof, "documents").ok()) return absl::OkStatus();
  return InvalidField("proof", "MALFORMED",
                      {"须为本处收存的减免证明材料", "Must be a document of this office"});
}

absl::Status AlreadyReduced() {
  return PreconditionError("ALREADY_REDUCED",
                           {"该缴费通知单已减免过", "The fee note was reduced before"});
}

absl::Status MayReduce(const FeeNote& note) {
  if (note.reduction) return AlreadyReduced();
  if (note.state == NoteState::kPending) {
    return PreconditionError("PAYMENT_ORDER_OPEN",
                             {"付款二维码尚未失效，须待其失效后再减免",
                              "A QR code can still be paid; reduce the fee once it has expired"});
  }
  return Decide(note.state, NoteEvent::kReduce).status();
}

absl::Status Missing(absl::string_view field) {
  return InvalidField(field, "REQUIRED",
                      {"按减免退还差额时须填写", "Required of a reduction after payment"});
}

// What says which reduction it is, there where one is proposed and nowhere else.
absl::Status CheckShape(const v1::ProposeRefundRequest& request, bool reduces) {
  const bool amount = request.office_fen() != 0 || request.third_party_fen() != 0;
  if (reduces && amount) {
    return InvalidField(
        "office_fen", "NOT_ALLOWED",
        {"减免的差额由系统计算", "The system works out what a reduction gives back"});
  }
  if (reduces && request.reduction().empty()) return Missing("reduction");
  if (reduces && request.percent() == 0) return Missing("percent");
  if (reduces && request.proof().empty()) return Missing("proof");
  const bool named =
      !request.reduction().empty() || request.percent() != 0 || !request.proof().empty();
  if (reduces || !named) return absl::OkStatus();
  return InvalidField("reduction", "NOT_ALLOWED",
                      {"只有减免差额的退款可填写减免", "Only FINAL_FEE_LOWER names a reduction"});
}

}  // namespace

absl::Status PaymentService::CheckReductionProof(const Call& call, const std::string& proof) {
  RETURN_IF_ERROR(CheckName(call, proof));
  ASSIGN_OR_RETURN(const ProofState state, proofs_.Find(call.office, proof));
  return CheckProof(state);
}

absl::StatusOr<std::optional<ProposedReduction>> PaymentService::ReductionOf(
    const Call& call, RefundCause cause, const v1::ProposeRefundRequest& request) {
  const bool reduces = cause == RefundCause::kFinalFeeLower;
  RETURN_IF_ERROR(CheckShape(request, reduces));
  if (!reduces) return std::nullopt;
  RETURN_IF_ERROR(CheckReductionProof(call, request.proof()));
  return ProposedReduction{
      .code = request.reduction(), .percent = request.percent(), .proof = request.proof()};
}

absl::StatusOr<int64_t> PaymentService::DiscountOf(
    pg::Tx& tx, const std::string& office, const std::string& note_id,
    const ProposedReduction& reduction, const std::vector<ReductionClass>& classes) const {
  ASSIGN_OR_RETURN(const FeeNote note, store_.GetNote(tx, office, note_id));
  if (note.reduction) return AlreadyReduced();
  ASSIGN_OR_RETURN(const bool before, store_.IsRefundedFor(tx, note, RefundCause::kFinalFeeLower));
  if (before) return AlreadyReduced();
  ASSIGN_OR_RETURN(const std::vector<FeeLine> lines,
                   Reduce(note.lines, classes, reduction.code, reduction.percent));
  ASSIGN_OR_RETURN(const FeeTotal total, CheckLines(lines));
  return note.total.office_fen - total.office_fen;
}

absl::StatusOr<v1::FeeNote> PaymentService::ReduceFeeNote(const Call& call,
                                                          const v1::ReduceFeeNoteRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "feeNotes"));
  RETURN_IF_ERROR(CheckReductionProof(call, request.proof()));
  ASSIGN_OR_RETURN(const std::vector<ReductionClass> classes, tariff_.Reductions());
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::FeeNote> {
    RETURN_IF_ERROR(store_.LockNote(tx, call.office, id).status());
    ASSIGN_OR_RETURN(FeeNote note, store_.GetNote(tx, call.office, id));
    RETURN_IF_ERROR(MayReduce(note));
    ASSIGN_OR_RETURN(note.lines,
                     Reduce(note.lines, classes, request.reduction(), request.percent()));
    ASSIGN_OR_RETURN(const FeeTotal total, CheckLines(note.lines));
    const FeeTotal waived{.office_fen = note.total.office_fen - total.office_fen};
    note.total = total;
    note.reduction = GrantedReduction{.code = request.reduction(),
                                      .percent = request.percent(),
                                      .proof = request.proof(),
                                      .reason = request.reason(),
                                      .granter = call.principal,
                                      .discount_fen = waived.sum(),
                                      .grant_time = call.now};
    const bool free = total.sum() == 0;
    RETURN_IF_ERROR(store_.ReduceNote(tx, note, free ? NoteEvent::kWaive : NoteEvent::kReduce));
    store_.Book(tx, note.office, note.id, "REDUCED", Waived(waived), call.now);
    RETURN_IF_ERROR(Report(tx, note, free ? "WAIVED" : "ASSESSED", call.now));
    return ToProto(note);
  });
}

}  // namespace notary::payment
