// Refunds that people decide (domain.md 3.3, 7.1): one proposes, another approves. Until then no
// money moves and nothing is in the books.
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/paging.h"
#include "platform/rpc/resource_name.h"
#include "services/payment/service/convert.h"
#include "services/payment/service/payment_service.h"

namespace notary::payment {
namespace {

// A refund that waits for a decision comes with what was proposed.
absl::StatusOr<Proposal> OpenProposal(const RefundOrder& refund) {
  if (refund.proposal && refund.proposal->verdict == Verdict::kOpen) return *refund.proposal;
  return absl::InternalError(absl::StrCat("refund ", refund.id, " has no open proposal"));
}

absl::Status NothingLeft() {
  return PreconditionError("NOTHING_TO_REDUCE",
                           {"公证费已全部退还，无可减免", "The whole fee has gone back already"});
}

}  // namespace

absl::StatusOr<v1::Refund> PaymentService::ProposeRefund(const Call& call,
                                                         const v1::ProposeRefundRequest& request) {
  ASSIGN_OR_RETURN(const std::string note_id, rpc::IdOf(request.name(), "feeNotes"));
  const std::optional<RefundCause> cause = Parse<RefundCause>(request.cause());
  if (!cause) {
    return InvalidField("cause", "ENUM_UNKNOWN", {"未知的退款原因", "Unknown cause of a refund"});
  }
  ASSIGN_OR_RETURN(const std::optional<ProposedReduction> asked,
                   ReductionOf(call, *cause, request));
  std::vector<ReductionClass> classes;
  if (asked) {
    ASSIGN_OR_RETURN(classes, tariff_.Reductions());
  }
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Refund> {
    ASSIGN_OR_RETURN(const FeeNote note, store_.LockNote(tx, call.office, note_id));
    RETURN_IF_ERROR(Decide(note.state, NoteEvent::kRefundPart).status());
    ASSIGN_OR_RETURN(const Paid paid, store_.PaidOf(tx, note));
    FeeTotal amount{request.office_fen(), request.third_party_fen()};
    std::optional<ProposedReduction> reduction = asked;
    if (reduction) {
      ASSIGN_OR_RETURN(reduction->discount_fen,
                       DiscountOf(tx, call.office, note_id, *reduction, classes));
      amount = RefundOfReduction(reduction->discount_fen, paid);
      if (amount.sum() == 0) return NothingLeft();
    }
    RETURN_IF_ERROR(CheckProposal(*cause, paid, amount));
    ASSIGN_OR_RETURN(const bool proposed, store_.IsRefundProposed(tx, note));
    if (proposed) return AnotherProposal();
    const std::string id = NewId(call.now);
    RefundOrder refund{.office = note.office,
                       .id = id,
                       .note = note.id,
                       .order = *note.paid_order,
                       .number = RefundNumber(id),
                       .cause = *cause,
                       .amount = amount,
                       .state = RefundState::kProposed,
                       .create_time = call.now,
                       .proposal = Proposal{.office = note.office,
                                            .id = NewId(call.now),
                                            .refund = id,
                                            .proposer = call.principal,
                                            .reason = request.reason(),
                                            .propose_time = call.now,
                                            .reduction = reduction}};
    store_.InsertRefund(tx, refund);
    RETURN_IF_ERROR(proposals_.Insert(tx, *refund.proposal));
    return ToProto(refund);
  });
}

absl::StatusOr<v1::Refund> PaymentService::ResolveRefund(const Call& call,
                                                         const v1::ResolveRefundRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "refunds"));
  ASSIGN_OR_RETURN(const ReturnWay way, ParseWay(request.way()));
  RETURN_IF_ERROR(CheckReturn(MoneyLies::kYes, way, request.reference()));
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Refund> {
    ASSIGN_OR_RETURN(HeldRefund held, LockRefund(tx, call.office, id));
    RETURN_IF_ERROR(
        store_.MoveRefund(tx, held.refund, RefundEvent::kResolve, /*next=*/std::nullopt));
    held.refund.proposal = Proposal{.office = call.office,
                                    .id = NewId(call.now),
                                    .refund = id,
                                    .proposer = call.principal,
                                    .reason = request.reason(),
                                    .way = way,
                                    .reference = request.reference(),
                                    .propose_time = call.now};
    RETURN_IF_ERROR(proposals_.Insert(tx, *held.refund.proposal));
    return ToProto(held.refund);
  });
}

// Under its own number the provider makes it once, whatever became of it there before.
absl::StatusOr<v1::Refund> PaymentService::RetryRefund(const Call& call,
                                                       const v1::RetryRefundRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "refunds"));
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Refund> {
    ASSIGN_OR_RETURN(HeldRefund held, LockRefund(tx, call.office, id));
    RETURN_IF_ERROR(CheckEtag(request.etag(), EtagOf(held.refund)));
    held.refund.failure.clear();
    RETURN_IF_ERROR(store_.MoveRefund(tx, held.refund, RefundEvent::kRetry, call.now));
    tx.WakeWorkers();
    return ToProto(held.refund);
  });
}

