// What the provider reported and the books could not explain: one person says what became of it,
// another approves, and the money no longer lies in suspense.
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

absl::Status Settled() {
  return PreconditionError("REPORT_SETTLED",
                           {"该异常通知已处理完毕", "The report has been settled before"});
}

MoneyLies LiesFor(const QuarantinedReport& report) {
  if (report.suspense_fen != 0) return MoneyLies::kYes;
  return report.reason == kMerchantChanged ? MoneyLies::kUnseen : MoneyLies::kNo;
}

}  // namespace

absl::StatusOr<QuarantinedReport> PaymentService::ReportWithProposal(pg::Tx& tx,
                                                                     const std::string& office,
                                                                     const std::string& id) const {
  ASSIGN_OR_RETURN(QuarantinedReport report, store_.GetReport(tx, office, id));
  std::vector<QuarantinedReport> one{std::move(report)};
  RETURN_IF_ERROR(proposals_.AddLast(tx, office, one));
  return std::move(one.front());
}

absl::StatusOr<v1::QuarantinedReport> PaymentService::SettleQuarantinedReport(
    const Call& call, const v1::SettleQuarantinedReportRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "quarantinedReports"));
  ASSIGN_OR_RETURN(const ReturnWay way, ParseWay(request.way()));
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::QuarantinedReport> {
    ASSIGN_OR_RETURN(QuarantinedReport report, ReportWithProposal(tx, call.office, id));
    if (report.proposal && report.proposal->verdict == Verdict::kApproved) return Settled();
    RETURN_IF_ERROR(CheckReturn(LiesFor(report), way, request.reference()));
    report.proposal = Proposal{.office = call.office,
                               .id = NewId(call.now),
                               .report = id,
                               .proposer = call.principal,
                               .reason = request.reason(),
                               .way = way,
                               .reference = request.reference(),
                               .propose_time = call.now};
    RETURN_IF_ERROR(proposals_.Insert(tx, *report.proposal));
    return ToProto(report);
  });
}

absl::StatusOr<v1::QuarantinedReport> PaymentService::ApproveSettlement(
    const Call& call, const v1::ApproveSettlementRequest& request) {
  return DecideSettlement(call, request.name(), request.etag(), Verdict::kApproved, request.note());
}

absl::StatusOr<v1::QuarantinedReport> PaymentService::RejectSettlement(
    const Call& call, const v1::RejectSettlementRequest& request) {
  return DecideSettlement(call, request.name(), request.etag(), Verdict::kRejected, request.note());
}

// A transfer that is turned down came back once, by the provider: then nothing is in suspense.
absl::Status PaymentService::HoldDoubled(pg::Tx& tx, const std::string& office,
                                         const std::string& report) const {
  ASSIGN_OR_RETURN(const QuarantinedReport found, store_.GetReport(tx, office, report));
  if (found.reason != "RETURNED_TWICE") return absl::OkStatus();
  ASSIGN_OR_RETURN(std::optional<RefundOrder> refund, store_.FindRefund(tx, office, found.number));
  if (!refund) return absl::OkStatus();
  RETURN_IF_ERROR(store_.LockNote(tx, office, refund->note).status());
  ASSIGN_OR_RETURN(refund, store_.FindRefund(tx, office, found.number));
  if (refund->state == RefundState::kDone) return absl::OkStatus();
  return PreconditionError(
      "REFUND_OPEN", {"该笔退款的银行转账尚待审批，须先审批",
                      "The transfer of this refund waits for its decision, which comes first"});
}

absl::StatusOr<v1::QuarantinedReport> PaymentService::DecideSettlement(const Call& call,
                                                                       const std::string& name,
                                                                       const std::string& etag,
                                                                       Verdict verdict,
                                                                       const std::string& note) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(name, "quarantinedReports"));
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::QuarantinedReport> {
    if (verdict == Verdict::kApproved) RETURN_IF_ERROR(HoldDoubled(tx, call.office, id));
    ASSIGN_OR_RETURN(QuarantinedReport report, ReportWithProposal(tx, call.office, id));
    RETURN_IF_ERROR(CheckEtag(etag, EtagOf(report)));
    if (!report.proposal || report.proposal->verdict != Verdict::kOpen) {
      return PreconditionError("NOTHING_PROPOSED",
                               {"没有待审批的处理意见", "Nothing waits for a decision"});
    }
    Proposal& proposal = *report.proposal;
    RETURN_IF_ERROR(CheckDecider(proposal.proposer, call.principal));
    proposal.verdict = verdict;
    proposal.decider = call.principal;
    proposal.note = note;
    proposal.decide_time = call.now;
    RETURN_IF_ERROR(proposals_.Decide(tx, proposal));
    if (verdict != Verdict::kApproved || report.suspense_fen == 0) return ToProto(report);
    store_.Book(tx, report.office, report.id, "SETTLED",
                SuspenseSettled(AccountOf(proposal.way), report.suspense_fen), call.now);
    report.suspense_fen = 0;
    return ToProto(report);
  });
}

absl::StatusOr<v1::ListQuarantinedReportsResponse> PaymentService::ListQuarantinedReports(
    const Call& call, const v1::ListQuarantinedReportsRequest& request) {
  using Response = v1::ListQuarantinedReportsResponse;
  ASSIGN_OR_RETURN(const rpc::Paging paging,
                   rpc::Paging::Of(request, absl::StrCat("quarantine|", call.office)));
  return db_.Read(call.office, [&](pg::Tx& tx) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(std::vector<QuarantinedReport> page,
                     store_.ReportsWaiting(tx, call.office, paging.behind(), paging.limit()));
    RETURN_IF_ERROR(proposals_.AddLast(tx, call.office, page));
    Response response;
    response.set_next_page_token(paging.Cut(page, &QuarantinedReport::id));
    for (const QuarantinedReport& report : page) *response.add_reports() = ToProto(report);
    return response;
  });
}

}  // namespace notary::payment
