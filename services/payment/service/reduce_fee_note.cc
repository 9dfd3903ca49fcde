// The head of the office lets a party pay less (domain.md 3.2, L34), before it has paid and while
// no QR code with the old amount can be scanned.
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

absl::Status MayReduce(const FeeNote& note) {
  if (note.reduction) {
    return PreconditionError("ALREADY_REDUCED",
                             {"该缴费通知单已减免过", "The fee note was reduced before"});
  }
  if (note.state == NoteState::kPending) {
    return PreconditionError("PAYMENT_ORDER_OPEN",
                             {"付款二维码尚未失效，须待其失效后再减免",
                              "A QR code can still be paid; reduce the fee once it has expired"});
  }
  return Decide(note.state, NoteEvent::kReduce).status();
}

}  // namespace

absl::StatusOr<v1::FeeNote> PaymentService::ReduceFeeNote(const Call& call,
                                                          const v1::ReduceFeeNoteRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "feeNotes"));
  RETURN_IF_ERROR(CheckName(call, request.proof()));
  ASSIGN_OR_RETURN(const ProofState proof, proofs_.Find(call.office, request.proof()));
  RETURN_IF_ERROR(CheckProof(proof));
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
