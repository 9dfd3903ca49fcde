// What the parts of the system tell each other, and what comes from providers unsigned. A part in
// error is refused as a person is.
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "notary/certificate/v1/certificate_service.pb.h"
#include "tests/e2e/bad_inputs/row.h"

namespace notary::testing {
namespace {

using enum absl::StatusCode;

Row Bad(std::string name, std::string method, std::string request, std::string reason,
        std::string field) {
  return Refused(std::move(name), std::move(method), By::kSystem, std::move(request),
                 kInvalidArgument, std::move(reason), std::move(field));
}

constexpr char kShortForm[] = "form { key: 'applicant.name' value: '张一' }";
constexpr char kVerification[] = "offices/xuhui/verifications/0190aaaa-0000-7000-8000-000000000001";

std::string Answer(const std::string& outcome) {
  return absl::StrCat("name: '{marriage}' verification: '", kVerification, "' outcome: '", outcome,
                      "' reason_code: 'V00'");
}

std::string Question(const std::string& name, const std::string& mode) {
  return absl::StrCat("parent: 'offices/xuhui' verification { name: '", name,
                      "' application: '{marriage}' acceptance_number: '(2026)沪徐证受字第1号' "
                      "accept_time { seconds: 1795400000 } matter: 'CERT_MARRIAGE' "
                      "fact: 'MARRIAGE_RECORD' mode: '",
                      mode,
                      "' officer: 'staff/xuhui-notary' officer_name: '公证员' "
                      "claims { key: 'applicant.name' value: '张一' } }");
}

std::string Certificate(const std::string& matter, const std::string& kind,
                        const std::string& number, const std::string& form = kShortForm) {
  return absl::StrCat("parent: 'offices/xuhui' certificate { application: '{issued}' matter: '",
                      matter, "' kind: '", kind, "' number: '", number,
                      "' issue_date: '2026-11-23' notary_name: '公证员' holder: 'persons/zhang-yi' "
                      "office_name_zh: '上海市徐汇公证处' office_name_en: 'Xuhui' ",
                      form, " }");
}

}  // namespace

Rows ReportRows() {
  return {
      Refused("report_answer_to_no_question", "ApplicationService/ReportVerification", By::kSystem,
              Answer("VERIFIED"), kFailedPrecondition, "VERIFICATION_UNKNOWN"),
      Bad("report_answer_of_no_kind", "ApplicationService/ReportVerification", Answer("PERHAPS"),
          "NOT_AN_OPTION", "outcome"),
      Refused("report_own_case_that_is_none", "ApplicationService/ReportOwnCase", By::kSystem,
              "person: 'persons/zhang-yi' application: 'offices/xuhui/notices/1'", kNotFound,
              "RESOURCE_NOT_FOUND"),
      Bad("report_own_case_of_nobody", "ApplicationService/ReportOwnCase", "application: '{draft}'",
          "REQUIRED", "person"),
      Bad("report_parcel_in_no_state", "ApplicationService/ReportShipment",
          "name: '{archived}' shipment: '{shipment}' shipment_state: 'FLYING'", "NOT_AN_OPTION",
          "shipment_state"),
      Refused("report_parcel_before_dispatch", "ApplicationService/ReportShipment", By::kSystem,
              "name: '{draft}' shipment: '{shipment}' shipment_state: 'SIGNED'",
              kFailedPrecondition, "STATE_NOT_ALLOWED"),
      Refused("report_on_no_case", "ApplicationService/ReportPayment", By::kSystem,
              "name: 'offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001' "
              "payment_state: 'PAID' fee_fen: 1",
              kNotFound, "RESOURCE_NOT_FOUND"),
      Bad("question_under_the_name_of_another_office", "VerificationService/CreateVerification",
          Question("offices/minhang/verifications/0190aaaa-0000-7000-8000-000000000001", "VERIFY"),
          "MALFORMED", "verification.name"),
      Bad("question_in_an_unknown_mode", "VerificationService/CreateVerification",
          Question(kVerification, "GUESS"), "ENUM_UNKNOWN", "verification.mode"),
      Refused("notice_of_no_kind", "NotificationService/CreateNotice", By::kSystem,
              "parent: 'offices/xuhui' notice { code: 'N99' application: '{draft}' "
              "addressee: 'persons/zhang-yi' }",
              kUnimplemented, "NOTICE_UNKNOWN"),
      Bad("notice_with_malformed_addressee", "NotificationService/CreateNotice",
          "parent: 'offices/xuhui' notice { code: 'N01' application: '{draft}' "
          "addressee: 'persons' }",
          "MALFORMED", "notice.addressee"),
      Bad("certificate_of_a_matter_without_wording", "CertificateService/IssueCertificate",
          Certificate("WILL", "MAIN", "(2026)沪徐证字第9999号"), "WORDING_UNKNOWN",
          "certificate.matter"),
      Bad("certificate_of_no_kind", "CertificateService/IssueCertificate",
          Certificate("CERT_EDU", "DRAFT", "(2026)沪徐证字第9999号"), "WORDING_UNKNOWN",
          "certificate.matter"),
      Refused("certificate_without_what_the_wording_needs", "CertificateService/IssueCertificate",
              By::kSystem, Certificate("MARITAL", "MAIN", "(2026)沪徐证字第9999号"),
              kFailedPrecondition, "TEXT_VALUE_MISSING"),
      {.name = "certificate_number_issued_before",
       .method = "CertificateService/IssueCertificate",
       .by = By::kSystem,
       .request = Certificate("CERT_EDU", "MAIN", "{certificate_number}", "{it}"),
       .code = kAlreadyExists,
       .reason = "ALREADY_EXISTS",
       .prepare =
           [](Stage& stage) {
             std::string form;
             for (const auto& [key, value] : stage.diploma().form) {
               absl::StrAppend(&form, "form { key: '", key, "' value: '", value, "' } ");
             }
             stage.Put("it", form);
           }},
      Refused("parcel_without_outcome", "ApplicationService/RecordParcel", By::kAssistant,
              "name: '{ready}' note: '信封在本处'", kInvalidArgument, "REQUIRED", "outcome"),
      Refused("parcel_without_a_word_for_the_file", "ApplicationService/RecordParcel",
              By::kAssistant, "name: '{ready}' outcome: LOST", kInvalidArgument, "REQUIRED",
              "note"),
      Refused("parcel_with_an_outcome_that_is_none", "ApplicationService/RecordParcel",
              By::kAssistant, "name: '{ready}' outcome: 9 note: '信封在本处'", kInvalidArgument,
              "ENUM_UNKNOWN", "outcome"),
      Refused("check_of_no_number", "CertificateService/CheckCertificate", By::kNobody,
              "name: 'offices/xuhui' number: 'hello' check_code: 'x'", kInvalidArgument,
              "CERTIFICATE_NUMBER_FORMAT", "number"),
      Refused("check_with_code_of_41_characters", "CertificateService/CheckCertificate",
              By::kNobody,
              "name: 'offices/xuhui' number: '{certificate_number}' check_code: '" +
                  std::string(41, 'x') + "'",
              kInvalidArgument, "TOO_LONG", "check_code"),
      Refused("preview_without_form", "CertificateService/PreviewCertificate", By::kNotary,
              "parent: 'offices/xuhui' matter: 'CERT_EDU'", kInvalidArgument, "REQUIRED", "form"),
      Refused("preview_of_no_kind", "CertificateService/PreviewCertificate", By::kNotary,
              "parent: 'offices/xuhui' matter: 'CERT_EDU' kind: 'DRAFT' "
              "form { key: 'applicant.name' value: '张一' }",
              kInvalidArgument, "ENUM_UNKNOWN", "kind"),
      Refused("certificate_fetched_before_it_is_handed_over", "CertificateService/PrintCertificate",
              By::kApplicant, "name: '{certificate}'", kFailedPrecondition, "NOT_HANDED_OVER"),
      Harmless("certificate_fetched_by_who_has_it_in_hand", "CertificateService/PrintCertificate",
               By::kApplicant, "name: '{certificate_in_hand}'"),
      {.name = "certificates_listed_before_they_are_handed_over",
       .method = "CertificateService/ListCertificates",
       .by = By::kApplicant,
       .request = "parent: 'offices/xuhui' application: '{ready}'",
       .then =
           [](const std::string& response) {
             certificate::v1::ListCertificatesResponse listed;
             ASSERT_TRUE(listed.ParseFromString(response) && listed.certificates_size() > 0);
             const certificate::v1::Certificate& shown = listed.certificates(0);
             EXPECT_NE(shown.number(), "");
             EXPECT_EQ(shown.text_zh() + shown.text_en() + shown.check_code(), "");
           }},
      Bad("parcel_without_certificates", "DeliveryService/CreateShipment",
          "parent: 'offices/xuhui' application: '{ready}' recipient: 'persons/zhang-yi' "
          "shipment_id: '0190aaaa-0000-7000-8000-000000000001' recipient_name: '张一' "
          "recipient_mobile: '13800000000' province: '上海市' "
          "city: '上海市' district: '徐汇区' address: '示范路1号'",
          "REQUIRED", "certificate_numbers"),
      Bad("parcel_to_an_address_of_201_characters", "DeliveryService/CreateShipment",
          "parent: 'offices/xuhui' application: '{ready}' recipient: 'persons/zhang-yi' "
          "shipment_id: '0190aaaa-0000-7000-8000-000000000001' "
          "certificate_numbers: '{certificate_number}' recipient_name: '张一' "
          "recipient_mobile: '13800000000' province: '上海市' city: '上海市' district: '徐汇区' "
          "address: '" +
              std::string(201, 'a') + "'",
          "TOO_LONG", "address"),
      Bad("parcel_without_a_name", "DeliveryService/CreateShipment",
          "parent: 'offices/xuhui' application: '{ready}' recipient: 'persons/zhang-yi' "
          "certificate_numbers: '{certificate_number}' recipient_name: '张一' "
          "recipient_mobile: '13800000000' province: '上海市' city: '上海市' district: '徐汇区' "
          "address: '示范路1号'",
          "REQUIRED", "shipment_id"),
      Refused("payment_notice_of_an_office_without_channel", "PaymentService/ReceiveProviderNotice",
              By::kNobody, "name: 'offices/atlantis' body: 'x'", kUnavailable,
              "PAYMENT_CHANNEL_MISSING"),
      Refused("payment_notice_of_64_KiB_and_one", "PaymentService/ReceiveProviderNotice",
              By::kNobody, "name: 'offices/xuhui' body: '" + std::string(65537, 'x') + "'",
              kInvalidArgument, "TOO_LONG", "body"),
      // Providers read an answer of their own; the refusal is inside it, and nothing is booked.
      Harmless("payment_notice_unsigned", "PaymentService/ReceiveProviderNotice", By::kNobody,
               "name: 'offices/xuhui' body: '{\"amount\":\"100.0\"}'"),
      Harmless("payment_notice_with_forged_signature", "PaymentService/ReceiveProviderNotice",
               By::kNobody,
               "name: 'offices/xuhui' headers { name: 'Wechatpay-Signature' value: 'eA==' } "
               "headers { name: 'Wechatpay-Serial' value: 'x' } "
               "headers { name: 'Wechatpay-Timestamp' value: '1795400000' } "
               "headers { name: 'Wechatpay-Nonce' value: 'x' } body: '{}'"),
      Harmless("courier_push_of_no_form", "DeliveryService/ReceiveCourierPush", By::kNobody,
               "body: '{}'"),
      Harmless("check_with_a_guessed_code", "CertificateService/CheckCertificate", By::kNobody,
               "name: 'offices/xuhui' number: '{certificate_number}' check_code: 'guess'"),
      Accepted("report_control_notice", "NotificationService/CreateNotice", By::kSystem,
               "parent: 'offices/xuhui' notice { code: 'N01' application: '{draft}' "
               "addressee: 'persons/zhang-yi' }"),
  };
}

}  // namespace notary::testing
