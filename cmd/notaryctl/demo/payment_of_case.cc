// A case's fee, paid as parties do: a QR code, and a phone that scans it.
#include "absl/strings/str_cat.h"
#include "cmd/notaryctl/demo/case_run.h"
#include "notary/payment/v1/payment_service.pb.h"
#include "platform/base/status_macros.h"

namespace notary::demo {

using App = application::v1::Application;

absl::Status CaseRun::Pay() {
  RETURN_IF_ERROR(OpenPayment());
  RETURN_IF_ERROR(ScanAndPay());
  return AwaitPayment();
}

// The party opens the fee note and gets a QR code.
absl::Status CaseRun::OpenPayment() {
  const std::string service = "/notary.payment.v1.PaymentService/";
  RETURN_IF_ERROR(Await("the fee note", [](const App& a) { return !a.fee_note().empty(); }));
  ASSIGN_OR_RETURN(const App assessed, Get());
  payment::v1::StartPaymentRequest start;
  start.set_name(assessed.fee_note());
  start.set_request_id(office_.NewRequestId());
  ASSIGN_OR_RETURN(
      const payment::v1::Payment order,
      office_.Call<payment::v1::Payment>(Applicant(), service + "StartPayment", start));
  order_number_ = order.order_number();
  return absl::OkStatus();
}

// With a phone: the simulator's customer.
absl::Status CaseRun::ScanAndPay() {
  const std::string body = absl::StrCat("{\"out_trade_no\":\"", order_number_, "\"}");
  ASSIGN_OR_RETURN(
      const http::Response scanned,
      office_.phone().Send(
          {.method = "POST",
           .url = absl::StrCat(office_.config().wechat_pay().base_url(), "/control/pay"),
           .body = body}));
  if (scanned.status < 300) return absl::OkStatus();
  return absl::InternalError(absl::StrCat("the simulated customer: ", scanned.status));
}

absl::Status CaseRun::AwaitPayment() {
  return Await("the payment", [](const App& a) { return a.payment_state() == App::PAID; });
}

}  // namespace notary::demo
