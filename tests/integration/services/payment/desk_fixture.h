// The payment service as cashier and head see it: what one proposes and another decides.
#pragma once

#include "tests/integration/services/payment/payment_fixture.h"

namespace notary::payment {

class DeskFixture : public PaymentFixture {
 protected:
  template <typename Response, typename Request>
  absl::StatusOr<Response> As(const rpc::Principal& who, absl::string_view verb, Request request) {
    if (request.request_id().empty()) request.set_request_id(NewId(Now()));
    return harness_.Call<Response>(who, Method(verb), request);
  }

  absl::StatusOr<v1::Refund> Propose(const std::string& note, const std::string& cause,
                                     FeeTotal amount) {
    v1::ProposeRefundRequest request;
    request.set_name(note);
    request.set_cause(cause);
    request.set_office_fen(amount.office_fen);
    request.set_third_party_fen(amount.third_party_fen);
    request.set_reason("公证书已撤销");
    return As<v1::Refund>(cashier_, "ProposeRefund", request);
  }

  absl::StatusOr<v1::Refund> Approve(const rpc::Principal& who, const v1::Refund& refund) {
    v1::ApproveRefundRequest request;
    request.set_name(refund.name());
    request.set_etag(refund.etag());
    return As<v1::Refund>(who, "ApproveRefund", request);
  }

  absl::StatusOr<v1::Refund> Reject(const rpc::Principal& who, const v1::Refund& refund) {
    v1::RejectRefundRequest request;
    request.set_name(refund.name());
    request.set_etag(refund.etag());
    request.set_note("依据不足");
    return As<v1::Refund>(who, "RejectRefund", request);
  }

  absl::StatusOr<v1::Refund> Resolve(const rpc::Principal& who, const v1::Refund& refund,
                                     const std::string& way) {
    v1::ResolveRefundRequest request;
    request.set_name(refund.name());
    request.set_way(way);
    request.set_reference("20261123-0001");
    request.set_reason("付款卡已注销，改为银行转账");
    return As<v1::Refund>(who, "ResolveRefund", request);
  }

  absl::StatusOr<v1::Refund> Retry(const rpc::Principal& who, const v1::Refund& refund) {
    v1::RetryRefundRequest request;
    request.set_name(refund.name());
    request.set_etag(refund.etag());
    return As<v1::Refund>(who, "RetryRefund", request);
  }

  std::vector<v1::Refund> Waiting() {
    v1::ListRefundsRequest request;
    request.set_parent("offices/xuhui");
    const auto page = harness_.Call<v1::ListRefundsResponse>(head_, Method("ListRefunds"), request);
    EXPECT_TRUE(page.ok()) << page.status();
    return {page->refunds().begin(), page->refunds().end()};
  }

  std::vector<v1::QuarantinedReport> Unsettled() {
    v1::ListQuarantinedReportsRequest request;
    request.set_parent("offices/xuhui");
    const auto page = harness_.Call<v1::ListQuarantinedReportsResponse>(
        head_, Method("ListQuarantinedReports"), request);
    EXPECT_TRUE(page.ok()) << page.status();
    return {page->reports().begin(), page->reports().end()};
  }

  absl::StatusOr<v1::QuarantinedReport> Settle(const v1::QuarantinedReport& report,
                                               const std::string& way,
                                               const std::string& reference) {
    v1::SettleQuarantinedReportRequest request;
    request.set_name(report.name());
    request.set_way(way);
    request.set_reference(reference);
    request.set_reason("已与付款人核对");
    return As<v1::QuarantinedReport>(cashier_, "SettleQuarantinedReport", request);
  }

  absl::StatusOr<v1::QuarantinedReport> ApproveSettlement(const rpc::Principal& who,
                                                          const v1::QuarantinedReport& report) {
    v1::ApproveSettlementRequest request;
    request.set_name(report.name());
    request.set_etag(report.etag());
    return As<v1::QuarantinedReport>(who, "ApproveSettlement", request);
  }

  absl::StatusOr<v1::QuarantinedReport> RejectSettlement(const v1::QuarantinedReport& report) {
    v1::RejectSettlementRequest request;
    request.set_name(report.name());
    return As<v1::QuarantinedReport>(head_, "RejectSettlement", request);
  }

  // A case refused without fault, whose payer's card is dead.
  v1::Refund GivenAbnormal() {
    note_ = GivenPaid();
    PaymentFixture::Settle("REFUSED", "NOBODY", true);
    channel_->refund_state = ChannelRefundState::kAbnormal;
    EXPECT_EQ(*service_.RefundDue(Now()), 1);
    return Waiting().at(0);
  }

  // A payment of one fen too little.
  v1::QuarantinedReport GivenWrongAmount() {
    note_ = Assess()->fee_note();
    const std::string number = Start(note_)->order_number();
    channel_->Pay(number, Now());
    channel_->trades.at(number).total_fen -= 1;
    EXPECT_EQ(Tell(number), 204);
    return Unsettled().at(0);
  }

  const rpc::Principal cashier_ = testing::Staff("xuhui", "cashier", {rpc::Role::ROLE_CASHIER});
  const rpc::Principal head_ = testing::Staff("xuhui", "head", {rpc::Role::ROLE_HEAD});
  const rpc::Principal deputy_ = testing::Staff("xuhui", "deputy", {rpc::Role::ROLE_HEAD});
  std::string note_;
};

}  // namespace notary::payment
