#include "cmd/notaryctl/demo/scripts.h"

#include "platform/base/status_macros.h"

namespace notary::demo {
namespace {

namespace v1 = application::v1;
using Form = std::map<std::string, std::string>;
using App = v1::Application;

// Test persons of domain.md 6.7: their numbers were never issued to anybody.
Form Person(const std::string& name, const std::string& id_number, const std::string& sex,
            const std::string& birth_date, const std::string& surname, const std::string& given) {
  return {{"applicant.name", name},
          {"applicant.id_type", "CITIZEN_ID"},
          {"applicant.id_number", id_number},
          {"applicant.sex", sex},
          {"applicant.birth_date", birth_date},
          {"applicant.phone", "13800000000"},
          {"applicant.surname_pinyin", surname},
          {"applicant.given_pinyin", given},
          {"jurisdiction.basis", "HOUSEHOLD"},
          {"use.country", "US"},
          {"use.language", "en"},
          {"use.purpose", "FAMILY"},
          {"use.copies", "1"}};
}

Form ZhangYi() { return Person("张一", "310111199001151010", "MALE", "1990-01-15", "ZHANG", "Yi"); }
Form WuYan() { return Person("吴䶮", "310111199708281089", "FEMALE", "1997-08-28", "WU", "Yan"); }

Form With(Form form, const Form& more) {
  for (const auto& [key, value] : more) form[key] = value;
  return form;
}

const Form kMarriedLiEr = {{"spouse.name", "李二"},
                           {"spouse.id_type", "CITIZEN_ID"},
                           {"spouse.id_number", "310111199102201021"}};

const Form kToHome = {{"courier.province", "上海市"},
                      {"courier.city", "上海市"},
                      {"courier.district", "徐汇区"},
                      {"courier.address", "示范路1号"}};

const Form kDiploma = {{"document.title", "普通高等学校毕业证书"},
                       {"document.number", "100001201205000001"},
                       {"document.issuer", "示范大学"},
                       {"document.issue_date", "2012-07-01"},
                       {"education.level", "BACHELOR"},
                       {"education.registered", "YES"}};

// From submit to the notary's desk.
absl::Status UpToReview(CaseRun& run) {
  RETURN_IF_ERROR(run.CreateAndSubmit());
  RETURN_IF_ERROR(run.TakeAndAccept());
  return run.AssignAndSign();
}

// From approval to the applicant's hands by courier, and into the archive.
absl::Status FromApprovalByCourier(CaseRun& run) {
  RETURN_IF_ERROR(run.DraftAndApprove());
  RETURN_IF_ERROR(run.ProduceAndCheck());
  RETURN_IF_ERROR(run.SendByCourier());
  RETURN_IF_ERROR(run.AwaitState(App::DELIVERED));
  return run.Archive();
}

Scenario LostMarriageCertificate() {
  return {{.title = "遗失结婚证 Lost marriage certificate, for use in the US",
           .office = "xuhui",
           .matter = "CERT_MARRIAGE",
           .applicant = "zhang-yi",
           .form = With(ZhangYi(), With(kMarriedLiEr, kToHome)),
           .original_lost = true},
          App::ARCHIVED,
          [](CaseRun& run) -> absl::Status {
            RETURN_IF_ERROR(UpToReview(run));
            RETURN_IF_ERROR(run.Verify("MARRIAGE_RECORD", "DISCLOSE", /*blocking=*/true));
            RETURN_IF_ERROR(run.AwaitState(App::REVIEWING));
            RETURN_IF_ERROR(run.Pay());
            RETURN_IF_ERROR(run.VisitOffice());
            return FromApprovalByCourier(run);
          }};
}

Scenario Diploma() {
  return {{.title = "毕业证书 Diploma for study in the US, by courier",
           .office = "xuhui",
           .matter = "CERT_EDU",
           .applicant = "zhang-yi",
           .form = With(ZhangYi(), With(kDiploma, kToHome))},
          App::ARCHIVED,
          [](CaseRun& run) -> absl::Status {
            RETURN_IF_ERROR(UpToReview(run));
            RETURN_IF_ERROR(run.VerifyByHand());
            RETURN_IF_ERROR(run.Pay());
            RETURN_IF_ERROR(run.VisitOffice());
            return FromApprovalByCourier(run);
          }};
}

Scenario FormerName() {
  return {{.title = "曾用名 Former name with rare characters, collected at the counter",
           .office = "minhang",
           .matter = "NAME",
           .applicant = "wu-yan",
           .form = With(WuYan(), {{"name.other", "吴𫖯"},
                                  {"name.kind", "FORMER"},
                                  {"name.note", "户口簿曾用名栏记载"}}),
           .visit = App::AT_COLLECTION,
           .handover = App::COUNTER},
          App::ARCHIVED,
          [](CaseRun& run) -> absl::Status {
            RETURN_IF_ERROR(UpToReview(run));
            RETURN_IF_ERROR(run.VerifyByHand());
            RETURN_IF_ERROR(run.Pay());
            RETURN_IF_ERROR(run.DraftAndApprove());
            RETURN_IF_ERROR(run.ProduceAndCheck());
            RETURN_IF_ERROR(run.HandOverAtCounter());
            return run.Archive();
          }};
}

Scenario Withdrawal() {
  return {{.title = "撤回 Withdrawn after payment, refunded",
           .office = "yangpu",
           .matter = "CERT_EDU",
           .applicant = "zhang-yi",
           .form = With(ZhangYi(), With(kDiploma, kToHome))},
          App::TERMINATED,
          [](CaseRun& run) -> absl::Status {
            RETURN_IF_ERROR(UpToReview(run));
            RETURN_IF_ERROR(run.Pay());
            RETURN_IF_ERROR(run.Withdraw());
            RETURN_IF_ERROR(run.ApproveClosure("NOBODY"));
            return run.Await("the refund", [](const App& a) { return a.refund_fen() > 0; });
          }};
}

}  // namespace

std::vector<Scenario> AllScenarios() {
  return {LostMarriageCertificate(), Diploma(), FormerName(), Withdrawal()};
}

}  // namespace notary::demo
