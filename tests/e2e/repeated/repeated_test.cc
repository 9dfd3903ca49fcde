// Every mutating method twice with the same request id: one effect, the same answer. Complete by
// construction: a method that nothing here reaches fails the test.
#include <thread>

#include "absl/strings/str_replace.h"
#include "cmd/fsck/fsck.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/time/clock.h"
#include "tests/e2e/repeated/repeated_fixture.h"
#include "tests/testing/office/parcels.h"
#include "tests/testing/office/stuck_money.h"

namespace notary::testing {
namespace {

using ::testing::IsEmpty;

// Every case of the demonstration, from application to its end; the register goes down in one.
TEST_F(RepeatedTest, TheDemonstration) {
  for (const demo::Scenario& scenario : demo::AllScenarios(World().Register())) {
    demo::CaseRun run(World().office(), scenario.script);
    const absl::Status status = scenario.steps(run);
    EXPECT_TRUE(status.ok()) << scenario.script.title << ": " << status;
    const absl::StatusOr<App> end = run.Get();
    ASSERT_TRUE(end.ok()) << end.status();
    EXPECT_EQ(end->state(), scenario.ends_in) << scenario.script.title;
  }
}

TEST_F(RepeatedTest, BeforeAcceptance) {
  const std::string incomplete = Case([](demo::CaseRun& run) {
    const absl::Status status = run.CreateAndSubmit();
    return status.ok() ? run.Take() : status;
  });
  Verb(By::kAssistant, "RevealApplication", incomplete, "purpose: 'REVIEW'");
  Verb(By::kAssistant, "RequestCompletion", incomplete, "items { slot: 'M01' note: '请补充' }");
  Verb(By::kApplicant, "ResubmitApplication", incomplete);
  Verb(By::kAssistant, "DeclineApplication", incomplete, "ground: 'R19_2'");
  const std::string cancelled = Case([](demo::CaseRun& run) { return run.Create(); });
  Verb(By::kApplicant, "CancelApplication", cancelled);
}

TEST_F(RepeatedTest, UnderReviewAndClosed) {
  const std::string paused = UnderReview();
  const std::string visit =
      repeater_->Do(By::kApplicant, "AppointmentService/BookVisit",
                    absl::StrCat("parent: 'offices/xuhui' visit { application: '", paused,
                                 "' start_time { seconds: 1798081200 } }"));  // 24 December, 11:00
  repeater_->Do(By::kAssistant, "AppointmentService/CancelVisit",
                absl::StrCat("name: '", visit, "' reason: 'STAFF_AWAY'"));
  repeater_->Do(By::kSystem, "AppointmentService/SettleVisits",
                absl::StrCat("parent: 'offices/xuhui' application: '", paused, "' became: 'KEPT'"));
  ClosedForADay(paused);
  Verb(By::kApplicant, "ChangeDeliveryAddress", paused,
       "province: '上海市' city: '上海市' district: '黄浦区' address: '示范路2号'");
  Verb(By::kHead, "ReassignNotary", paused,
       absl::StrCat("notary: '", PrincipalOf(By::kOtherNotary).subject, "'"));
  Verb(By::kApplicant, "RequestRecusal", paused, "ground: 'SELF' explanation: '是本人'");
  Verb(By::kHead, "DecideRecusal", paused, "reason: '并非本人'");
  Verb(By::kHead, "StartForceMajeure", paused, "note: '台风'");
  Verb(By::kHead, "EndForceMajeure", paused);
  repeater_->Do(By::kHead, "PaymentService/ReduceFeeNote",
                absl::StrCat("name: '", FeeNoteOf(paused),
                             "' reduction: 'LOW_INCOME' percent: 50 reason: '低保' proof: '",
                             PaperOf(paused), "'"));
  Verb(By::kApplicant, "RefusePayment", paused, "note: '费用过高'");
  Verb(By::kHead, "SendBackClosure", paused, "note: '再与当事人沟通'");
  demo::CaseScript german = ScriptOf("Diploma for study");
  german.form["use.country"] = "DE";
  german.form["use.language"] = "de";
  const std::string translated = Case([](demo::CaseRun& run) { return UpToReview(run); }, german);
  const std::string pdf =
      "%PDF-1.4\\n1 0 obj<</Type/Catalog>>endobj\\ntrailer<</Root 1 0 R>>\\n%%EOF\\n";
  const std::string bytes = absl::StrReplaceAll(pdf, {{"\\n", "\n"}});
  const std::string translation =
      repeater_->Do(By::kAssistant, "DocumentService/CreateDocument",
                    absl::StrCat("parent: 'offices/xuhui' document { media_type: 'application/pdf' "
                                 "size_bytes: ",
                                 bytes.size(), " sha256: '", HexEncode(crypto::Sha256(bytes)),
                                 "' content: '", pdf, "' }"));
  Verb(By::kAssistant, "FileTranslation", translated,
       absl::StrCat("document: '", translation, "'"));
  const std::string refusing = UnderReview();
  Verb(By::kNotary, "RequestSupplement", refusing, "items { slot: 'M01' }");
  Verb(By::kApplicant, "RefuseSupplement", refusing);
  Case(
      [](demo::CaseRun& run) -> absl::Status {
        RETURN_IF_ERROR(UpToReview(run));
        return run.Verify("MARRIAGE_RECORD", "DISCLOSE", /*blocking=*/false);
      },
      ScriptOf("Lost marriage certificate"));
  // A question is still open when the case ends: the service that asks is told to stop.
  ASSERT_TRUE(World().Register().off().ok());
  const std::string ending = Case([](demo::CaseRun& run) { return UpToReview(run); },
                                  ScriptOf("every field as registered"));
  Verb(By::kNotary, "StartVerification", ending, "fact: 'MARRIAGE_RECORD' mode: 'VERIFY'");
  Verb(By::kApplicant, "WithdrawConsent", ending, "code: 'FACE'");
  Verb(By::kNotary, "ProposeTermination", ending, "ground: 'R50_3'");
  Verb(By::kNotary, "ReportClosure", ending, "report: '申请人死亡，无法继续办理'");
  Verb(By::kHead, "ApproveClosure", ending, "fault: 'NOBODY'");
  EXPECT_TRUE(World().Register().on().ok());
}

TEST_F(RepeatedTest, AfterTheDraft) {
  const std::string issued = Case([](demo::CaseRun& run) -> absl::Status {
    RETURN_IF_ERROR(UpToReview(run));
    RETURN_IF_ERROR(UpToDraft(run));
    return run.Draft();
  });
  Verb(By::kApprover, "DiscussApplication", issued, "minutes: '集体讨论'");
  Verb(By::kApprover, "ReturnApplication", issued, "note: '请核对译名'");
  Verb(By::kNotary, "SubmitDraft", issued, "opinion: '已核对'");
  Verb(By::kHead, "StartForceMajeure", issued, "note: '台风'");
  Verb(By::kHead, "EndForceMajeure", issued);
  Verb(By::kApprover, "ApproveApplication", issued);
  Verb(By::kPrinter, "ProduceCertificate", issued);
  ReadByStaff(issued);
  Verb(By::kAssistant, "PassQualityCheck", issued);
  Verb(By::kNotary, "WithholdCertificate", issued, "ground: 'REF05' note: '原件有误'");
}

TEST_F(RepeatedTest, LostByTheCourier) {
  std::string shipment;
  const std::string name = Case([&](demo::CaseRun& run) -> absl::Status {
    RETURN_IF_ERROR(UpToReview(run));
    RETURN_IF_ERROR(UpToDraft(run));
    RETURN_IF_ERROR(run.DraftAndApprove());
    RETURN_IF_ERROR(run.ProduceAndCheck());
    RETURN_IF_ERROR(run.SendByCourier());
    ASSIGN_OR_RETURN(const application::v1::Application sent, run.Get());
    shipment = sent.shipment();
    return absl::OkStatus();
  });
  repeater_->Do(
      By::kSystem, "ApplicationService/ReportShipment",
      absl::StrCat("name: '", name, "' shipment_state: 'LOST' shipment: '", shipment, "'"));
  Verb(By::kAssistant, "RecordParcel", name, "outcome: RETURNED note: '信封在本处'");
  Verb(By::kAssistant, "ResolveIncident", name, "note: '信封破损'");
}

TEST_F(RepeatedTest, CalledBackFromTheCourier) {
  NextParcel(World(), "not_picked_up");
  const std::string name = Case([&](demo::CaseRun& run) -> absl::Status {
    RETURN_IF_ERROR(UpToReview(run));
    RETURN_IF_ERROR(UpToDraft(run));
    RETURN_IF_ERROR(run.DraftAndApprove());
    RETURN_IF_ERROR(run.ProduceAndCheck());
    return run.SendByCourier();
  });
  Verb(By::kApplicant, "RecallCertificate", name);
}

// A certificate is revoked, and the card that paid is dead.
TEST_F(RepeatedTest, MoneyThatPeopleSendBack) {
  const std::string service = "PaymentService/";
  const std::string paid = Case([](demo::CaseRun& run) -> absl::Status {
    RETURN_IF_ERROR(UpToReview(run));
    return run.Pay();
  });
  const auto propose = [&] {
    return absl::StrCat("name: '",
                        repeater_->Do(By::kCashier, service + "ProposeRefund",
                                      absl::StrCat("name: '", FeeNoteOf(paid),
                                                   "' cause: 'REVOKED' office_fen: 100 "
                                                   "reason: '撤销'")),
                        "'");
  };
  repeater_->Do(By::kHead, service + "RejectRefund", propose());
  AskTheProviderFor("refund_abnormal");
  const std::string stuck = propose();
  repeater_->Do(By::kHead, service + "ApproveRefund", stuck);
  AwaitAbnormal();
  repeater_->Do(By::kCashier, service + "RetryRefund", stuck);
  AwaitAbnormal();
  repeater_->Do(By::kCashier, service + "ResolveRefund",
                stuck + " way: 'BANK_TRANSFER' reference: '1' reason: '卡已注销'");
  repeater_->Do(By::kHead, service + "ApproveRefund", stuck);

  repeater_->Do(By::kSystem, "ApplicationService/ReportOverpayment",
                absl::StrCat("name: '", paid, "' returned_fen: 100"));
  repeater_->Do(By::kSystem, service + "RefundUnusedCourier",
                absl::StrCat("parent: 'offices/xuhui' application: '", paid, "'"));

  const std::string report = absl::StrCat("name: '", QuarantinedReport(World()), "'");
  for (const char* verb : {"RejectSettlement", "ApproveSettlement"}) {
    repeater_->Do(By::kCashier, service + "SettleQuarantinedReport",
                  report + " way: 'NONE' reason: '已核对'");
    repeater_->Do(By::kHead, service + verb, report);
  }
}

TEST_F(RepeatedTest, NoticesServedOnPaper) {
  const std::string name = repeater_->Do(
      By::kSystem, "NotificationService/CreateNotice",
      absl::StrCat("parent: 'offices/xuhui' notice { code: 'N01' service: PAPER addressee: "
                   "'persons/zhang-yi' application: '",
                   Case([](demo::CaseRun& run) { return run.Create(); }), "' }"));
  const absl::CivilDay today = absl::ToCivilDay(World().Now(), ShanghaiZone());
  repeater_->Do(By::kAssistant, "NotificationService/ServeNotice",
                absl::StrCat("name: '", name,
                             "' paper_way: REGISTERED_MAIL mail_number: 'XA1' "
                             "serve_date: '",
                             absl::FormatCivilTime(today), "'"));
}

// Time does it in an office: cases that ended before acceptance are forgotten after thirty days.
TEST_F(RepeatedTest, ForgottenPapers) {
  const std::string document =
      repeater_->Do(By::kApplicant, "DocumentService/CreateDocument",
                    absl::StrCat("parent: 'offices/xuhui' document { media_type: 'application/pdf' "
                                 "size_bytes: 100 sha256: '",
                                 std::string(64, 'b'), "' }"));
  repeater_->Do(By::kSystem, "DocumentService/BatchDeleteDocuments",
                absl::StrCat("parent: 'offices/xuhui' names: '", document, "'"));
}

TEST_F(RepeatedTest, AccountsAndMandates) {
  const std::string staff = repeater_->Do(
      By::kSecurityAdmin, "StaffService/CreateStaff",
      "parent: 'offices/xuhui' login: 'xuhui.again' display_name: '公证员' roles: ROLE_NOTARY");
  repeater_->Do(By::kSecurityAdmin, "StaffService/FileSpecimen",
                absl::StrCat("name: '", staff,
                             "' specimen { valid_from: '2026-01-01' valid_until: '2030-12-31' }"));
  for (const char* verb : {"UpdateRoles", "DisableStaff", "EnableStaff"}) {
    repeater_->Do(By::kSecurityAdmin, absl::StrCat("StaffService/", verb),
                  absl::StrCat("name: '", staff, "'",
                               verb == std::string("UpdateRoles") ? " roles: ROLE_HEAD" : ""));
  }
  repeater_->Do(By::kSecurityAdmin, "StaffService/SpellName",
                absl::StrCat("name: '", staff, "' name_pinyin: 'ZHANG San'"));
  const std::string person = PrincipalOf(By::kPerson).subject;
  repeater_->Do(By::kPerson, "PersonService/RecordRealName",
                absl::StrCat("name: '", person,
                             "' real_name: '张一' id_type: 'CITIZEN_ID' "
                             "id_number: '310111199001151010'"));
  const std::string ward =
      repeater_->Do(By::kPerson, "MandateService/CreateMandate",
                    "kind: GUARDIAN ward { real_name: '郑九' id_type: 'CITIZEN_ID' id_number: "
                    "'310111201509011094' } expire_time { seconds: 1798000000 }");
  repeater_->Do(By::kAssistant, "MandateService/AcceptMandate",
                absl::StrCat("name: '", ward, "' proof: 'BIRTH_CERTIFICATE'"));
  repeater_->Do(By::kPerson, "MandateService/RevokeMandate", absl::StrCat("name: '", ward, "'"));
}

// Eight at once before anybody has an answer: one effect, and all get the same answer.
TEST_F(RepeatedTest, EightAtOnce) {
  const auto at_once = [](By by, const std::string& method, const std::string& text) {
    const std::string request = RequestOf(method, text, World().Now());
    std::vector<absl::StatusOr<std::string>> answers(8, absl::UnknownError("not called"));
    std::vector<std::thread> threads;
    threads.reserve(answers.size());
    for (auto& answer : answers) {
      threads.emplace_back([&] { answer = Send(World(), by, method, request); });
    }
    for (std::thread& thread : threads) thread.join();
    for (const auto& answer : answers) {
      ASSERT_TRUE(answer.ok()) << method << " " << answer.status();
      EXPECT_TRUE(SameAnswer(FullMethod(method), *answer, *answers[0]))
          << method << " answers differ";
    }
    repeater_->Expect(TokenOf(World(), by), FullMethod(method), request, *answers[0]);
  };
  std::string consents;
  const std::string draft = Case([&](demo::CaseRun& run) {
    absl::Status created = run.Create();
    consents = ConsentsOf(run);
    return created;
  });
  at_once(By::kApplicant, "ApplicationService/CreateApplication",
          "parent: 'offices/xuhui' application { matter: 'CERT_EDU' }");
  at_once(By::kApplicant, "ApplicationService/SubmitApplication",
          absl::StrCat("name: '", draft, "' ", consents));
  at_once(By::kAssistant, "ApplicationService/TakeApplication",
          absl::StrCat("name: '", draft, "'"));
  at_once(By::kAssistant, "ApplicationService/AcceptApplication",
          absl::StrCat("name: '", draft,
                       "' checks { has_interest: true no_dispute: true within_scope: true "
                       "competent: true }"));
  at_once(By::kApplicant, "AppointmentService/BookVisit",
          absl::StrCat("parent: 'offices/xuhui' visit { application: '", draft,
                       "' start_time { seconds: 1798092000 } }"));
}

// Last: what services owed each other in all of the above, and that nothing was left out.
TEST_F(RepeatedTest, OwedCallsAndNothingLeftOut) {
  repeater_->OwedCallsAgain();
  std::vector<std::string> never;
  for (const std::string& method : MutatingMethods()) {
    if (!repeater_->repeated().contains(method)) never.push_back(method);
  }
  EXPECT_THAT(never, IsEmpty()) << "never repeated";
  const auto findings = fsck::Check(World().owner());
  ASSERT_TRUE(findings.ok()) << findings.status();
  for (const fsck::Finding& finding : *findings) {
    EXPECT_TRUE(finding.ok) << finding.name << " " << finding.detail;
  }
}

}  // namespace
}  // namespace notary::testing
