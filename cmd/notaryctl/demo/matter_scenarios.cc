// Demo case 5: the other matters of domain.md 2.2. No register is connected for them, so the office
// verifies by asking the issuing unit (R27, R28).
#include "cmd/notaryctl/demo/people.h"
#include "cmd/notaryctl/demo/scripts.h"
#include "platform/base/status_macros.h"

namespace notary::demo {
namespace {

using App = application::v1::Application;

absl::Status ByCourier(CaseRun& run) {
  RETURN_IF_ERROR(UpToReview(run));
  RETURN_IF_ERROR(UpToDraft(run));
  return FromApprovalByCourier(run);
}

absl::Status AtCounter(CaseRun& run) {
  RETURN_IF_ERROR(UpToReview(run));
  return FromReviewAtCounter(run);
}

Scenario Diploma() {
  const Form diploma = {{"document.title", "普通高等学校毕业证书"},
                        {"document.title_en", "Graduation Certificate"},
                        {"document.number", "100001201205000001"},
                        {"document.issuer", "示范大学"},
                        {"document.issuer_en", "Shifan University"},
                        {"document.issue_date", "2012-07-01"},
                        {"education.level", "BACHELOR"},
                        {"education.registered", "YES"}};
  return {{.title = "毕业证书 Diploma for study in the US, by courier",
           .office = "xuhui",
           .matter = "CERT_EDU",
           .applicant = "zhang-yi",
           .form = With(With(ZhangYi(), diploma), ToHome())},
          App::ARCHIVED,
          ByCourier};
}

Scenario House() {
  const Form title = {{"document.title", "不动产权证书"},
                      {"document.title_en", "Real Estate Ownership Certificate"},
                      {"document.number", "沪2019闸字不动产权第000001号"},
                      {"document.issuer", "上海市自然资源确权登记局"},
                      {"document.issuer_en", "Shanghai Registration Bureau of Natural Resources"},
                      {"document.issue_date", "2019-06-03"},
                      {"house.address", "上海市静安区示范路2号"},
                      {"house.co_owners", "NO"}};
  return {{.title = "不动产权证书 Real estate title, for Australia",
           .office = "zhabei",
           .matter = "CERT_HOUSE",
           .applicant = "zhang-yi",
           .form = With(With(With(ZhangYi(), title), ToHome()), {{"use.country", "AU"}})},
          App::ARCHIVED,
          ByCourier};
}

Scenario DriverLicence() {
  const Form licence = {{"document.title", "中华人民共和国机动车驾驶证"},
                        {"document.number", "310111199203051034"},
                        {"document.issuer", "上海市公安局交通警察总队"},
                        {"document.issue_date", "2015-04-20"},
                        {"licence.class", "C1"},
                        {"licence.file_number", "310000000001"},
                        {"licence.valid_to", "2031-04-20"}};
  return {
      {.title = "机动车驾驶证 Driver's licence, translated into German",
       .office = "yangpu",
       .matter = "CERT_DRIVER",
       .applicant = "wang-san",
       .form = With(With(With(WangSan(), licence), ToHome()),
                    {{"use.country", "DE"}, {"use.language", "de"}, {"use.purpose", "DRIVING"}})},
      App::ARCHIVED,
      ByCourier};
}

Scenario BusinessLicence() {
  const Form licence = {{"document.title", "营业执照"},
                        {"document.title_en", "Business Licence"},
                        {"document.issuer", "中国(上海)自由贸易试验区市场监督管理局"},
                        {"document.issuer_en",
                         "Market Regulation Bureau of the China (Shanghai) Pilot Free Trade Zone"},
                        {"document.issue_date", "2018-01-15"}};
  return {{.title = "营业执照 Business licence of a company, collected by its representative",
           .office = "dongfang",
           .matter = "CERT_BIZ",
           .applicant = "zhang-yi",
           .form = With(Organisation(), licence),
           .visit = App::AT_COLLECTION,
           .handover = App::COUNTER,
           .collected_by = "张一"},
          App::ARCHIVED,
          AtCounter};
}

// Mode A: everything is done, the party comes once, with the originals, and collects.
Scenario FormerName() {
  return {{.title = "曾用名 Former name with rare characters, one visit at collection",
           .office = "minhang",
           .matter = "NAME",
           .applicant = "wu-yan",
           .form = With(WuYan(), {{"name.other", "吴𫖯"},
                                  {"name.other_pinyin", "WU FU"},
                                  {"name.kind", "FORMER"},
                                  {"name.note", "户口簿曾用名栏记载"}}),
           .visit = App::AT_COLLECTION,
           .handover = App::COUNTER},
          App::ARCHIVED,
          AtCounter};
}

}  // namespace

std::vector<Scenario> MatterScenarios() {
  return {Diploma(), House(), DriverLicence(), BusinessLicence(), FormerName()};
}

}  // namespace notary::demo
