// Demo case 6: cases that take a turn, or in which somebody acts for the applicant.
#include "cmd/notaryctl/demo/people.h"
#include "cmd/notaryctl/demo/scripts.h"
#include "platform/base/status_macros.h"

namespace notary::demo {
namespace {

using App = application::v1::Application;

// R10: a guardian acts for the minor, and the courier hands over to the guardian.
Scenario BirthOfAMinor() {
  const Form birth = {{"birth.province", "上海市"},
                      {"birth.county", "徐汇区"},
                      {"birth.has_certificate", "YES"},
                      {"birth.certificate_number", "P310000001"},
                      {"birth.place_en", "Xuhui District, Shanghai"},
                      {"birth.adopted", "NO"},
                      {"father.id_known", "YES"},
                      {"mother.id_known", "YES"},
                      {"guardian.relation", "FATHER"}};
  Form form = With(With(ZhengJiu(), birth), ToHome());
  for (const Form& person : {ZhangYiAs("guardian"), ZhangYiAs("father"), LiErAs("mother")}) {
    form = With(form, person);
  }
  return {{.title = "出生 Birth of a minor, applied for by the guardian",
           .office = "changning",
           .matter = "BIRTH",
           .applicant = "zhang-yi",
           .form = form,
           .capacity = App::GUARDIAN},
          App::ARCHIVED,
          [](CaseRun& run) -> absl::Status {
            RETURN_IF_ERROR(UpToReview(run));
            RETURN_IF_ERROR(UpToDraft(run));
            return FromApprovalByCourier(run);
          }};
}

// R11: an agent with a power of attorney applies and collects.
Scenario EducationThroughAnAgent() {
  const Form education = {{"document.title", "普通高等学校毕业证书"},
                          {"document.title_en", "Graduation Certificate"},
                          {"document.number", "100001201605000002"},
                          {"document.issuer", "示范大学"},
                          {"document.issuer_en", "Shifan University"},
                          {"document.issue_date", "2016-07-01"},
                          {"education.level", "BACHELOR"},
                          {"education.registered", "YES"},
                          {"education.major", "法学"},
                          {"education.major_en", "Law"},
                          {"education.entry_date", "2012-09-01"},
                          {"education.graduation_date", "2016-07-01"},
                          {"education.years", "4"},
                          {"education.mode", "FULL_TIME"},
                          {"education.degree", "法学学士"},
                          {"education.degree_en", "Bachelor of Laws"}};
  return {{.title = "学历 Education, through an agent who collects",
           .office = "yangpu",
           .matter = "EDU",
           .applicant = "zhou-qi",
           .form = With(With(QianWu(), education), ZhouQiAs("agent")),
           .capacity = App::AGENT,
           .visit = App::AT_COLLECTION,
           .handover = App::COUNTER,
           .represented = "qian-wu",
           .collected_by = "周七"},
          App::ARCHIVED,
          [](CaseRun& run) -> absl::Status {
            RETURN_IF_ERROR(UpToReview(run));
            return FromReviewAtCounter(run);
          }};
}

// The party is called in when nothing but its visit is waited for, and gets its notices on paper.
Scenario QualificationSupplemented() {
  return {{.title = "职业资格 Qualification, after a supplement round",
           .office = "changning",
           .matter = "QUAL",
           .applicant = "wei-bing",
           .form = With(With(WeiBing(), NurseQualification("2017310000001")), ToHome()),
           .electronic_service = false},
          App::ARCHIVED,
          [](CaseRun& run) -> absl::Status {
            RETURN_IF_ERROR(UpToReview(run));
            RETURN_IF_ERROR(run.SupplementRound("QUAL_ORIGINAL", "证书末页未上传，请补充。"));
            RETURN_IF_ERROR(run.ExpectNotices("N07", 1));
            RETURN_IF_ERROR(run.Pay());
            RETURN_IF_ERROR(run.VerifyByHand());
            RETURN_IF_ERROR(run.Draft());
            RETURN_IF_ERROR(run.ExpectNotices("N12_VISIT", 1));
            RETURN_IF_ERROR(run.VisitOffice());
            RETURN_IF_ERROR(run.ServeOnPaper());
            RETURN_IF_ERROR(run.Approve());
            RETURN_IF_ERROR(FromIssueByCourier(run));
            return run.ServeOnPaper();
          }};
}

Scenario Withdrawal() {
  return {{.title = "撤回 Withdrawn after payment, refunded in part",
           .office = "dongfang",
           .matter = "NAME",
           .applicant = "wu-yan",
           .form = With(With(WuYan(), ToHome()), {{"name.other", "吴𫖯"},
                                                  {"name.other_pinyin", "WU FU"},
                                                  {"name.kind", "FORMER"},
                                                  {"name.note", "户口簿曾用名栏记载"}})},
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

std::vector<Scenario> TurnScenarios() {
  return {BirthOfAMinor(), EducationThroughAnAgent(), QualificationSupplemented(), Withdrawal()};
}

}  // namespace notary::demo
