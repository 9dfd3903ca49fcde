#include "services/certificate/service/certificate_service.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/rpc/resource_name.h"
#include "platform/rpc/timestamp.h"
#include "services/application/client/reading.h"
#include "services/certificate/domain/check_address.h"
#include "services/common/certificate_number.h"
#include "services/common/person_name.h"

namespace notary::certificate {
namespace {

// In a preview, for the number of the certificate whose translation is attested.
constexpr char kMain[] = "MAIN";
constexpr char kCopyTrans[] = "COPY_TRANS";
constexpr char kNumberToCome[] = "（编号待定）";
constexpr char kNumberToComeEn[] = "(number to come)";

// 128 bits: cannot be guessed, so the check page tells nothing to who holds no certificate.
std::string NewCheckCode() { return absl::WebSafeBase64Escape(crypto::RandomBytes(16)); }

std::string DigestOf(const Certificate& c) {
  std::string all;
  for (const Page& page : {c.zh, c.en.value_or(Page{})}) {
    absl::StrAppend(&all, page.title, "\n", page.number, "\n", page.head, "\n", page.body, "\n",
                    page.foot, "\n");
  }
  return HexEncode(crypto::Sha256(all));
}

v1::Certificate ToProto(const Certificate& c) {
  v1::Certificate out;
  out.set_name(absl::StrCat("offices/", c.office, "/certificates/", c.id));
  out.set_application(c.application);
  out.set_matter(c.matter);
  out.set_kind(c.kind);
  out.set_number(c.number);
  out.set_issue_date(absl::FormatCivilTime(c.issue_date));
  out.set_holder(c.holder);
  out.set_text_zh(c.zh.body);
  if (c.en) out.set_text_en(c.en->body);
  out.set_check_code(c.check_code);
  out.set_status(c.voided ? "VOID" : "VALID");
  out.set_digest(c.digest);
  *out.mutable_create_time() = rpc::ToTimestamp(c.create_time);
  return out;
}

// What makes a certificate usable is no applicant's before it was handed over (invariant 7).
void HideWhatIsUsable(v1::Certificate& shown) {
  shown.clear_text_zh();
  shown.clear_text_en();
  shown.clear_check_code();
  shown.clear_digest();
}

// Those who answer for what was kept back. Nobody else has use for it, and printed it could be
// taken for one that is good.
bool MaySeeVoid(const rpc::Principal& caller) {
  return caller.Has(rpc::Role::ROLE_NOTARY) || caller.Has(rpc::Role::ROLE_APPROVER) ||
         caller.Has(rpc::Role::ROLE_HEAD) || caller.Has(rpc::Role::ROLE_ARCHIVIST);
}

absl::Status MayRead(const rpc::Principal& caller, const Certificate& c,
                     const application::Side& side) {
  if (c.voided && !(caller.IsStaff() && MaySeeVoid(caller))) {
    return PreconditionError("CERTIFICATE_VOID", {"该公证书已作废", "This certificate is void"});
  }
  if (!side.handed_over) return absl::UnavailableError("handover unknown");
  if (*side.handed_over) return absl::OkStatus();
  return PreconditionError("NOT_HANDED_OVER",
                           {"公证书尚未领取，领取后方可查阅和下载",
                            "It can be read and downloaded once it has been handed over"});
}

// So that no reader takes a print of it for one that is good.
Page Marked(Page page) {
  absl::StrAppend(&page.title, "\n已作废 VOID");
  return page;
}

Document DocumentOf(const Certificate& c) {
  Document document{.pages = {c.zh}, .check_code = c.check_code, .date = c.issue_date};
  if (c.en) document.pages.push_back(*c.en);
  if (!c.voided) return document;
  for (Page& page : document.pages) page = Marked(page);
  return document;
}

Form FormOf(const google::protobuf::Map<std::string, std::string>& map) {
  return {map.begin(), map.end()};
}

}  // namespace

rpc::Service CertificateService::Bind() {
  rpc::Service service("notary.certificate.v1.CertificateService");
  service.Method("PreviewCertificate", this, &CertificateService::PreviewCertificate);
  service.Method("IssueCertificate", this, &CertificateService::IssueCertificate);
  service.Method("VoidCertificates", this, &CertificateService::VoidCertificates);
  service.Method("ListCertificates", this, &CertificateService::ListCertificates);
  service.Method("PrintCertificate", this, &CertificateService::PrintCertificate);
  service.Method("CheckCertificate", this, &CertificateService::CheckCertificate);
  return service;
}

absl::StatusOr<Wording> CertificateService::FindWording(const char* field,
                                                        const std::string& matter,
                                                        const std::string& kind) const {
  const auto found = wordings_.find({kind == kCopyTrans ? kind : matter, kind});
  if (found != wordings_.end()) return found->second;
  return InvalidField(field, "WORDING_UNKNOWN",
                      {"该事项没有证词格式", "There is no wording for this matter"});
}

absl::StatusOr<v1::PreviewCertificateResponse> CertificateService::PreviewCertificate(
    const Call&, const v1::PreviewCertificateRequest& request) {
  const std::string kind = request.kind().empty() ? kMain : request.kind();
  if (kind != kMain && kind != kCopyTrans) {
    return InvalidField("kind", "ENUM_UNKNOWN",
                        {"未知的公证书种类", "Unknown kind of certificate"});
  }
  ASSIGN_OR_RETURN(const Wording wording, FindWording("matter", request.matter(), kind));
  const Form form = FormOf(request.form());
  Particulars particulars;
  if (kind != kMain) particulars.main_number = {kNumberToCome, kNumberToComeEn};
  ASSIGN_OR_RETURN(const Page zh, ChinesePage(wording, form, particulars));
  v1::PreviewCertificateResponse response;
  response.set_text_zh(zh.body);
  if (!WantsEnglish(form)) return response;
  ASSIGN_OR_RETURN(const Page en, EnglishPage(wording, form, particulars));
  response.set_text_en(en.body);
  return response;
}

absl::StatusOr<v1::Certificate> CertificateService::IssueCertificate(
    const Call& call, const v1::IssueCertificateRequest& request) {
  const v1::Certificate& wanted = request.certificate();
  ASSIGN_OR_RETURN(const Wording wording,
                   FindWording("certificate.matter", wanted.matter(), wanted.kind()));
  const Form form = FormOf(wanted.form());
  Particulars particulars{.number = {wanted.number(), wanted.number_en()},
                          .main_number = {wanted.main_number(), wanted.main_number_en()},
                          .office = {wanted.office_name_zh(), wanted.office_name_en()},
                          .notary_name = wanted.notary_name(),
                          .notary_name_en = wanted.notary_name_en()};
  absl::ParseCivilTime(wanted.issue_date(), &particulars.issue_date);
  Certificate c{.office = call.office,
                .id = NewId(call.now),
                .application = wanted.application(),
                .matter = wanted.matter(),
                .kind = wanted.kind(),
                .number = wanted.number(),
                .issue_date = particulars.issue_date,
                .holder = wanted.holder(),
                .check_code = NewCheckCode(),
                .create_time = call.now};
  const auto holder = form.contains("applicant.name") ? form.find("applicant.name")
                                                      : form.find("organisation.name");
  if (holder != form.end()) c.holder_name = holder->second;
  ASSIGN_OR_RETURN(c.zh, ChinesePage(wording, form, particulars));
  if (WantsEnglish(form)) {
    ASSIGN_OR_RETURN(c.en, EnglishPage(wording, form, particulars));
  }
  c.digest = DigestOf(c);
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Certificate> {
    store_.Insert(tx, c);
    return ToProto(c);
  });
}

