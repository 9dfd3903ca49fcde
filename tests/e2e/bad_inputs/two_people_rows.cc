// Money that one person sends back and another approves: amounts, causes, ways, and who decides.
#include "tests/e2e/bad_inputs/row.h"

namespace notary::testing {
namespace {

using enum absl::StatusCode;

constexpr char kPropose[] = "PaymentService/ProposeRefund";
constexpr char kResolve[] = "PaymentService/ResolveRefund";
constexpr char kRetry[] = "PaymentService/RetryRefund";
constexpr char kApprove[] = "PaymentService/ApproveRefund";
constexpr char kSettle[] = "PaymentService/SettleQuarantinedReport";

Row BadProposal(std::string name, const std::string& more, std::string reason, std::string field) {
  return Refused(std::move(name), kPropose, By::kCashier, "name: '{ready_fee_note}' " + more,
                 kInvalidArgument, std::move(reason), std::move(field));
}

Row BadWay(std::string name, const char* method, const std::string& request, std::string reason,
           std::string field) {
  return Refused(std::move(name), method, By::kCashier, request, kInvalidArgument,
                 std::move(reason), std::move(field));
}

Row OwnProposal() {
  Row row = Refused("refund_approved_by_who_proposed_it", kApprove, By::kHead, "name: '{it}'",
                    kPermissionDenied, "OWN_PROPOSAL");
  row.prepare = [](Stage& stage) {
    stage.Put("it", stage.Do(By::kHead, kPropose,
                             "name: '{producing_fee_note}' cause: 'REVOKED' office_fen: 1 "
                             "reason: '撤销'"));
  };
  return row;
}

}  // namespace

Rows TwoPeopleRows() {
  return {
      BadProposal("refund_without_reason", "cause: 'REVOKED' office_fen: 1", "REQUIRED", "reason"),
      BadProposal("refund_of_unknown_cause", "cause: 'FRIENDSHIP' office_fen: 1 reason: 'a'",
                  "ENUM_UNKNOWN", "cause"),
      BadProposal("refund_of_minus_one", "cause: 'REVOKED' office_fen: -1 reason: 'a'",
                  "OUT_OF_RANGE", "office_fen"),
      BadProposal("refund_of_nothing", "cause: 'REVOKED' reason: 'a'", "REFUND_AMOUNT",
                  "office_fen"),
      BadProposal("refund_above_what_was_paid",
                  "cause: 'REVOKED' office_fen: 100000000 reason: 'a'", "REFUND_AMOUNT",
                  "office_fen"),
      BadProposal("refund_of_third_party_costs_by_fault",
                  "cause: 'REFUSED_BY_FAULT' third_party_fen: 1 reason: 'a'", "REFUND_AMOUNT",
                  "third_party_fen"),
      BadProposal("late_reduction_of_no_class",
                  "cause: 'FINAL_FEE_LOWER' percent: 50 proof: '{document}' reason: 'a'",
                  "REQUIRED", "reduction"),
      BadProposal("late_reduction_without_proof",
                  "cause: 'FINAL_FEE_LOWER' reduction: 'LOW_INCOME' percent: 50 reason: 'a'",
                  "REQUIRED", "proof"),
      BadProposal("late_reduction_by_101_percent",
                  "cause: 'FINAL_FEE_LOWER' reduction: 'LOW_INCOME' percent: 101 "
                  "proof: '{document}' reason: 'a'",
                  "OUT_OF_RANGE", "percent"),
      BadProposal("late_reduction_with_an_amount",
                  "cause: 'FINAL_FEE_LOWER' reduction: 'LOW_INCOME' percent: 50 office_fen: 1 "
                  "proof: '{document}' reason: 'a'",
                  "NOT_ALLOWED", "office_fen"),
      BadProposal("reduction_of_a_refund_for_another_cause",
                  "cause: 'REVOKED' office_fen: 1 reduction: 'LOW_INCOME' reason: 'a'",
                  "NOT_ALLOWED", "reduction"),
      Refused("refund_that_the_system_makes", kPropose, By::kCashier,
              "name: '{ready_fee_note}' cause: 'PAID_TWICE' office_fen: 1 reason: 'a'",
              kFailedPrecondition, "REFUND_CAUSE_AUTOMATIC"),
      Refused("refund_of_what_nobody_paid", kPropose, By::kCashier,
              "name: '{fee_note}' cause: 'REVOKED' office_fen: 1 reason: 'a'", kFailedPrecondition,
              "FEE_NOTE_STATE"),
      Refused("refund_while_another_is_proposed", kPropose, By::kHead,
              "name: '{issued_fee_note}' cause: 'REVOKED' office_fen: 1 reason: 'a'",
              kFailedPrecondition, "PROPOSAL_OPEN"),
      Refused("refund_approved_by_the_cashier", kApprove, By::kCashier, "name: '{refund}'",
              kPermissionDenied, "ROLE_NOT_ALLOWED"),
      OwnProposal(),
      Refused("refund_approved_unread", kApprove, By::kHead, "name: '{refund}' etag: '77'",
              kAborted, "ETAG_STALE"),
      Refused("refund_resolved_that_is_not_abnormal", kResolve, By::kCashier,
              "name: '{refund}' way: 'BANK_TRANSFER' reference: '1' reason: 'a'",
              kFailedPrecondition, "REFUND_STATE"),
      Refused("refund_tried_anew_that_is_not_abnormal", kRetry, By::kCashier, "name: '{refund}'",
              kFailedPrecondition, "REFUND_STATE"),
      Refused("refund_tried_anew_unread", kRetry, By::kHead, "name: '{refund}' etag: '77'",
              kAborted, "ETAG_STALE"),
      Refused("refund_tried_anew_by_the_payer", kRetry, By::kApplicant, "name: '{refund}'",
              kPermissionDenied, "ROLE_NOT_ALLOWED"),
      BadWay("refund_resolved_by_the_channel", kResolve,
             "name: '{refund}' way: 'CHANNEL' reference: '1' reason: 'a'", "RETURN_WAY", "way"),
      BadWay("refund_resolved_in_cash", kResolve,
             "name: '{refund}' way: 'CASH' reference: '1' reason: 'a'", "ENUM_UNKNOWN", "way"),
      BadWay("refund_resolved_without_reference", kResolve,
             "name: '{refund}' way: 'BANK_TRANSFER' reason: 'a'", "REQUIRED", "reference"),
      BadWay("report_without_money_settled_with_money", kSettle,
             "name: '{quarantined_report}' way: 'BANK_TRANSFER' reference: '1' reason: 'a'",
             "RETURN_WAY", "way"),
      Refused("settlement_approved_that_nobody_proposed", "PaymentService/ApproveSettlement",
              By::kHead, "name: '{quarantined_report}'", kFailedPrecondition, "NOTHING_PROPOSED"),
      Refused("settlement_rejected_that_nobody_proposed", "PaymentService/RejectSettlement",
              By::kHead, "name: '{quarantined_report}'", kFailedPrecondition, "NOTHING_PROPOSED"),
      Accepted("two_people_control_proposal", kPropose, By::kCashier,
               "name: '{paid_fee_note}' cause: 'REVOKED' office_fen: 1 reason: 'a'"),
      Accepted("two_people_control_rejection", "PaymentService/RejectRefund", By::kHead,
               "name: '{refund}' note: '依据不足'"),
      Accepted("two_people_control_settlement", kSettle, By::kCashier,
               "name: '{quarantined_report}' way: 'NONE' reason: '已核对'"),
  };
}

}  // namespace notary::testing
