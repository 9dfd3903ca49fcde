// Who may not: no token, a bad token, the wrong role, another office, another person. What may not
// be seen is answered exactly as what does not exist.
#include "absl/strings/str_cat.h"
#include "tests/e2e/bad_inputs/row.h"

namespace notary::testing {
namespace {

using enum absl::StatusCode;

Row Denied(std::string name, std::string method, By by, std::string request) {
  return Refused(std::move(name), std::move(method), by, std::move(request), kPermissionDenied,
                 "ROLE_NOT_ALLOWED");
}

Row Hidden(std::string name, std::string method, By by, std::string request) {
  return Refused(std::move(name), std::move(method), by, std::move(request), kNotFound,
                 "RESOURCE_NOT_FOUND");
}

constexpr char kGet[] = "ApplicationService/GetApplication";
constexpr char kAbsent[] =
    "name: 'offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001'";

}  // namespace

Rows AccessRows() {
  return {
      Refused("token_missing", kGet, By::kNobody, "name: '{draft}'", kUnauthenticated,
              "TOKEN_MISSING"),
      Refused("token_expired", kGet, By::kExpired, "name: '{draft}'", kUnauthenticated,
              "TOKEN_EXPIRED"),
      Refused("token_forged", kGet, By::kForged, "name: '{draft}'", kUnauthenticated,
              "TOKEN_SIGNATURE"),
      Refused("token_expired_on_a_public_method", "CatalogueService/GetMatter", By::kExpired,
              "name: 'matters/CERT_EDU'", kUnauthenticated, "TOKEN_EXPIRED"),
      Denied("role_applicant_takes", "ApplicationService/TakeApplication", By::kApplicant,
             "name: '{submitted}'"),
      Denied("role_applicant_accepts_own_case", "ApplicationService/AcceptApplication",
             By::kApplicant,
             "name: '{precheck}' checks { has_interest: true no_dispute: true within_scope: true "
             "competent: true }"),
      Denied("role_assistant_creates", "ApplicationService/CreateApplication", By::kAssistant,
             "parent: 'offices/xuhui' application { matter: 'CERT_EDU' }"),
      Denied("role_assistant_approves", "ApplicationService/ApproveApplication", By::kAssistant,
             "name: '{pending}'"),
      Denied("role_notary_approves", "ApplicationService/ApproveApplication", By::kOtherNotary,
             "name: '{pending}'"),
      Denied("role_cashier_hands_over", "ApplicationService/HandOver", By::kCashier,
             "name: '{ready}' identity_record: 'x' signer_name: '张一'"),
      Denied("role_notary_assigns", "ApplicationService/AssignNotary", By::kNotary,
             "name: '{accepted}' notary: '{notary}'"),
      Denied("role_notary_decides_on_a_recusal", "ApplicationService/DecideRecusal", By::kNotary,
             "name: '{recusal}' reason: '不成立'"),
      Denied("role_applicant_lists_visits", "AppointmentService/ListVisits", By::kApplicant,
             "parent: 'offices/xuhui' date: '2026-11-25'"),
      Denied("role_person_reports_payment", "ApplicationService/ReportPayment", By::kApplicant,
             "name: '{reviewing}' payment_state: 'PAID' fee_fen: 1"),
      Denied("role_person_reports_overpayment", "ApplicationService/ReportOverpayment",
             By::kApplicant, "name: '{reviewing}' returned_fen: 1"),
      Denied("role_person_asks_whose_case_it_is", "SideService/CheckSide", By::kApplicant,
             "name: '{reviewing}' person: 'persons/zhang-yi'"),
      Denied("role_person_asks_for_anothers_cases", "SideService/CheckPerson", By::kApplicant,
             "person: 'persons/zhang-yi'"),
      Hidden("whose_case_that_is_none", "SideService/CheckSide", By::kSystem,
             "name: 'offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001' "
             "person: 'persons/zhang-yi'"),
      Denied("role_head_reports_payment", "ApplicationService/ReportPayment", By::kHead,
             "name: '{reviewing}' payment_state: 'PAID' fee_fen: 1"),
      Denied("role_notary_reports_verification", "ApplicationService/ReportVerification",
             By::kNotary,
             "name: '{reviewing}' verification: "
             "'offices/xuhui/verifications/0190aaaa-0000-7000-8000-000000000001' "
             "outcome: 'VERIFIED' reason_code: 'V00'"),
      Denied("role_person_reports_shipment", "ApplicationService/ReportShipment", By::kApplicant,
             "name: '{ready}' shipment: '{shipment}' shipment_state: 'SIGNED'"),
      Denied("role_person_makes_fee_note", "PaymentService/CreateFeeNote", By::kApplicant,
             "parent: 'offices/xuhui' application: '{reviewing}' payer: 'persons/zhang-yi' "
             "matter: 'CERT_EDU' accept_date: '2026-11-23'"),
      Denied("role_person_settles_fee_note", "PaymentService/SettleFeeNote", By::kApplicant,
             "parent: 'offices/xuhui' application: '{pending}' closing: 'REFUSED' ground: 'REF06' "
             "fault: 'OFFICE'"),
      Denied("role_cashier_pays", "PaymentService/StartPayment", By::kCashier,
             "name: '{fee_note}'"),
      Denied("role_person_issues_certificate", "CertificateService/IssueCertificate",
             By::kApplicant, "parent: 'offices/xuhui' certificate {}"),
      Denied("role_person_voids_certificates", "CertificateService/VoidCertificates",
             By::kApplicant, "parent: 'offices/xuhui' application: '{issued}' ground: 'REF05'"),
      Denied("role_person_sends_shipment", "DeliveryService/CreateShipment", By::kApplicant,
             "parent: 'offices/xuhui'"),
      Denied("role_person_makes_notice", "NotificationService/CreateNotice", By::kApplicant,
             "parent: 'offices/xuhui' notice { code: 'N01' application: '{draft}' "
             "addressee: 'persons/zhang-yi' }"),
      Denied("role_person_asks_an_agency", "VerificationService/CreateVerification", By::kApplicant,
             "parent: 'offices/xuhui'"),
      Denied("role_assistant_reads_verification", "VerificationService/GetVerification",
             By::kAssistant,
             "name: 'offices/xuhui/verifications/0190aaaa-0000-7000-8000-000000000001'"),
      Denied("role_applicant_previews_certificate", "CertificateService/PreviewCertificate",
             By::kApplicant, "parent: 'offices/xuhui' matter: 'CERT_EDU'"),
      Hidden("absent_case", kGet, By::kApplicant, kAbsent),
      Hidden("absent_case_for_staff", kGet, By::kAssistant, kAbsent),
      Hidden("other_person_reads_case", kGet, By::kOtherPerson, "name: '{draft}'"),
      Hidden(
          "other_person_updates_case", "ApplicationService/UpdateApplication", By::kOtherPerson,
          "application { name: '{draft}' form { key: 'applicant.phone' value: '13800000000' } }"),
      Hidden("other_person_submits_case", "ApplicationService/SubmitApplication", By::kOtherPerson,
             "name: '{draft}'"),
      Hidden("other_person_withdraws_case", "ApplicationService/WithdrawApplication",
             By::kOtherPerson, "name: '{reviewing}'"),
      Hidden("other_person_withdraws_consent", "ApplicationService/WithdrawConsent",
             By::kOtherPerson, "name: '{reviewing}' code: 'AGENCY'"),
      Hidden("other_person_reads_history", "ApplicationService/ListHistory", By::kOtherPerson,
             "name: '{reviewing}'"),
      Hidden("other_person_reads_fee_note", "PaymentService/GetFeeNote", By::kOtherPerson,
             "name: '{fee_note}'"),
      Hidden("other_person_pays", "PaymentService/StartPayment", By::kOtherPerson,
             "name: '{fee_note}'"),
      Hidden("other_person_reads_document", "DocumentService/ReadDocument", By::kOtherPerson,
             "name: '{document}'"),
      Hidden("other_person_writes_document", "DocumentService/WriteChunk", By::kOtherPerson,
             "name: '{upload}' data: 'x'"),
      Hidden("other_person_follows_parcel", "DeliveryService/GetShipment", By::kOtherPerson,
             "name: '{shipment}'"),
      Hidden("other_person_reads_notice", "NotificationService/GetNotice", By::kOtherPerson,
             "name: '{notice}'"),
      Hidden("other_person_prints_certificate", "CertificateService/PrintCertificate",
             By::kOtherPerson, "name: '{certificate}'"),
      Denied("role_person_settles_visit", "AppointmentService/SettleVisits", By::kApplicant,
             "parent: 'offices/xuhui' application: '{accepted}' became: 'KEPT'"),
      Denied("role_assistant_closes_the_office", "AppointmentService/CreateOpeningChange",
             By::kAssistant,
             "parent: 'offices/xuhui' opening_change { kind: 'CLOSED' start_time { seconds: "
             "1795881600 } end_time { seconds: 1795968000 } reason_zh: 'a' reason_en: 'a' }"),
      Denied("role_person_reports_a_cancelled_visit", "ApplicationService/ReportVisitCancelled",
             By::kApplicant,
             "name: '{accepted}' visit_time { seconds: 1795572000 } reason: 'STAFF_AWAY'"),
      Hidden("other_person_cancels_visit", "AppointmentService/CancelVisit", By::kOtherPerson,
             "name: '{visit}'"),
      Hidden("other_office_reads_case", kGet, By::kAssistantOfMinhang, "name: '{submitted}'"),
      Hidden("other_office_takes_case", "ApplicationService/TakeApplication",
             By::kAssistantOfMinhang, "name: '{submitted}'"),
      Hidden("other_office_reveals_history", "ApplicationService/RevealHistory",
             By::kNotaryOfMinhang, "name: '{reviewing}' purpose: 'REVIEW'"),
      Hidden("other_office_reveals_case", "ApplicationService/RevealApplication",
             By::kAssistantOfMinhang, "name: '{submitted}' purpose: 'REVIEW'"),
      Hidden("other_office_lists_cases", "ApplicationService/ListApplications",
             By::kAssistantOfMinhang, "parent: 'offices/xuhui'"),
      Hidden("other_office_reads_fee_note", "PaymentService/GetFeeNote", By::kAssistantOfMinhang,
             "name: '{fee_note}'"),
      Hidden("other_office_reads_document", "DocumentService/ReadDocument", By::kAssistantOfMinhang,
             "name: '{document}' purpose: 'REVIEW'"),
      Hidden("other_office_reads_notice", "NotificationService/GetNotice", By::kAssistantOfMinhang,
             "name: '{notice}'"),
      Hidden("other_office_prints_certificate", "CertificateService/PrintCertificate",
             By::kAssistantOfMinhang, "name: '{certificate}'"),
      Hidden("other_office_follows_parcel", "DeliveryService/GetShipment", By::kAssistantOfMinhang,
             "name: '{shipment}'"),
      Hidden("other_office_reads_verification", "VerificationService/GetVerification",
             By::kNotaryOfMinhang,
             "name: 'offices/xuhui/verifications/0190aaaa-0000-7000-8000-000000000001'"),
      // The id is real, the office is the clerk's own: there is no such case there.
      {.name = "other_office_names_case_as_its_own",
       .method = kGet,
       .by = By::kAssistantOfMinhang,
       .request = "name: '{it}'",
       .code = kNotFound,
       .reason = "RESOURCE_NOT_FOUND",
       .prepare =
           [](Stage& stage) {
             std::string name = stage.Fill("{submitted}");
             stage.Put("it", name.replace(name.find("xuhui"), 5, "minhang"));
           }},
      Harmless("other_person_lists_no_notices", "NotificationService/ListNotices", By::kOtherPerson,
               "parent: 'offices/xuhui' application: '{reviewing}'"),
      Accepted("access_control_addressee_reads_notice", "NotificationService/GetNotice",
               By::kApplicant, "name: '{unread_notice}'"),
      Accepted("access_control_reveal_is_written_down", "ApplicationService/RevealApplication",
               By::kAssistant, "name: '{submitted}' purpose: 'REVIEW'"),
  };
}

}  // namespace notary::testing
