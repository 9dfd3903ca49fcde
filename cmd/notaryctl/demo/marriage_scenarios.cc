// Demo cases 1–4: the register of civil affairs is asked over mutual TLS in its own process.
#include "cmd/notaryctl/demo/people.h"
#include "cmd/notaryctl/demo/scripts.h"
#include "platform/base/status_macros.h"

namespace notary::demo {
namespace {

using App = application::v1::Application;

// As the form has it, and in English.
struct Authority {
  const char* zh;
  const char* en;
};
constexpr Authority kXuhui = {"上海市徐汇区民政局",
                              "Civil Affairs Bureau of Xuhui District, Shanghai"};
constexpr Authority kYangpu = {"上海市杨浦区民政局",
                               "Civil Affairs Bureau of Yangpu District, Shanghai"};

Form Certificate(const std::string& number, const std::string& date, const Authority& authority) {
  return {{"marriage.certificate_number", number},
          {"marriage.registration_date", date},
          {"marriage.authority", authority.zh},
          {"marriage.authority_en", authority.en}};
}

// The register answers; the case is at the notary's desk again.
absl::Status AskRegister(CaseRun& run, const std::string& mode) {
  RETURN_IF_ERROR(run.Verify("MARRIAGE_RECORD", mode, /*blocking=*/true));
  return run.AwaitState(App::REVIEWING);
}

Scenario Lost() {
  return {{.title = "遗失结婚证 Lost marriage certificate, for use in the US",
           .office = "xuhui",
           .matter = "CERT_MARRIAGE",
           .applicant = "zhang-yi",
           .form = With(With(ZhangYi(), With(LiErAs("spouse"), ToHome())),
                        {{"marriage.authority_en", kXuhui.en}}),
           .original_lost = true},
          App::ARCHIVED,
          [](CaseRun& run) -> absl::Status {
            RETURN_IF_ERROR(UpToReview(run));
            RETURN_IF_ERROR(AskRegister(run, "DISCLOSE"));
            RETURN_IF_ERROR(run.ExpectAnswer("VERIFIED", "V00"));
            RETURN_IF_ERROR(run.Pay());
            RETURN_IF_ERROR(run.VisitOffice());
            return FromApprovalByCourier(run);
          }};
}

Scenario Held() {
  const Form claim = Certificate("J310104-2016-000001", "2016-05-20", kXuhui);
  return {{.title = "结婚证 Marriage certificate, every field as registered",
           .office = "dongfang",
           .matter = "CERT_MARRIAGE",
           .applicant = "zhang-yi",
           .form = With(ZhangYi(), With(With(LiErAs("spouse"), claim), ToHome()))},
          App::ARCHIVED,
          [](CaseRun& run) -> absl::Status {
            RETURN_IF_ERROR(UpToReview(run));
            RETURN_IF_ERROR(AskRegister(run, "VERIFY"));
            RETURN_IF_ERROR(run.ExpectAnswer("VERIFIED", "V00"));
            RETURN_IF_ERROR(run.Pay());
            RETURN_IF_ERROR(run.VisitOffice());
            return FromApprovalByCourier(run);
          }};
}

Scenario WrongDate() {
  const Form claim = Certificate("J310104-2016-000001", "2016-05-02", kXuhui);
  return {{.title = "日期不符 The date is not the registered one: refused, fee returned",
           .office = "changning",
           .matter = "CERT_MARRIAGE",
           .applicant = "zhang-yi",
           .form = With(ZhangYi(), With(With(LiErAs("spouse"), claim), ToHome()))},
          App::REFUSED,
          [](CaseRun& run) -> absl::Status {
            RETURN_IF_ERROR(UpToReview(run));
            RETURN_IF_ERROR(run.Pay());
            RETURN_IF_ERROR(AskRegister(run, "VERIFY"));
            RETURN_IF_ERROR(run.ExpectAnswer("MISMATCH", "M03"));
            return RefuseAndRefund(run, "REF07");
          }};
}

Scenario DivorcedSince() {
  const Form claim = Certificate("J310110-2018-000002", "2018-03-08", kYangpu);
  const Form spouse = {{"spouse.name", "赵四"},
                       {"spouse.name_pinyin", "ZHAO SI"},
                       {"spouse.id_type", "CITIZEN_ID"},
                       {"spouse.id_number", "310111199304181049"}};
  return {{.title = "已离婚 Divorced since: the certificate no longer holds, refused",
           .office = "yangpu",
           .matter = "CERT_MARRIAGE",
           .applicant = "wang-san",
           .form = With(WangSan(), With(With(spouse, claim), ToHome()))},
          App::REFUSED,
          [](CaseRun& run) -> absl::Status {
            RETURN_IF_ERROR(UpToReview(run));
            RETURN_IF_ERROR(run.Pay());
            RETURN_IF_ERROR(AskRegister(run, "VERIFY"));
            RETURN_IF_ERROR(run.ExpectAnswer("MISMATCH", "M07"));
            return RefuseAndRefund(run, "REF07");
          }};
}

// That nothing was found decides nothing: the notary writes an opinion, and the certificate says
// what was searched up to which day, never "single".
Scenario NoRegistration() {
  return {{.title = "婚姻状况 No registration found: certified as just that, never as single",
           .office = "zhabei",
           .matter = "MARITAL",
           .applicant = "zhou-qi",
           .form = With(With(ZhouQi(), {{"marriage.declaration", "NEVER_REGISTERED"}}), ToHome())},
          App::ARCHIVED,
          [](CaseRun& run) -> absl::Status {
            RETURN_IF_ERROR(UpToReview(run));
            RETURN_IF_ERROR(run.Pay());
            RETURN_IF_ERROR(run.VisitOffice());
            RETURN_IF_ERROR(AskRegister(run, "VERIFY"));
            RETURN_IF_ERROR(run.ExpectAnswer("NOT_FOUND", "N00"));
            RETURN_IF_ERROR(run.ExpectNoDraft("VERIFICATION_NOT_SUPPORTING"));
            RETURN_IF_ERROR(run.GiveOpinion("在覆盖范围内未查到结婚登记，与当事人声明一致。"));
            return FromApprovalByCourier(run);
          }};
}

// A marriage is claimed and none is found: the archive decides, never the missing record alone.
Scenario ClaimedButNotFound() {
  return {{.title = "查无记录 No record of the claimed marriage: a doubt, never an answer, refused",
           .office = "changning",
           .matter = "CERT_MARRIAGE",
           .applicant = "zhou-qi",
           .form = With(ZhouQi(), With(LiErAs("spouse"), ToHome())),
           .original_lost = true},
          App::REFUSED,
          [](CaseRun& run) -> absl::Status {
            RETURN_IF_ERROR(UpToReview(run));
            RETURN_IF_ERROR(run.Pay());
            RETURN_IF_ERROR(AskRegister(run, "DISCLOSE"));
            RETURN_IF_ERROR(run.ExpectAnswer("INCONCLUSIVE", "I02"));
            return RefuseAndRefund(run, "REF06");
          }};
}

Scenario RegisterDown(const RegisterSwitch& civil_affairs) {
  const Form claim = Certificate("J310104-2018-000012", "2018-11-11", kXuhui);
  const Form spouse = {{"spouse.name", "钱五"},
                       {"spouse.name_pinyin", "QIAN WU"},
                       {"spouse.id_type", "CITIZEN_ID"},
                       {"spouse.id_number", "310111199405121053"}};
  return {{.title = "登记机关系统中断 The register is down: the case waits, then finishes",
           .office = "minhang",
           .matter = "CERT_MARRIAGE",
           .applicant = "wei-bing",
           .form = With(WeiBing(), With(With(spouse, claim), ToHome()))},
          App::ARCHIVED,
          [civil_affairs](CaseRun& run) -> absl::Status {
            RETURN_IF_ERROR(UpToReview(run));
            RETURN_IF_ERROR(civil_affairs.off());
            RETURN_IF_ERROR(run.Verify("MARRIAGE_RECORD", "VERIFY", /*blocking=*/true));
            const absl::Status waited = run.AwaitUnansweredQuestion();
            RETURN_IF_ERROR(civil_affairs.on());
            RETURN_IF_ERROR(waited);
            RETURN_IF_ERROR(run.AwaitState(App::REVIEWING));
            RETURN_IF_ERROR(run.ExpectAnswer("VERIFIED", "V00"));
            RETURN_IF_ERROR(run.ExpectNotices("N08", 2));
            RETURN_IF_ERROR(run.Pay());
            RETURN_IF_ERROR(run.VisitOffice());
            return FromApprovalByCourier(run);
          }};
}

}  // namespace

std::vector<Scenario> MarriageScenarios(const RegisterSwitch& civil_affairs) {
  return {Lost(),
          Held(),
          WrongDate(),
          DivorcedSince(),
          NoRegistration(),
          ClaimedButNotFound(),
          RegisterDown(civil_affairs)};
}

}  // namespace notary::demo
