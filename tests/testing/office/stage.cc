#include "tests/testing/office/stage.h"

#include "absl/strings/str_cat.h"
#include "cmd/notaryctl/demo/people.h"
#include "cmd/notaryctl/demo/scripts.h"
#include "notary/certificate/v1/certificate_service.pb.h"
#include "notary/notification/v1/notification_service.pb.h"
#include "platform/base/check.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "tests/testing/office/digest.h"
#include "tests/testing/office/stuck_money.h"

namespace notary::testing {
namespace {

using App = application::v1::Application;

void Must(const absl::Status& status) {
  if (!status.ok()) internal::CheckFailed(__FILE__, __LINE__, status.ToString());
}

// A document that is longer than any slot for an identity document takes.
std::string FivePages() {
  std::string content = "%PDF-1.4";
  for (int i = 1; i <= 5; ++i) absl::StrAppend(&content, " ", i, " 0 obj <</Type /Page>> endobj");
  content += " %%EOF";
  return absl::StrCat("parent: 'offices/xuhui' document { media_type: 'application/pdf' ",
                      "size_bytes: ", content.size(), " sha256: '",
                      HexEncode(crypto::Sha256(content)), "' content: '", content, "' }");
}

}  // namespace

Stage::Stage(OfficeWorld& world)
    : world_(world),
      diploma_(ScriptOf("Diploma for study")),
      marriage_(ScriptOf("every field as registered")) {
  Put("notary", PrincipalOf(By::kNotary).subject);
  Put("head", PrincipalOf(By::kHead).subject);
  Put("other_notary", PrincipalOf(By::kOtherNotary).subject);
  BeforeAcceptance();
  UnderReview();
  AfterApproval();
  Papers();
  Accounts();
  Settle(world_.owner());
}

void Stage::Accounts() {
  Put("person", PrincipalOf(By::kPerson).subject);
  Put("staff", Do(By::kSecurityAdmin, "StaffService/CreateStaff",
                  "parent: 'offices/xuhui' login: 'xuhui.stage' display_name: '公证员' "
                  "roles: ROLE_NOTARY"));
  Put("mandate", Do(By::kPerson, "MandateService/CreateMandate",
                    "kind: AGENT expire_time { seconds: 1798000000 }"));
}

template <typename Response>
Response Stage::Ask(By by, const std::string& method, const std::string& text) {
  const absl::StatusOr<std::string> bytes = Send(by, method, Request(method, text));
  Must(bytes.status());
  Response response;
  NOTARY_CHECK(response.ParseFromString(*bytes));
  return response;
}

void Stage::BeforeAcceptance() {
  for (const char* state : {"draft", "submitted", "precheck", "completion"}) {
    demo::CaseRun run = NewCase();
    Must(run.Create());
    Put(state, run.name());
    Put("consents", ConsentsOf(run));
    if (state == std::string("draft")) continue;
    Must(run.Submit());
    if (state == std::string("submitted")) continue;
    Must(run.Take());
  }
  Do(By::kAssistant, "ApplicationService/RequestCompletion",
     "name: '{completion}' items { slot: 'M01' note: '请补充身份证件。' }");
}

void Stage::UnderReview() {
  demo::CaseRun accepted = NewCase();
  Must(accepted.CreateAndSubmit());
  Must(accepted.TakeAndAccept());
  Put("accepted", accepted.name());
  for (const char* what : {"reviewing", "supplement", "refusal", "visited", "recusal", "unpaid",
                           "returned", "pending"}) {
    demo::CaseRun run = NewCase();
    Must(demo::UpToReview(run));
    Put(what, run.name());
    const std::string state = what;
    const bool drafted = state == "unpaid" || state == "returned" || state == "pending";
    if (drafted) Must(run.VerifyByHand());
    if (state == "pending") Must(run.Pay());
    if (drafted || state == "visited") Must(run.VisitOffice());
    if (drafted) Must(run.Draft());
  }
  Do(By::kNotary, "ApplicationService/RequestSupplement",
     "name: '{supplement}' items { slot: 'M01' } note: '请补充身份证件。'");
  Do(By::kNotary, "ApplicationService/ProposeRefusal",
     "name: '{refusal}' ground: 'REF06' report: '材料不充分。'");
  Do(By::kApplicant, "ApplicationService/RequestRecusal",
     "name: '{recusal}' ground: 'INTERESTED' explanation: '公证员与对方当事人有经济往来。'");
  demo::CaseRun marriage(world_.office(), marriage_);
  Must(demo::UpToReview(marriage));
  Put("marriage", marriage.name());
}

void Stage::AfterApproval() {
  for (const char* what : {"issued", "producing", "ready", "delivered", "archived"}) {
    demo::CaseRun run = NewCase();
    Must(demo::UpToReview(run));
    Must(demo::UpToDraft(run));
    Must(run.DraftAndApprove());
    Put(what, run.name());
    const std::string state = what;
    if (state == "issued") continue;
    Must(run.Produce());
    if (state == "producing") continue;
    Must(run.PassQualityCheck());
    if (state == "ready") continue;
    if (state == "delivered") {
      Must(run.HandOverAtCounter());
      continue;
    }
    Must(run.SendByCourier());
    Must(run.AwaitState(App::DELIVERED));
    Must(run.Archive());
  }
}

void Stage::Papers() {
  const auto get = [&](const std::string& what) {
    return Ask<App>(By::kApplicant, "ApplicationService/GetApplication",
                    absl::StrCat("name: '{", what, "}'"));
  };
  Put("fee_note", get("reviewing").fee_note());
  Put("paid_fee_note", get("pending").fee_note());
  for (const std::string what : {"unpaid", "issued", "producing", "ready"}) {
    Put(what + "_fee_note", get(what).fee_note());
  }
  Put("refund", Do(By::kCashier, "PaymentService/ProposeRefund",
                   "name: '{issued_fee_note}' cause: 'REVOKED' office_fen: 100 reason: '撤销'"));
  Put("quarantined_report", QuarantinedReport(world_));
  Put("shipment", get("archived").shipment());
  Put("certificate_number", get("archived").certificates(0).number());
  Put("document", get("draft").materials(0).document());
  Settle(world_.owner());  // notices and certificates are there a moment after what they tell of
  const auto notices = Ask<notification::v1::ListNoticesResponse>(
      By::kAssistant, "NotificationService/ListNotices",
      "parent: 'offices/xuhui' application: '{reviewing}'");
  Put("notice", notices.notices(0).name());
  Put("unread_notice", notices.notices(1).name());
  Put("paper_notice", Do(By::kSystem, "NotificationService/CreateNotice",
                         "parent: 'offices/xuhui' notice { code: 'N01' application: '{reviewing}' "
                         "addressee: 'persons/zhang-yi' service: PAPER }"));
  const auto certificate = [&](const std::string& what) {
    return Ask<certificate::v1::ListCertificatesResponse>(
               By::kAssistant, "CertificateService/ListCertificates",
               absl::StrCat("parent: 'offices/xuhui' application: '{", what, "}'"))
        .certificates(0)
        .name();
  };
  Put("certificate", certificate("issued"));
  Put("certificate_in_hand", certificate("delivered"));
  Put("upload", Do(By::kApplicant, "DocumentService/CreateDocument",
                   absl::StrCat("parent: 'offices/xuhui' document { media_type: 'application/pdf' "
                                "size_bytes: 100 sha256: '",
                                std::string(64, 'a'), "' }")));
  demo::CaseRun long_one = NewCase();
  Must(long_one.Create());
  Put("long_draft", long_one.name());
  Put("long_paper", Do(By::kApplicant, "DocumentService/CreateDocument", FivePages()));
  Do(By::kApplicant, "ApplicationService/UpdateApplication",
     "application { name: '{long_draft}' materials { slot: 'M01' document: '{long_paper}' } }");
  Put("visit", Do(By::kApplicant, "AppointmentService/BookVisit",
                  "parent: 'offices/xuhui' visit { application: '{accepted}' "
                  "start_time { seconds: 1795570200 } }"));  // Wednesday 25 November, 09:30
  Put("opening", Do(By::kHead, "AppointmentService/CreateOpeningChange",
                    "parent: 'offices/xuhui' opening_change { kind: 'EXTRA' "
                    "start_time { seconds: 1798246800 } end_time { seconds: 1798257600 } "
                    "reason_zh: '周六办理' reason_en: 'On Saturday' }"));  // 26 December, 9–12
}

std::string Stage::Fill(std::string text) const {
  for (size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
    const size_t close = text.find('}', open);
    if (close == std::string::npos) break;
    const std::string what = text.substr(open + 1, close - open - 1);
    const bool is_name =
        !what.empty() && what.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos;
    if (!is_name) continue;  // a message of the textproto
    const auto found = names_.find(what);
    if (found == names_.end()) internal::CheckFailed(__FILE__, __LINE__, what);
    text.replace(open, close - open + 1, found->second);
  }
  return text;
}

std::string Stage::Draft(const demo::CaseScript& script,
                         const std::map<std::string, std::string>& form) {
  demo::CaseScript changed = script;
  for (const auto& [key, value] : form) changed.form[key] = value;
  demo::CaseRun run(world_.office(), changed);
  Must(run.Create());
  return run.name();
}

std::string Stage::Request(const std::string& method, const std::string& text) const {
  return RequestOf(method, Fill(text), world_.Now());
}

absl::StatusOr<std::string> Stage::Send(By by, const std::string& method,
                                        const std::string& bytes) {
  return testing::Send(world_, by, method, bytes);
}

std::string Stage::Do(By by, const std::string& method, const std::string& text) {
  const absl::StatusOr<std::string> bytes = Send(by, method, Request(method, text));
  Must(bytes.status());
  return NameIn(method, *bytes);
}

Stage& TheStage() {
  static auto& stage = *new Stage(World());
  return stage;
}

}  // namespace notary::testing
