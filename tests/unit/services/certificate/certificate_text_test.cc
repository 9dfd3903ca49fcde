#include "services/certificate/domain/certificate_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/pdf_pango/pdf_renderer.h"
#include "services/certificate/domain/check_address.h"
#include "services/certificate/domain/renderer.h"

namespace notary::certificate {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Wording kName{
    {"曾用名", "Other name"},
    {"兹证明{applicant.name}（{applicant.sex.zh}，{applicant.birth_date.zh}出生）{name.kind.zh}{"
     "name."
     "other}。",
     "This is to certify that {applicant.name.en} is {name.kind.en} {name.other_pinyin}."}};

Form NameForm() {
  return {{"applicant.name", "吴䶮"},
          {"applicant.sex", "MALE"},
          {"applicant.birth_date", "1997-08-28"},
          {"applicant.surname_pinyin", "WU"},
          {"applicant.given_pinyin", "Yan"},
          {"name.kind", "FORMER"},
          {"name.other", "吴𫖯"},
          {"name.other_pinyin", "WU FU"},
          {"applicant.id_type", "CITIZEN_ID"},
          {"applicant.id_number", "310111199708281089"}};
}

Particulars Issued() {
  return {.number = {"（2026）沪徐证字第12号", "(2026) Hu Xu Zheng Zi, No. 12"},
          .office = {"上海市徐汇公证处", "Shanghai Xuhui Notary Public Office"},
          .notary_name = "公证员甲",
          .notary_name_en = "GONGZHENGYUAN Jia",
          .issue_date = absl::CivilDay(2026, 11, 23)};
}

TEST(CertificateTextTest, SaysDatesAndChoicesInBothLanguages) {
  const Page zh = *ChinesePage(kName, NameForm(), Issued());
  const Page en = *EnglishPage(kName, NameForm(), Issued());

  EXPECT_EQ(zh.body, "兹证明吴䶮（男，1997年8月28日出生）曾用名吴𫖯。");
  EXPECT_EQ(en.body, "This is to certify that WU Yan is formerly named WU FU.");
  EXPECT_THAT(zh.foot, HasSubstr("二〇二六年十一月二十三日"));
  EXPECT_THAT(en.head, HasSubstr("born on August 28, 1997"));
  EXPECT_THAT(zh.head, Not(HasSubstr("代理人")));
}

TEST(CertificateTextTest, ACertificateWithAHoleIsNeverMade) {
  Form form = NameForm();
  form.erase("name.other");

  const absl::Status status = ChinesePage(kName, form, Issued()).status();
  EXPECT_EQ(ReasonOf(status), "TEXT_VALUE_MISSING");
  EXPECT_THAT(DetailOf(status)->text.en, HasSubstr("name.other")) << "what to ask the party for";
}

TEST(CertificateTextTest, ADocumentMayBeIssuedToAnOrganisation) {
  const Wording title{{"x", "x"}, {"颁发给{holder.name}", "issued to {holder.name.en}"}};
  const Form company = {{"organisation.name", "上海示范贸易有限公司"},
                        {"organisation.name_en", "Shanghai Shifan Trading Co., Ltd."},
                        {"organisation.uscc", "91310115MA1K3X2P0Y"},
                        {"organisation.representative", "张一"},
                        {"organisation.representative_pinyin", "ZHANG YI"}};

  EXPECT_EQ(ChinesePage(title, company, Issued())->body, "颁发给上海示范贸易有限公司");
  const Page en = *EnglishPage(title, company, Issued());
  EXPECT_EQ(en.body, "issued to Shanghai Shifan Trading Co., Ltd.");
  EXPECT_THAT(en.head, HasSubstr("legal representative ZHANG YI"));
  EXPECT_EQ(EnglishPage(title, NameForm(), Issued())->body, "issued to WU Yan");
}

TEST(CertificateTextTest, OptionalPartsFallOutSilently) {
  const Wording wording{{"x", "x"},
                        {"父亲{father.name}\n?（公民身份号码{father.id_number}）\n。", "x"}};

  EXPECT_EQ(ChinesePage(wording, {{"father.name", "张一"}}, Issued())->body, "父亲张一。");
}

TEST(CertificateTextTest, OfAlternativesTheFirstThatHasItsValuesIsSaid) {
  const Wording wording{{"x", "x"}, {"登记\n|经{register}核查\n|经{means}核实\n|经核实\n。", "x"}};
  const auto body = [&](const Form& form) { return ChinesePage(wording, form, Issued())->body; };

  EXPECT_EQ(body({{"register", "机关"}, {"means", "调查"}}), "登记经机关核查。");
  EXPECT_EQ(body({{"means", "调查"}}), "登记经调查核实。");
  EXPECT_EQ(body({}), "登记经核实。");
}

TEST(CertificateTextTest, WithoutAValueForAnyAlternativeItIsNeverMade) {
  const Wording wording{{"x", "x"}, {"登记\n|经{register}核查\n|经{means}核实\n。", "x"}};

  const absl::Status status = ChinesePage(wording, {}, Issued()).status();
  EXPECT_EQ(ReasonOf(status), "TEXT_VALUE_MISSING");
  EXPECT_THAT(DetailOf(status)->text.en, HasSubstr("means"));
}

// Their names stand in the spelling of the passport; a name without one is not printed in
// characters, and nobody falls out of the head for want of it.
TEST(CertificateTextTest, WhoActsIsSpeltInTheEnglishHead) {
  Form form = NameForm();
  form.merge(Form{{"guardian.name", "李二"},
                  {"guardian.name_pinyin", "LI ER"},
                  {"guardian.relation", "MOTHER"},
                  {"guardian.id_type", "CITIZEN_ID"},
                  {"guardian.id_number", "310111199102201021"}});

  EXPECT_THAT(EnglishPage(kName, form, Issued())->head,
              HasSubstr("Legal representative: LI ER (mother), Citizen ID No. 310111199102201021"));
  EXPECT_THAT(ChinesePage(kName, form, Issued())->head, HasSubstr("法定代理人：李二（母亲）"));
  form.erase("guardian.name_pinyin");
  EXPECT_EQ(ReasonOf(EnglishPage(kName, form, Issued()).status()), "TEXT_VALUE_MISSING");
  form = NameForm();
  form.erase("applicant.surname_pinyin");
  EXPECT_EQ(ReasonOf(EnglishPage(kName, form, Issued()).status()), "TEXT_VALUE_MISSING");
}

TEST(CertificateTextTest, ANotaryWhoseNameNobodySpeltSigns) {
  Particulars issued = Issued();
  EXPECT_THAT(EnglishPage(kName, NameForm(), issued)->foot,
              HasSubstr("\nNotary: GONGZHENGYUAN Jia\n"));
  EXPECT_THAT(ChinesePage(kName, NameForm(), issued)->foot, HasSubstr("公证员  公证员甲"));
  issued.notary_name_en.clear();
  EXPECT_THAT(EnglishPage(kName, NameForm(), issued)->foot, HasSubstr("\nNotary (signature):\n"));
}

TEST(CertificateTextTest, AForeignersNationalityIsSaid) {
  Form form = NameForm();
  form["applicant.id_type"] = "FOREIGN_PASSPORT";
  form["applicant.id_number"] = "X1234567";
  form["applicant.nationality"] = "加拿大";
  form["applicant.nationality_en"] = "Canadian";

  EXPECT_THAT(ChinesePage(kName, form, Issued())->head,
              HasSubstr("1997年8月28日出生，国籍加拿大，护照号码X1234567。"));
  EXPECT_THAT(EnglishPage(kName, form, Issued())->head,
              HasSubstr("August 28, 1997, nationality: Canadian, Passport No. X1234567"));
  EXPECT_THAT(ChinesePage(kName, NameForm(), Issued())->head,
              HasSubstr("1997年8月28日出生，公民身份号码310111199708281089。"));
}

TEST(CertificateTextTest, AParentWhomNobodyKnowsIsUnknownInEnglish) {
  const Wording birth{{"x", "x"}, {"x", "Father: {father.name.en}; mother: {mother.name.en}"}};
  const Form form = {
      {"father.name", "不详"}, {"mother.name", "李二"}, {"mother.name_pinyin", "LI ER"}};

  EXPECT_EQ(EnglishPage(birth, form, Issued())->body, "Father: unknown; mother: LI ER");
}

TEST(CertificateTextTest, ANumberIsSaidOfItsDocument) {
  const Wording number{{"x", "x"},
                       {"{father.id_type.zh}{father.id_number}",
                        "{father.id_type.en} "
                        "{father.id_number}"}};
  const auto with = [](const char* type) {
    return Form{{"father.id_type", type}, {"father.id_number", "X1234567"}};
  };
  EXPECT_EQ(ChinesePage(number, with("FOREIGN_PASSPORT"), Issued())->body, "护照号码X1234567");
  EXPECT_EQ(EnglishPage(number, with("TAIWAN_PERMIT"), Issued())->body,
            "Mainland Travel Permit for Taiwan Residents No. X1234567");
  EXPECT_EQ(EnglishPage(number, with("OTHER"), Issued())->body, "Document No. X1234567");
}

TEST(CertificateTextTest, ATranslationIsOfItsLanguage) {
  const Wording translation{{"x", "x"}, {"{use.language.zh}译本", "{use.language.en}"}};
  EXPECT_EQ(ChinesePage(translation, {{"use.language", "ru"}}, Issued())->body, "俄文译本");
  EXPECT_EQ(EnglishPage(translation, {{"use.language", "de"}}, Issued())->body, "German");
  EXPECT_EQ(ReasonOf(ChinesePage(translation, {{"use.language", "zh"}}, Issued()).status()),
            "TEXT_VALUE_MISSING");
}

// The very address that tests/e2e/edge asks for (EdgeTest, WhatAnybodyMayAsk).
TEST(CheckAddressTest, IsTheEdgesOwn) {
  EXPECT_EQ(CheckAddress("https://onevisit.example/v1/offices", "xuhui", "(2026)沪徐证字第9999号",
                         "AA_-=="),
            "https://onevisit.example/v1/offices/xuhui/certificates:check?number="
            "%282026%29%E6%B2%AA%E5%BE%90%E8%AF%81%E5%AD%97%E7%AC%AC9999%E5%8F%B7"
            "&checkCode=AA_-%3D%3D");
}

// Whatever a form may hold, the page ends with the notary and the date.
TEST(PdfTest, ALongTextIsSetSmaller) {
  Page page = *EnglishPage(kName, NameForm(), Issued());
  EXPECT_EQ(pdf::TypeSize(page), 13);
  // The longest a business licence can be: two names and an issuer of 200 letters, twice a title.
  for (int i = 0; i < 100; ++i) page.body += " a bureau of";
  EXPECT_LT(pdf::TypeSize(page), 13);
  EXPECT_GT(pdf::TypeSize(page), 7);
}

TEST(PdfTest, TheSameDocumentGivesTheSameBytesWithEmbeddedFonts) {
  const Document document{.pages = {*ChinesePage(kName, NameForm(), Issued())},
                          .check_url = "https://onevisit.example/v1/offices/xuhui",
                          .check_code = "x",
                          .date = absl::CivilDay(2026, 11, 23)};
  const auto renderer = pdf::NewRenderer();

  const auto first = renderer->Render(document);
  const auto second = renderer->Render(document);

  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(*first, *second);
  EXPECT_EQ(first->substr(0, 5), "%PDF-");
  EXPECT_LT(first->size(), 200000u);  // subsets, not whole fonts
}

}  // namespace
}  // namespace notary::certificate