absl::StatusOr<v1::VoidCertificatesResponse> CertificateService::VoidCertificates(
    const Call& call, const v1::VoidCertificatesRequest& request) {
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::VoidCertificatesResponse> {
    ASSIGN_OR_RETURN(const int64_t voided, store_.Void(tx, call.office, request.application()));
    v1::VoidCertificatesResponse response;
    response.set_voided(static_cast<int32_t>(voided));
    return response;
  });
}

absl::StatusOr<v1::ListCertificatesResponse> CertificateService::ListCertificates(
    const Call& call, const v1::ListCertificatesRequest& request) {
  v1::ListCertificatesResponse response;
  const absl::StatusOr<application::Side> side =
      application::SideOf(sides_, call, request.application());
  if (absl::IsNotFound(side.status())) return response;
  RETURN_IF_ERROR(side.status());
  ASSIGN_OR_RETURN(const std::vector<Certificate> found, db_.Read(call.office, [&](pg::Tx& tx) {
    return store_.List(tx, call.office, request.application());
  }));
  for (const Certificate& c : found) {
    v1::Certificate& shown = *response.add_certificates();
    shown = ToProto(c);
    if (!MayRead(call.caller, c, *side).ok()) HideWhatIsUsable(shown);
    if (!call.caller.IsStaff()) continue;
    shown.clear_text_zh();
    shown.clear_text_en();
  }
  return response;
}

absl::StatusOr<v1::PrintCertificateResponse> CertificateService::PrintCertificate(
    const Call& call, const v1::PrintCertificateRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "certificates"));
  const absl::StatusOr<Certificate> found =
      db_.Read(call.office, [&](pg::Tx& tx) { return store_.Get(tx, call.office, id); });
  ASSIGN_OR_RETURN(const application::Side side, application::SideOf(sides_, call, found));
  const Certificate& c = *found;
  RETURN_IF_ERROR(MayRead(call.caller, c, side));
  if (call.caller.IsStaff()) {
    const std::string name = absl::StrCat("offices/", c.office, "/certificates/", c.id);
    RETURN_IF_ERROR(application::RecordReading(db_, call, c.application, name));
  }
  Document document = DocumentOf(c);
  document.check_url = CheckAddress(check_url_, c.office, c.number, c.check_code);
  v1::PrintCertificateResponse response;
  ASSIGN_OR_RETURN(*response.mutable_pdf(), renderer_.Render(document));
  return response;
}

absl::StatusOr<v1::CheckCertificateResponse> CertificateService::CheckCertificate(
    const Call& call, const v1::CheckCertificateRequest& request) {
  ASSIGN_OR_RETURN(const common::CertificateNumber number,
                   common::ParseChineseNumber("number", request.number()));
  const std::string written = common::FormatChinese(
      {.region = "沪", .office = number.office, .mark = number.mark}, number.year, number.serial);
  ASSIGN_OR_RETURN(const std::optional<Certificate> found, db_.Read(call.office, [&](pg::Tx& tx) {
    return store_.FindByNumber(tx, call.office, written);
  }));
  v1::CheckCertificateResponse response;
  const bool right = found && crypto::ConstantTimeEquals(found->check_code, request.check_code());
  if (!right) {
    response.set_status("NOT_FOUND");
    return response;
  }
  response.set_status(found->voided ? "VOID" : "VALID");
  // 张* for 张一: the reader can compare with the paper and learns nothing else.
  response.set_holder_masked(common::MaskName(found->holder_name));
  response.set_matter(found->matter);
  response.set_issue_date(absl::FormatCivilTime(found->issue_date));
  return response;
}

}  // namespace notary::certificate