absl::StatusOr<v1::Refund> PaymentService::ApproveRefund(const Call& call,
                                                         const v1::ApproveRefundRequest& request) {
  return DecideRefund(call, request.name(), request.etag(), RefundEvent::kApprove, request.note());
}

absl::StatusOr<v1::Refund> PaymentService::RejectRefund(const Call& call,
                                                        const v1::RejectRefundRequest& request) {
  return DecideRefund(call, request.name(), request.etag(), RefundEvent::kReject, request.note());
}

absl::StatusOr<v1::Refund> PaymentService::DecideRefund(const Call& call, const std::string& name,
                                                        const std::string& etag, RefundEvent event,
                                                        const std::string& note) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(name, "refunds"));
  const bool approve = event == RefundEvent::kApprove;
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Refund> {
    ASSIGN_OR_RETURN(HeldRefund held, LockRefund(tx, call.office, id));
    RETURN_IF_ERROR(CheckEtag(etag, EtagOf(held.refund)));
    RETURN_IF_ERROR(Decide(held.refund.state, event).status());
    ASSIGN_OR_RETURN(Proposal proposal, OpenProposal(held.refund));
    RETURN_IF_ERROR(CheckDecider(proposal.proposer, call.principal));
    proposal.verdict = approve ? Verdict::kApproved : Verdict::kRejected;
    proposal.decider = call.principal;
    proposal.note = note;
    proposal.decide_time = call.now;
    RETURN_IF_ERROR(proposals_.Decide(tx, proposal));
    held.refund.proposal = proposal;
    RETURN_IF_ERROR(approve ? Approve(tx, held, call.now) : Reject(tx, held.refund, call.now));
    return ToProto(held.refund);
  });
}

absl::Status PaymentService::Approve(pg::Tx& tx, HeldRefund& held, absl::Time now) const {
  auto& [note, refund] = held;
  if (refund.state == RefundState::kResolving) {
    refund.way = refund.proposal->way;
    return RecordRefundDone(tx, note, refund, RefundEvent::kApprove, now);
  }
  // Since it was proposed, a rule may have given back some of it.
  ASSIGN_OR_RETURN(const Paid paid, store_.PaidOf(tx, note));
  if (const std::optional<ProposedReduction>& reduction = refund.proposal->reduction) {
    RETURN_IF_ERROR(CheckReductionStands(reduction->discount_fen, paid, refund.amount));
  }
  RETURN_IF_ERROR(CheckProposal(refund.cause, paid, refund.amount));
  RETURN_IF_ERROR(store_.MoveRefund(tx, refund, RefundEvent::kApprove, now));
  store_.Book(tx, refund.office, refund.id, "REFUND_DECIDED", RefundDecided(refund.amount), now);
  tx.WakeWorkers();
  return absl::OkStatus();
}

absl::Status PaymentService::Reject(pg::Tx& tx, RefundOrder& refund, absl::Time now) const {
  const bool asks_again = refund.state == RefundState::kResolving;
  if (asks_again) tx.WakeWorkers();
  return store_.MoveRefund(tx, refund, RefundEvent::kReject,
                           asks_again ? std::optional(now) : std::nullopt);
}

// Who changes a refund holds its fee note; what was read before that is read again.
absl::StatusOr<PaymentService::HeldRefund> PaymentService::LockRefund(pg::Tx& tx,
                                                                      const std::string& office,
                                                                      const std::string& id) const {
  ASSIGN_OR_RETURN(const RefundOrder found, store_.GetRefund(tx, office, id));
  ASSIGN_OR_RETURN(FeeNote note, store_.LockNote(tx, office, found.note));
  ASSIGN_OR_RETURN(RefundOrder refund, store_.GetRefund(tx, office, id));
  std::vector<RefundOrder> one{std::move(refund)};
  RETURN_IF_ERROR(proposals_.AddLast(tx, office, one));
  return HeldRefund{std::move(note), std::move(one.front())};
}

absl::StatusOr<v1::ListRefundsResponse> PaymentService::ListRefunds(
    const Call& call, const v1::ListRefundsRequest& request) {
  ASSIGN_OR_RETURN(const rpc::Paging paging,
                   rpc::Paging::Of(request, absl::StrCat("refunds|", call.office)));
  return db_.Read(call.office, [&](pg::Tx& tx) -> absl::StatusOr<v1::ListRefundsResponse> {
    ASSIGN_OR_RETURN(std::vector<RefundOrder> page,
                     store_.RefundsWaiting(tx, call.office, paging.behind(), paging.limit()));
    RETURN_IF_ERROR(proposals_.AddLast(tx, call.office, page));
    v1::ListRefundsResponse response;
    response.set_next_page_token(paging.Cut(page, &RefundOrder::id));
    for (const RefundOrder& refund : page) *response.add_refunds() = ToProto(refund);
    return response;
  });
}

}  // namespace notary::payment
