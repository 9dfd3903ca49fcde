#include "services/application/service/effects.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "notary/appointment/v1/appointment_service.pb.h"
#include "notary/certificate/v1/certificate_service.pb.h"
#include "notary/delivery/v1/delivery_service.pb.h"
#include "notary/document/v1/document_service.pb.h"
#include "notary/notification/v1/notification_service.pb.h"
#include "notary/payment/v1/payment_service.pb.h"
#include "notary/verification/v1/verification_service.pb.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/durable_call.h"
#include "platform/rpc/timestamp.h"
#include "platform/time/clock.h"
#include "services/application/domain/handover.h"
#include "services/application/domain/mandates.h"
#include "services/application/domain/party.h"
#include "services/application/domain/visits.h"
#include "services/common/province.h"

namespace notary::application {
namespace {

constexpr int kDeletedAtOnce = 100;  // as the document service takes them

// All calls about one case are made in the order its moves decided them.
void Later(Change& change, const char* method, const google::protobuf::Message& request) {
  const Application& a = change.application();
  rpc::CallLater(change.tx, a.office, a.id, method, request, change.call.now);
}

std::string Parent(const Application& a) { return absl::StrCat("offices/", a.office); }

void TellOfClock(Change& change, const std::string& reason, const char* phase) {
  Tell(change, "N08",
       {{"reason", reason}, {"phase", phase}, {"due_date", DueDateToTell(change.application())}});
}

}  // namespace

absl::CivilDay Today(absl::Time now) { return absl::ToCivilDay(now, ShanghaiZone()); }

void Tell(Change& change, const char* code, std::map<std::string, std::string> values) {
  const Application& a = change.application();
  notification::v1::CreateNoticeRequest request;
  request.set_parent(Parent(a));
  notification::v1::Notice& notice = *request.mutable_notice();
  notice.set_code(code);
  notice.set_application(a.Name());
  notice.set_addressee(PartyOf(a));
  // Who did not agree to electronic service gets paper, and no text message that points to a page.
  const bool electronic = change.c.electronic_service;
  notice.set_service(electronic ? notification::v1::Notice::ELECTRONIC
                                : notification::v1::Notice::PAPER);
  if (electronic) notice.set_mobile(ContactPhone(change.c));
  if (!a.acceptance_number.empty()) values["acceptance_number"] = a.acceptance_number;
  for (const auto& [key, value] : values) (*notice.mutable_values())[key] = value;
  Later(change, "/notary.notification.v1.NotificationService/CreateNotice", request);
}

void TellOfPause(Change& change, const std::string& reason) {
  TellOfClock(change, reason, "START");
}

void TellOfEnd(Change& change, const std::string& reason) {
  TellOfClock(change, reason, change.c.IsPaused() ? "HELD" : "END");
}

std::map<std::string, std::string> Named(const Text& matter) {
  return {{"matter_zh", matter.zh}, {"matter_en", matter.en}};
}

void AssessFee(Change& change, absl::CivilDay accept_date) {
  const Application& a = change.application();
  payment::v1::CreateFeeNoteRequest request;
  request.set_parent(Parent(a));
  request.set_application(a.Name());
  request.set_payer(PartyOf(a));
  request.set_matter(a.matter);
  request.set_organisation(IsOrganisation(change.c));
  request.set_destination(change.c.FormValue("use.country"));
  request.set_language(change.c.FormValue("use.language"));
  int32_t copies = 0;
  if (absl::SimpleAtoi(change.c.FormValue("use.copies"), &copies)) request.set_copies(copies);
  if (a.handover_mode == HandoverMode::kCourier) {
    request.set_courier_province(common::ProvinceCode(change.c.FormValue(kCourierProvince)));
  }
  request.set_accept_date(absl::FormatCivilTime(accept_date));
  Later(change, "/notary.payment.v1.PaymentService/CreateFeeNote", request);
}

void SettleFee(Change& change, absl::string_view closing, bool reviewed, absl::Time proposed) {
  const Application& a = change.application();
  payment::v1::SettleFeeNoteRequest request;
  request.set_parent(Parent(a));
  request.set_application(a.Name());
  request.set_closing(std::string(closing));
  request.set_ground(a.ground);
  request.set_fault(a.fault);
  request.set_reviewed(reviewed);
  *request.mutable_propose_time() = rpc::ToTimestamp(proposed);
  Later(change, "/notary.payment.v1.PaymentService/SettleFeeNote", request);
}

void ReturnCourierFee(Change& change) {
  const Application& a = change.application();
  // What a courier took on is spent, also when it came back.
  if (a.parcels_sent > 0) return;
  payment::v1::RefundUnusedCourierRequest request;
  request.set_parent(Parent(a));
  request.set_application(a.Name());
  Later(change, "/notary.payment.v1.PaymentService/RefundUnusedCourier", request);
}

void AskAgency(Change& change, const Verification& verification,
               const std::vector<std::string>& claim_fields, absl::Time consent_time) {
  const Application& a = change.application();
  verification::v1::CreateVerificationRequest request;
  request.set_parent(Parent(a));
  verification::v1::Verification& question = *request.mutable_verification();
  question.set_name(verification.name);
  question.set_application(a.Name());
  question.set_acceptance_number(a.acceptance_number);
  *question.mutable_accept_time() = rpc::ToTimestamp(*a.accept_time);
  question.set_matter(a.matter);
  question.set_fact(verification.fact);
  question.set_mode(verification.mode);
  question.set_officer(a.handler);
  question.set_officer_name(a.handler_name);
  question.set_supervisor(verification.supervisor);
  question.set_consented(true);
  *question.mutable_consent_time() = rpc::ToTimestamp(consent_time);
  for (const std::string& field : claim_fields) {
    const std::string value = change.c.FormValue(field);
    if (!value.empty()) (*question.mutable_claims())[field] = value;
  }
  Later(change, "/notary.verification.v1.VerificationService/CreateVerification", request);
}

void CancelQuestions(Change& change) {
  const Application& a = change.application();
  verification::v1::CancelVerificationsRequest request;
  request.set_parent(Parent(a));
  request.set_application(a.Name());
  Later(change, "/notary.verification.v1.VerificationService/CancelVerifications", request);
}

void FixCertificateText(Change& change, const IssuedCertificate& certificate,
                        const IssuedCertificate& main, const OfficeInfo& office) {
  const Application& a = change.application();
  certificate::v1::IssueCertificateRequest request;
  request.set_parent(Parent(a));
  certificate::v1::Certificate& text = *request.mutable_certificate();
  text.set_application(a.Name());
  text.set_matter(a.matter);
  text.set_kind(certificate.kind);
  text.set_number(certificate.number);
  text.set_number_en(certificate.number_en);
  if (certificate.kind != "MAIN") {
    text.set_main_number(main.number);
    text.set_main_number_en(main.number_en);
  }
  text.set_office_name_zh(office.name_zh);
  text.set_office_name_en(office.name_en);
  text.set_issue_date(absl::FormatCivilTime(certificate.issue_date));
  text.set_notary_name(a.handler_name);
  text.set_notary_name_en(a.handler_name_pinyin);
  text.set_holder(PartyOf(a));
  for (const auto& [field, value] : change.c.CertificateValues(ShanghaiZone())) {
    (*text.mutable_form())[field] = value;
  }
  Later(change, "/notary.certificate.v1.CertificateService/IssueCertificate", request);
}

void VoidCertificateTexts(Change& change) {
  const Application& a = change.application();
  certificate::v1::VoidCertificatesRequest request;
  request.set_parent(Parent(a));
  request.set_application(a.Name());
  request.set_ground(a.ground);
  Later(change, "/notary.certificate.v1.CertificateService/VoidCertificates", request);
}

void DeleteDocuments(Change& change, const std::vector<std::string>& documents) {
  document::v1::BatchDeleteDocumentsRequest request;
  request.set_parent(Parent(change.application()));
  for (const std::string& document : documents) {
    request.add_names(document);
    if (request.names_size() < kDeletedAtOnce && document != documents.back()) continue;
    Later(change, "/notary.document.v1.DocumentService/BatchDeleteDocuments", request);
    request.clear_names();
  }
}

// In an order of its own: the list is no part of the case and does not hold it up.
void TellOwnLists(pg::Tx& tx, const Application& a, bool forgotten, absl::Time now) {
  v1::ReportOwnCaseRequest request;
  request.set_application(a.Name());
  request.set_forgotten(forgotten);
  for (const std::string& person : PersonsOf(a)) {
    request.set_person(person);
    rpc::CallLater(tx, a.office, absl::StrCat(person, "/", a.id),
                   "/notary.application.v1.ApplicationService/ReportOwnCase", request, now);
  }
}

absl::Status CountVisit(Change& change, const std::string& repeat_reason) {
  Application& a = change.application();
  RETURN_IF_ERROR(MayCountVisit(a, repeat_reason));
  if (a.visit_count > 0) change.mover.reason = repeat_reason;
  a.visit_count += 1;
  return absl::OkStatus();
}

void SettleVisit(Change& change, absl::string_view became) {
  const Application& a = change.application();
  appointment::v1::SettleVisitsRequest request;
  request.set_parent(Parent(a));
  request.set_application(a.Name());
  request.set_became(std::string(became));
  *request.mutable_event_time() = rpc::ToTimestamp(change.call.now);
  Later(change, "/notary.appointment.v1.AppointmentService/SettleVisits", request);
}

void OrderCourier(Change& change, const std::string& shipment_id) {
  Application& a = change.application();
  const Case& c = change.c;
  a.shipment = absl::StrCat(Parent(a), "/shipments/", shipment_id);
  a.waybill.clear();
  a.recall_state = RecallState::kNone;
  delivery::v1::CreateShipmentRequest request;
  request.set_shipment_id(shipment_id);
  request.set_parent(Parent(a));
  request.set_application(a.Name());
  for (const IssuedCertificate& certificate : c.certificates) {
    if (!certificate.voided) request.add_certificate_numbers(certificate.number);
  }
  request.set_recipient(PartyOf(a));
  request.set_recipient_name(Recipient(c));
  request.set_recipient_mobile(ContactPhone(c));
  request.set_province(c.FormValue(kCourierProvince));
  request.set_city(c.FormValue(kCourierCity));
  request.set_district(c.FormValue(kCourierDistrict));
  request.set_address(c.FormValue(kCourierStreet));
  request.set_freight_collect(a.freight_collect);
  Later(change, "/notary.delivery.v1.DeliveryService/CreateShipment", request);
}

void RecallParcel(Change& change) {
  delivery::v1::RecallShipmentRequest request;
  request.set_name(change.application().shipment);
  Later(change, "/notary.delivery.v1.DeliveryService/RecallShipment", request);
}

}  // namespace notary::application
