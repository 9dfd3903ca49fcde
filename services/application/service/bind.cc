#include "services/application/service/application_service.h"

namespace notary::application {

rpc::Service ApplicationService::Bind() {
  using S = ApplicationService;
  rpc::Service service("notary.application.v1.ApplicationService");
  service.Method("CreateApplication", this, &S::CreateApplication);
  service.Method("UpdateApplication", this, &S::UpdateApplication);
  service.Method("GetApplication", this, &S::GetApplication);
  service.Method("RevealApplication", this, &S::RevealApplication);
  service.Method("ListApplications", this, &S::ListApplications);
  service.Method("SearchApplications", this, &S::SearchApplications);
  service.Method("ListDisclosures", this, &S::ListDisclosures);
  service.Method("ListHistory", this, &S::ListHistory);
  service.Method("RevealHistory", this, &S::RevealHistory);
  service.Method("SubmitApplication", this, &S::SubmitApplication);
  service.Method("TakeApplication", this, &S::TakeApplication);
  service.Method("RequestCompletion", this, &S::RequestCompletion);
  service.Method("ResubmitApplication", this, &S::ResubmitApplication);
  service.Method("CancelApplication", this, &S::CancelApplication);
  service.Method("DeclineApplication", this, &S::DeclineApplication);
  service.Method("AcceptApplication", this, &S::AcceptApplication);
  service.Method("AssignNotary", this, &S::AssignNotary);
  service.Method("ReassignNotary", this, &S::ReassignNotary);
  service.Method("RequestRecusal", this, &S::RequestRecusal);
  service.Method("DecideRecusal", this, &S::DecideRecusal);
  service.Method("SignNotice", this, &S::SignNotice);
  service.Method("RequestSupplement", this, &S::RequestSupplement);
  service.Method("SupplementApplication", this, &S::SupplementApplication);
  service.Method("RefuseSupplement", this, &S::RefuseSupplement);
  service.Method("StartVerification", this, &S::StartVerification);
  service.Method("ResolveVerification", this, &S::ResolveVerification);
  service.Method("PermitDisclosure", this, &S::PermitDisclosure);
  service.Method("ConfirmVerification", this, &S::ConfirmVerification);
  service.Method("RecordManualVerification", this, &S::RecordManualVerification);
  service.Method("StartForceMajeure", this, &S::StartForceMajeure);
  service.Method("EndForceMajeure", this, &S::EndForceMajeure);
  service.Method("RefusePayment", this, &S::RefusePayment);
  service.Method("RecordRemoteIdentity", this, &S::RecordRemoteIdentity);
  service.Method("RecordVisit", this, &S::RecordVisit);
  service.Method("FileTranslation", this, &S::FileTranslation);
  service.Method("SubmitDraft", this, &S::SubmitDraft);
  service.Method("ApproveApplication", this, &S::ApproveApplication);
  service.Method("ReturnApplication", this, &S::ReturnApplication);
  service.Method("DiscussApplication", this, &S::DiscussApplication);
  service.Method("ProduceCertificate", this, &S::ProduceCertificate);
  service.Method("PassQualityCheck", this, &S::PassQualityCheck);
  service.Method("ChangeDeliveryAddress", this, &S::ChangeDeliveryAddress);
  service.Method("RecallCertificate", this, &S::RecallCertificate);
  service.Method("HandOver", this, &S::HandOver);
  service.Method("DispatchCertificate", this, &S::DispatchCertificate);
  service.Method("WithholdCertificate", this, &S::WithholdCertificate);
  service.Method("RecordParcel", this, &S::RecordParcel);
  service.Method("ResolveIncident", this, &S::ResolveIncident);
  service.Method("ArchiveApplication", this, &S::ArchiveApplication);
  service.Method("WithdrawApplication", this, &S::WithdrawApplication);
  service.Method("WithdrawConsent", this, &S::WithdrawConsent);
  service.Method("ProposeTermination", this, &S::ProposeTermination);
  service.Method("ProposeRefusal", this, &S::ProposeRefusal);
  service.Method("ReportClosure", this, &S::ReportClosure);
  service.Method("ApproveClosure", this, &S::ApproveClosure);
  service.Method("SendBackClosure", this, &S::SendBackClosure);
  service.Method("ReportPayment", this, &S::ReportPayment);
  service.Method("ReportOverpayment", this, &S::ReportOverpayment);
  service.Method("ReportVerification", this, &S::ReportVerification);
  service.Method("ReportReading", this, &S::ReportReading);
  service.Method("ReportOwnCase", this, &S::ReportOwnCase);
  service.Method("ReportVisitCancelled", this, &S::ReportVisitCancelled);
  service.Method("ReportShipment", this, &S::ReportShipment);
  return service;
}

}  // namespace notary::application
