// What the acts that are repeated are about: cases of one office, taken as far as they go.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "cmd/notaryctl/demo/scripts.h"
#include "notary/application/v1/application_service.pb.h"
#include "notary/certificate/v1/certificate_service.pb.h"
#include "notary/payment/v1/payment_service.pb.h"
#include "tests/e2e/repeated/repeater.h"
#include "tests/testing/office/digest.h"

namespace notary::testing {

using App = application::v1::Application;

inline constexpr char kApplication[] = "ApplicationService/";

class RepeatedTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    repeater_ = new Repeater(World());
    World().office().Observe([](const demo::Office::Exchange& call) {
      if (!call.response.ok()) return;
      repeater_->Again(World().Token(call.who), call.method, call.request, *call.response);
    });
  }

  // A diploma case of xuhui, taken as far as `steps` goes. Its name.
  template <typename Steps>
  std::string Case(Steps steps, const demo::CaseScript& script = ScriptOf("Diploma for study")) {
    demo::CaseRun run(World().office(), script);
    const absl::Status status = steps(run);
    EXPECT_TRUE(status.ok()) << status;
    return run.name();
  }
  std::string UnderReview() {
    return Case([](demo::CaseRun& run) { return UpToReview(run); });
  }

  // A call about a case, made and repeated.
  std::string Verb(By by, const std::string& verb, const std::string& name,
                   const std::string& more = "") {
    return repeater_->Do(by, kApplication + verb, absl::StrCat("name: '", name, "' ", more));
  }

  // The printer reads the certificate: its service owes the case a report.
  void ReadByStaff(const std::string& name) {
    constexpr char kList[] = "CertificateService/ListCertificates";
    constexpr char kPrint[] = "CertificateService/PrintCertificate";
    Settle(World().owner());  // the text is made after the approval
    const auto bytes =
        Send(World(), By::kPrinter, kList,
             RequestOf(kList, absl::StrCat("parent: 'offices/xuhui' application: '", name, "'"),
                       World().Now()));
    certificate::v1::ListCertificatesResponse found;
    ASSERT_TRUE(bytes.ok() && found.ParseFromString(*bytes)) << bytes.status();
    ASSERT_GT(found.certificates_size(), 0);
    EXPECT_EQ(found.certificates(0).text_zh(), "") << "a list shows no text to staff";
    const auto printed =
        Send(World(), By::kPrinter, kPrint,
             RequestOf(kPrint, absl::StrCat("name: '", found.certificates(0).name(), "'"),
                       World().Now()));
    EXPECT_TRUE(printed.ok()) << printed.status();
  }

  // The office closes on a day when the case has a visit, and takes it back.
  void ClosedForADay(const std::string& name) {
    repeater_->Do(By::kApplicant, "AppointmentService/BookVisit",
                  absl::StrCat("parent: 'offices/xuhui' visit { application: '", name,
                               "' start_time { seconds: 1798081200 } }"));  // 24 December, 11:00
    const std::string closed =
        repeater_->Do(By::kHead, "AppointmentService/CreateOpeningChange",
                      "parent: 'offices/xuhui' cancel_visits: true opening_change { kind: 'CLOSED' "
                      "start_time { seconds: 1798041600 } end_time { seconds: 1798128000 } "
                      "reason_zh: '检修' reason_en: 'Repairs' }");
    repeater_->Do(By::kHead, "AppointmentService/WithdrawOpeningChange",
                  absl::StrCat("name: '", closed, "'"));
  }

  static std::string FeeNoteOf(const std::string& name) { return Found(name).fee_note(); }
  static std::string PaperOf(const std::string& name) {
    return Found(name).materials(0).document();
  }
  static App Found(const std::string& name) {
    Settle(World().owner());  // the fee note is made after the acceptance
    constexpr char kGet[] = "ApplicationService/GetApplication";
    const auto bytes = Send(World(), By::kApplicant, kGet,
                            RequestOf(kGet, absl::StrCat("name: '", name, "'"), World().Now()));
    App found;
    EXPECT_TRUE(bytes.ok() && found.ParseFromString(*bytes)) << bytes.status();
    return found;
  }

  // Wrong once: "kind" as the simulator of the provider calls it.
  static void AskTheProviderFor(const std::string& kind) {
    demo::Office& office = World().office();
    const auto asked = office.phone().Send(
        {.method = "POST",
         .url = absl::StrCat(office.config().wechat_pay().base_url(), "/control/fault"),
         .body = absl::StrCat("{\"kind\":\"", kind, "\",\"count\":1}")});
    EXPECT_TRUE(asked.ok() && asked->status < 300) << asked.status();
  }

  // Until the provider has said that a refund cannot be done.
  static void AwaitAbnormal() {
    constexpr char kList[] = "PaymentService/ListRefunds";
    for (int look = 0; look < 200; ++look) {
      const auto bytes = Send(World(), By::kCashier, kList,
                              RequestOf(kList, "parent: 'offices/xuhui'", World().Now()));
      payment::v1::ListRefundsResponse waiting;
      ASSERT_TRUE(bytes.ok() && waiting.ParseFromString(*bytes)) << bytes.status();
      if (waiting.refunds_size() > 0) return;
      World().office().PassLook();
    }
    FAIL() << "the refund is not abnormal";
  }

  static inline Repeater* repeater_ = nullptr;
};

}  // namespace notary::testing
