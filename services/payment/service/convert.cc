#include "services/payment/service/convert.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/rpc/timestamp.h"
#include "services/payment/domain/receipt.h"

namespace notary::payment {
namespace {

std::string NoteName(const std::string& office, const std::string& id) {
  return absl::StrCat("offices/", office, "/feeNotes/", id);
}

v1::Proposal ToProto(const Proposal& proposal) {
  v1::Proposal out;
  out.set_proposer(proposal.proposer);
  out.set_reason(proposal.reason);
  out.set_way(Name(proposal.way));
  out.set_reference(proposal.reference);
  *out.mutable_propose_time() = rpc::ToTimestamp(proposal.propose_time);
  out.set_verdict(Name(proposal.verdict));
  out.set_decider(proposal.decider);
  out.set_note(proposal.note);
  if (proposal.decide_time) {
    *out.mutable_decide_time() = rpc::ToTimestamp(*proposal.decide_time);
  }
  if (proposal.reduction) {
    out.set_reduction(proposal.reduction->code);
    out.set_percent(proposal.reduction->percent);
    out.set_proof(proposal.reduction->proof);
  }
  return out;
}

}  // namespace

std::string NameOf(const FeeNote& note) { return NoteName(note.office, note.id); }

std::string NameOf(const PaymentOrder& order) {
  return absl::StrCat("offices/", order.office, "/payments/", order.id);
}

std::string EtagOf(const RefundOrder& refund) { return absl::StrCat(refund.revision); }

std::string EtagOf(const QuarantinedReport& report) {
  if (!report.proposal) return "0";
  return absl::StrCat(report.proposal->id, "-", Name(report.proposal->verdict));
}

absl::StatusOr<ReturnWay> ParseWay(absl::string_view name) {
  const std::optional<ReturnWay> way = Parse<ReturnWay>(name);
  if (way) return *way;
  return InvalidField("way", "ENUM_UNKNOWN", {"未知的退还方式", "Unknown way of returning money"});
}

v1::FeeNote ToProto(const FeeNote& note) {
  v1::FeeNote out;
  out.set_name(NameOf(note));
  out.set_application(note.application);
  out.set_payer(note.payer);
  for (const FeeLine& line : note.lines) {
    v1::FeeNoteLine& l = *out.add_lines();
    l.set_code(line.code);
    l.set_name_zh(line.name_zh);
    l.set_name_en(line.name_en);
    l.set_basis(Name(line.basis));
    l.set_unit_fen(line.unit_fen);
    l.set_quantity(line.quantity);
    l.set_discount_fen(line.discount_fen);
    l.set_subtotal_fen(line.subtotal_fen);
  }
  out.set_total_fen(note.total.sum());
  out.set_state(Name(note.state));
  out.set_paid_fen(note.paid_order ? note.total.sum() : 0);
  out.set_refunded_fen(note.refunded.sum());
  *out.mutable_create_time() = rpc::ToTimestamp(note.create_time);
  if (note.reduction) {
    out.set_reduction(note.reduction->code);
    out.set_reduction_percent(note.reduction->percent);
  }
  return out;
}

v1::FeeNote Show(const rpc::Call& call, const FeeNote& note) {
  v1::FeeNote out = ToProto(note);
  const bool answers_for_money =
      call.caller.Has(rpc::Role::ROLE_CASHIER) || call.caller.Has(rpc::Role::ROLE_HEAD);
  if (!note.reduction || !answers_for_money) return out;
  v1::ReductionGrant& grant = *out.mutable_grant();
  grant.set_granter(note.reduction->granter);
  *grant.mutable_grant_time() = rpc::ToTimestamp(note.reduction->grant_time);
  grant.set_proof(note.reduction->proof);
  grant.set_reason(note.reduction->reason);
  grant.set_discount_fen(note.reduction->discount_fen);
  return out;
}

v1::Payment ToProto(const PaymentOrder& order) {
  v1::Payment out;
  out.set_name(NameOf(order));
  out.set_fee_note(NoteName(order.office, order.note));
  out.set_order_number(order.number);
  if (order.state == OrderState::kPending) out.set_code_url(order.code_url);
  out.set_total_fen(order.total_fen);
  out.set_state(Name(order.state));
  *out.mutable_expire_time() = rpc::ToTimestamp(order.expire_time);
  return out;
}

v1::Refund ToProto(const RefundOrder& refund) {
  v1::Refund out;
  out.set_name(absl::StrCat("offices/", refund.office, "/refunds/", refund.id));
  out.set_fee_note(NoteName(refund.office, refund.note));
  out.set_cause(Name(refund.cause));
  out.set_office_fen(refund.amount.office_fen);
  out.set_third_party_fen(refund.amount.third_party_fen);
  out.set_state(Name(refund.state));
  out.set_refund_number(refund.number);
  out.set_order_number(OrderNumber(refund.order));
  if (refund.proposal) *out.mutable_proposal() = ToProto(*refund.proposal);
  *out.mutable_create_time() = rpc::ToTimestamp(refund.create_time);
  out.set_etag(EtagOf(refund));
  out.set_attempts(refund.attempts);
  out.set_failure(refund.failure);
  return out;
}

v1::QuarantinedReport ToProto(const QuarantinedReport& report) {
  v1::QuarantinedReport out;
  out.set_name(absl::StrCat("offices/", report.office, "/quarantinedReports/", report.id));
  out.set_reason(report.reason);
  out.set_merchant(report.merchant);
  out.set_number(report.number);
  out.set_transaction(report.transaction);
  out.set_total_fen(report.total_fen);
  out.set_currency(report.currency);
  out.set_unexplained_fen(-report.suspense_fen);
  if (report.proposal) *out.mutable_proposal() = ToProto(*report.proposal);
  *out.mutable_create_time() = rpc::ToTimestamp(report.create_time);
  out.set_etag(EtagOf(report));
  return out;
}

}  // namespace notary::payment
