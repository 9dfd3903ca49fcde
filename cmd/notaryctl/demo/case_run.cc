#include "cmd/notaryctl/demo/case_run.h"

#include "absl/strings/str_cat.h"
#include "notary/catalogue/v1/catalogue_service.pb.h"
#include "notary/document/v1/document_service.pb.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"

namespace notary::demo {
namespace {

namespace v1 = application::v1;
namespace api = catalogue::v1;

constexpr size_t kChunk = 1 << 20;
constexpr size_t kScan = kChunk + 300'000;

// A whole PDF that says it is a specimen, no two alike: what a demonstration uploads into a slot.
std::string Specimen(const std::string& id, size_t padding = 0) {
  return absl::StrCat(
      "%PDF-1.4\n% ", id, std::string(padding, ' '),
      "\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
      "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
      "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
      "4 0 obj<</Length 44>>stream\nBT /F 32 Tf 180 420 Td (SPECIMEN) Tj ET      \nendstream "
      "endobj\n"
      "trailer<</Root 1 0 R>>\n%%EOF\n");
}

std::string Verb(absl::string_view name) {
  return absl::StrCat("/notary.application.v1.ApplicationService/", name);
}

}  // namespace

template <typename Request>
CaseRun::ApplicationOr CaseRun::Do(const rpc::Principal& who, const std::string& verb,
                                   Request request) {
  request.set_request_id(office_.NewRequestId());
  if constexpr (requires { request.set_name(name_); }) request.set_name(name_);
  ApplicationOr result = office_.Call<v1::Application>(who, demo::Verb(verb), request);
  if (result.ok()) office_.PassActs();
  return result;
}

template <typename Request>
absl::Status CaseRun::Verb(const rpc::Principal& who, const std::string& verb) {
  return Do(who, verb, Request()).status();
}

// A small content arrives whole, a larger one in chunks.
absl::StatusOr<std::string> CaseRun::Upload(const rpc::Principal& who, const std::string& content) {
  const std::string service = "/notary.document.v1.DocumentService/";
  document::v1::CreateDocumentRequest create;
  create.set_parent(absl::StrCat("offices/", script_.office));
  create.set_request_id(office_.NewRequestId());
  create.mutable_document()->set_media_type("application/pdf");
  create.mutable_document()->set_size_bytes(static_cast<int64_t>(content.size()));
  create.mutable_document()->set_sha256(HexEncode(crypto::Sha256(content)));
  if (content.size() <= kChunk) create.mutable_document()->set_content(content);
  ASSIGN_OR_RETURN(document::v1::Document sent,
                   office_.Call<document::v1::Document>(who, service + "CreateDocument", create));
  const std::string name = sent.name();
  if (sent.state() == "READY") return name;
  while (sent.received_bytes() < sent.size_bytes()) {
    document::v1::WriteChunkRequest chunk;
    chunk.set_name(name);
    chunk.set_offset(sent.received_bytes());
    chunk.set_data(content.substr(static_cast<size_t>(chunk.offset()), kChunk));
    ASSIGN_OR_RETURN(sent,
                     office_.Call<document::v1::Document>(who, service + "WriteChunk", chunk));
  }
  document::v1::FinishDocumentRequest finish;
  finish.set_name(name);
  finish.set_request_id(office_.NewRequestId());
  RETURN_IF_ERROR(
      office_.Call<document::v1::Document>(who, service + "FinishDocument", finish).status());
  return name;
}

// The complete list comes from the catalogue, as it does for a person.
absl::Status CaseRun::FillMaterials(v1::Application& draft) {
  api::ComputeChecklistRequest request;
  request.set_name(absl::StrCat("matters/", script_.matter));
  const auto country = script_.form.find("use.country");
  request.set_destination(country == script_.form.end() ? "CN" : country->second);
  if (script_.original_lost) request.add_circumstances(api::ORIGINAL_LOST);
  if (script_.capacity == v1::Application::AGENT) request.add_circumstances(api::AGENT);
  if (script_.capacity == v1::Application::GUARDIAN) request.add_circumstances(api::GUARDIAN);
  if (script_.form.contains("organisation.name")) request.add_circumstances(api::ORGANISATION);
  for (const auto& [key, value] : script_.form) (*request.mutable_answers())[key] = value;
  ASSIGN_OR_RETURN(
      const api::Checklist list,
      office_.Call<api::Checklist>(
          Applicant(), "/notary.catalogue.v1.CatalogueService/ComputeChecklist", request));
  for (const api::VerificationPlan& plan : list.verifications()) facts_.push_back(plan.fact_kind());
  for (const api::ChecklistConsent& asked : list.consents()) {
    if (!script_.electronic_service && asked.consent().code() == "ELECTRONIC_SERVICE") continue;
    v1::Consent& consent = consents_.emplace_back();
    consent.set_code(asked.consent().code());
    consent.set_text_hash(asked.consent().text_hash());
  }
  for (const api::ChecklistItem& item : list.items()) {
    if (item.slot().for_draft()) {
      awaits_translation_ = true;
      continue;
    }
    v1::Material& material = *draft.add_materials();
    material.set_slot(item.slot().code());
    if (item.slot().original_shown()) slots_.push_back(item.slot().code());
    ASSIGN_OR_RETURN(*material.mutable_document(),
                     Upload(Applicant(), Specimen(office_.NewRequestId())));
  }
  return absl::OkStatus();
}

absl::Status CaseRun::CreateAndSubmit() {
  RETURN_IF_ERROR(Create());
  return Submit();
}

absl::Status CaseRun::Create() {
  v1::CreateApplicationRequest create;
  create.set_parent(absl::StrCat("offices/", script_.office));
  v1::Application& draft = *create.mutable_application();
  draft.set_matter(script_.matter);
  draft.set_capacity(script_.capacity);
  draft.set_visit_mode(script_.visit);
  draft.set_handover_mode(script_.handover);
  draft.set_original_lost(script_.original_lost);
  for (const auto& [key, value] : script_.form) (*draft.mutable_form())[key] = value;
  RETURN_IF_ERROR(GetMandate(draft));
  RETURN_IF_ERROR(FillMaterials(draft));
  ASSIGN_OR_RETURN(const v1::Application created, Do(Applicant(), "CreateApplication", create));
  name_ = created.name();
  return absl::OkStatus();
}

absl::Status CaseRun::Submit() {
  v1::SubmitApplicationRequest submit;
  submit.set_commitment_signed(script_.original_lost);
  for (const v1::Consent& consent : consents_) *submit.add_consents() = consent;
  return Do(Applicant(), "SubmitApplication", submit).status();
}

absl::Status CaseRun::TakeAndAccept() {
  RETURN_IF_ERROR(Take());
  return Accept();
}

absl::Status CaseRun::Take() {
  return Verb<v1::TakeApplicationRequest>(Staff("assistant", Role::ROLE_ASSISTANT),
                                          "TakeApplication");
}

absl::Status CaseRun::Accept() {
  if (script_.capacity == v1::Application::GUARDIAN) RETURN_IF_ERROR(ShowProofOfGuardian());
  v1::AcceptApplicationRequest accept;
  accept.mutable_checks()->set_has_interest(true);
  accept.mutable_checks()->set_no_dispute(true);
  accept.mutable_checks()->set_within_scope(true);
  accept.mutable_checks()->set_competent(true);
  return Do(Staff("assistant", Role::ROLE_ASSISTANT), "AcceptApplication", accept).status();
}

absl::Status CaseRun::AssignAndSign() {
  v1::AssignNotaryRequest assign;
  assign.set_notary(Staff("notary", Role::ROLE_NOTARY).subject);
  RETURN_IF_ERROR(Do(Staff("head", Role::ROLE_HEAD), "AssignNotary", assign).status());
  v1::RecordRemoteIdentityRequest identity;
  identity.set_reference("realname-face-check");
  RETURN_IF_ERROR(
      Do(Staff("assistant", Role::ROLE_ASSISTANT), "RecordRemoteIdentity", identity).status());
  v1::SignNoticeRequest sign;
  ASSIGN_OR_RETURN(*sign.mutable_text_hash(), ReadNotice("N05"));
  return Do(Applicant(), "SignNotice", sign).status();
}

absl::Status CaseRun::Verify(const std::string& fact, const std::string& mode, bool blocking) {
  v1::StartVerificationRequest ask;
  ask.set_fact(fact);
  ask.set_mode(mode);
  ask.set_blocking(blocking);
  if (mode == "DISCLOSE") {
    v1::PermitDisclosureRequest permit;
    permit.set_fact(fact);
    RETURN_IF_ERROR(Do(Staff("head", Role::ROLE_HEAD), "PermitDisclosure", permit).status());
  }
  return Do(Staff("notary", Role::ROLE_NOTARY), "StartVerification", ask).status();
}

absl::Status CaseRun::GiveOpinion(const std::string& opinion) {
  ASSIGN_OR_RETURN(const v1::Application now, Get());
  if (now.verifications().empty()) return absl::FailedPreconditionError("no question was asked");
  v1::ResolveVerificationRequest resolve;
  resolve.set_verification(now.verifications(now.verifications_size() - 1).verification());
  resolve.set_opinion(opinion);
  return Do(Staff("notary", Role::ROLE_NOTARY), "ResolveVerification", resolve).status();
}

absl::Status CaseRun::VerifyByHand() {
  for (const std::string& fact : facts_) {
    v1::RecordManualVerificationRequest record;
    record.set_fact(fact);
    record.set_means("ASK_UNIT");
    record.set_second_person(Staff("assistant", Role::ROLE_ASSISTANT).subject);
    record.set_opinion("已向出具单位书面核实，内容属实。");
    ASSIGN_OR_RETURN(const v1::Application recorded,
                     Do(Staff("notary", Role::ROLE_NOTARY), "RecordManualVerification", record));
    v1::ConfirmVerificationRequest confirm;
    confirm.set_verification(
        recorded.verifications(recorded.verifications_size() - 1).verification());
    RETURN_IF_ERROR(
        Do(Staff("assistant", Role::ROLE_ASSISTANT), "ConfirmVerification", confirm).status());
  }
  return absl::OkStatus();
}

std::vector<v1::OriginalCheck> CaseRun::AllOriginalsPass() {
  std::vector<v1::OriginalCheck> checks;
  for (const std::string& slot : slots_) {
    v1::OriginalCheck check;
    check.set_slot(slot);
    check.set_passed(true);
    checks.push_back(check);
  }
  return checks;
}

absl::Status CaseRun::SupplementRound(const std::string& slot, const std::string& note) {
  v1::RequestSupplementRequest ask;
  v1::MissingItem& item = *ask.add_items();
  item.set_slot(slot);
  item.set_note(note);
  ask.set_note(note);
  ASSIGN_OR_RETURN(const v1::Application asked,
                   Do(Staff("notary", Role::ROLE_NOTARY), "RequestSupplement", ask));
  if (asked.asked_items_size() != 1) return absl::InternalError("does not say what is asked for");
  office_.Advance(absl::Hours(30));  // the applicant looks for the paper
  v1::UpdateApplicationRequest update;
  update.mutable_application()->set_name(name_);
  v1::Material& material = *update.mutable_application()->add_materials();
  material.set_slot(slot);
  ASSIGN_OR_RETURN(*material.mutable_document(),
                   Upload(Applicant(), Specimen(office_.NewRequestId(), kScan)));
  RETURN_IF_ERROR(Do(Applicant(), "UpdateApplication", update).status());
  return Verb<v1::SupplementApplicationRequest>(Applicant(), "SupplementApplication");
}

absl::Status CaseRun::VisitOffice() {
  if (office_.keeps_appointments()) RETURN_IF_ERROR(KeepAppointment());
  v1::RecordVisitRequest visit;
  visit.set_identity_record("card-reader-and-face");
  for (const v1::OriginalCheck& check : AllOriginalsPass()) *visit.add_originals() = check;
  return Do(Staff("assistant", Role::ROLE_ASSISTANT), "RecordVisit", visit).status();
}

CaseRun::ApplicationOr CaseRun::TryDraft() {
  v1::SubmitDraftRequest draft;
  draft.set_opinion("当事人身份属实，材料真实、合法、充分，拟予出证。");
  return Do(Staff("notary", Role::ROLE_NOTARY), "SubmitDraft", draft);
}

absl::Status CaseRun::Draft() {
  if (awaits_translation_) RETURN_IF_ERROR(FileTranslation());
  return TryDraft().status();
}

absl::Status CaseRun::FileTranslation() {
  const rpc::Principal assistant = Staff("assistant", Role::ROLE_ASSISTANT);
  v1::FileTranslationRequest file;
  ASSIGN_OR_RETURN(*file.mutable_document(), Upload(assistant, Specimen(office_.NewRequestId())));
  return Do(assistant, "FileTranslation", file).status();
}

absl::Status CaseRun::DraftAndApprove() {
  RETURN_IF_ERROR(Draft());
  return Approve();
}

absl::Status CaseRun::Approve() {
  v1::ApproveApplicationRequest approve;
  approve.set_opinion("同意。");
  return Do(Staff("approver", Role::ROLE_APPROVER), "ApproveApplication", approve).status();
}

absl::Status CaseRun::ProduceAndCheck() {
  RETURN_IF_ERROR(Produce());
  return PassQualityCheck();
}

absl::Status CaseRun::Produce() {
  return Verb<v1::ProduceCertificateRequest>(Staff("printer", Role::ROLE_PRODUCTION),
                                             "ProduceCertificate");
}

absl::Status CaseRun::PassQualityCheck() {
  return Verb<v1::PassQualityCheckRequest>(Staff("assistant", Role::ROLE_ASSISTANT),
                                           "PassQualityCheck");
}

absl::Status CaseRun::SendByCourier() {
  return Verb<v1::DispatchCertificateRequest>(Staff("assistant", Role::ROLE_ASSISTANT),
                                              "DispatchCertificate");
}

absl::Status CaseRun::HandOverAtCounter() {
  if (office_.keeps_appointments()) RETURN_IF_ERROR(KeepAppointment());
  v1::HandOverRequest hand_over;
  hand_over.set_identity_record("card-reader-and-face");
  hand_over.set_signer_name(script_.collected_by.empty() ? script_.form.at("applicant.name")
                                                         : script_.collected_by);
  for (const v1::OriginalCheck& check : AllOriginalsPass()) *hand_over.add_originals() = check;
  ASSIGN_OR_RETURN(const v1::Application now, Get());
  if (now.visit_count() > 0) hand_over.set_repeat_reason("PARTY_COLLECTS");
  return Do(Staff("assistant", Role::ROLE_ASSISTANT), "HandOver", hand_over).status();
}

absl::Status CaseRun::Archive() {
  v1::ArchiveApplicationRequest archive;
  ASSIGN_OR_RETURN(*archive.mutable_retention(), office_.RetentionOf(script_.matter));
  return Do(Staff("archivist", Role::ROLE_ARCHIVIST), "ArchiveApplication", archive).status();
}

absl::Status CaseRun::Withdraw() {
  return Verb<v1::WithdrawApplicationRequest>(Applicant(), "WithdrawApplication");
}

absl::Status CaseRun::RefuseSupplement() {
  v1::RequestSupplementRequest ask;
  ask.add_items()->set_slot("M01");
  ask.set_note("请补充身份证件。");
  RETURN_IF_ERROR(Do(Staff("notary", Role::ROLE_NOTARY), "RequestSupplement", ask).status());
  return Verb<v1::RefuseSupplementRequest>(Applicant(), "RefuseSupplement");
}

absl::Status CaseRun::Refuse(const std::string& ground) {
  v1::ProposeRefusalRequest refuse;
  refuse.set_ground(ground);
  refuse.set_report("经核查，登记机关答复与申请所述不符。");
  return Do(Staff("notary", Role::ROLE_NOTARY), "ProposeRefusal", refuse).status();
}

// The notary's report, where the party brought the case there, and the head's decision.
absl::Status CaseRun::ApproveClosure(const std::string& fault) {
  ASSIGN_OR_RETURN(const v1::Application now, Get());
  if (!now.handler().empty() && !now.closure_reported()) {
    v1::ReportClosureRequest report;
    report.set_report("当事人不再继续办理，拟同意终结，按规定退费。");
    RETURN_IF_ERROR(Do(Staff("notary", Role::ROLE_NOTARY), "ReportClosure", report).status());
  }
  v1::ApproveClosureRequest close;
  close.set_fault(fault);
  return Do(Staff("head", Role::ROLE_HEAD), "ApproveClosure", close).status();
}

absl::StatusOr<v1::Application> CaseRun::Get() {
  v1::GetApplicationRequest request;
  request.set_name(name_);
  return office_.Call<v1::Application>(Applicant(), demo::Verb("GetApplication"), request);
}

absl::StatusOr<std::vector<v1::HistoryEntry>> CaseRun::History() {
  v1::ListHistoryRequest request;
  request.set_name(name_);
  ASSIGN_OR_RETURN(
      const v1::ListHistoryResponse response,
      office_.Call<v1::ListHistoryResponse>(Applicant(), demo::Verb("ListHistory"), request));
  return std::vector<v1::HistoryEntry>(response.entries().begin(), response.entries().end());
}

}  // namespace notary::demo
