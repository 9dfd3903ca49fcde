// The wording of certificates and the forms of the catalogue are two files that must agree.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "notary/certificate/v1/certificate_template.pb.h"
#include "platform/rpc/textproto.h"
#include "services/catalogue/service/loader.h"
#include "services/certificate/domain/certificate_text.h"

namespace notary {
namespace {

using certificate::v1::CertificateTemplate;
using ::testing::HasSubstr;
using ::testing::Not;

// What the certificate service and the case add to the form.
const std::set<std::string> kDerived = {
    "holder.name", "record.as_of", "record.register", "record.means", "original.MARRIAGE_ORIGINAL",
    "main_number"};

const catalogue::LoadedCatalogue& Catalogue() {
  static const auto& loaded =
      *new auto(catalogue::LoadCatalogue("services/catalogue/data").value());
  return loaded;
}

std::vector<CertificateTemplate> Wordings() {
  certificate::v1::CertificateTemplates wordings;
  const absl::Status read =
      rpc::ReadTextProto("services/certificate/data/wording.textproto", &wordings);
  EXPECT_TRUE(read.ok()) << read;
  return {wordings.templates().begin(), wordings.templates().end()};
}

// {applicant.sex.zh} asks for the field applicant.sex.
std::set<std::string> FieldsOf(absl::string_view text) {
  std::set<std::string> fields;
  for (size_t open = text.find('{'); open != text.npos; open = text.find('{', open + 1)) {
    absl::string_view key = text.substr(open + 1, text.find('}', open) - open - 1);
    if (!absl::ConsumeSuffix(&key, ".zh")) absl::ConsumeSuffix(&key, ".en");
    fields.insert(std::string(key));
  }
  return fields;
}

std::set<std::string> FormOf(const std::string& matter) {
  std::set<std::string> keys = kDerived;
  for (const catalogue::Matter& known : Catalogue().rules.matters) {
    if (known.code != matter) continue;
    for (const catalogue::FormField& field : known.fields) keys.insert(field.key);
  }
  return keys;
}

TEST(WordingTest, AsksForNothingTheFormDoesNotHave) {
  for (const CertificateTemplate& wording : Wordings()) {
    const std::set<std::string> form = FormOf(wording.matter());
    for (const std::string& text : {wording.text_zh(), wording.text_en()}) {
      for (const std::string& field : FieldsOf(text)) {
        EXPECT_TRUE(form.contains(field)) << wording.matter() << " asks for " << field;
      }
    }
  }
}

// 2.4: an English page holds no Chinese but numbers as a document writes them.
TEST(WordingTest, EnglishIsMadeOfWhatIsSpeltInLatinLetters) {
  using enum catalogue::FieldType;
  const std::set<catalogue::FieldType> readable = {
      kPinyin, kLatinText, kDocumentNumber, kMarriageCertificateNumber, kIdNumber, kUscc, kInteger};
  for (const CertificateTemplate& wording : Wordings()) {
    for (const catalogue::Matter& matter : Catalogue().rules.matters) {
      if (matter.code != wording.matter()) continue;
      for (const catalogue::FormField& field : matter.fields) {
        // {key.en} is said by code, or spelt.
        const bool as_it_is =
            absl::StrContains(wording.text_en(), absl::StrCat("{", field.key, "}"));
        EXPECT_TRUE(!as_it_is || readable.contains(field.type)) << matter.code << " " << field.key;
      }
    }
  }
}

TEST(WordingTest, EveryMatterHasOne) {
  std::set<std::string> worded;
  for (const CertificateTemplate& wording : Wordings()) worded.insert(wording.matter());
  for (const catalogue::Matter& matter : Catalogue().rules.matters) {
    EXPECT_TRUE(worded.contains(matter.code)) << matter.code;
  }
}

certificate::Wording WordingOf(const std::string& matter) {
  for (const CertificateTemplate& t : Wordings()) {
    if (t.matter() != matter) continue;
    return {{t.subject_zh(), t.subject_en()}, {t.text_zh(), t.text_en()}};
  }
  ADD_FAILURE() << matter << " has no wording";
  return {};
}

struct Said {
  std::string zh;
  std::string en;
};

// What a certificate of a marriage matter says when `how` is known of its verification.
Said SaidOf(const std::string& matter, const certificate::Form& how) {
  certificate::Form form = {{"applicant.name", "张一"},
                            {"applicant.surname_pinyin", "ZHANG"},
                            {"applicant.given_pinyin", "Yi"},
                            {"applicant.sex", "MALE"},
                            {"applicant.birth_date", "1990-01-15"},
                            {"applicant.id_type", "CITIZEN_ID"},
                            {"applicant.id_number", "310111199001151010"},
                            {"spouse.name", "李二"},
                            {"spouse.name_pinyin", "LI ER"},
                            {"marriage.certificate_number", "J310104-2016-000001"},
                            {"marriage.registration_date", "2016-05-20"},
                            {"marriage.authority", "上海市徐汇区民政局"},
                            {"marriage.authority_en", "Xuhui District Civil Affairs Bureau"},
                            {"record.as_of", "2026-11-20"}};
  form.insert(how.begin(), how.end());
  const certificate::Wording wording = WordingOf(matter);
  const auto zh = certificate::ChinesePage(wording, form, {});
  const auto en = certificate::EnglishPage(wording, form, {});
  EXPECT_TRUE(zh.ok() && en.ok()) << zh.status() << en.status();
  return {zh->body, en->body};
}

// What the marriage register has not confirmed is not said to be confirmed by it.
TEST(WordingTest, TheRegisterIsNamedOnlyWhereItHasAnswered) {
  for (const std::string matter : {"CERT_MARRIAGE", "MARITAL"}) {
    const Said by_register = SaidOf(matter, {{"record.register", "MARRIAGE_RECORD"}});
    EXPECT_THAT(by_register.zh, HasSubstr("经婚姻登记机关核查"));
    EXPECT_THAT(by_register.en, HasSubstr("the marriage registration authority"));
    const Said by_hand = SaidOf(matter, {{"record.means", "ASK_UNIT"}});
    EXPECT_THAT(by_hand.zh, HasSubstr("经本公证员向有关单位调查核实"));
    EXPECT_THAT(by_hand.en, HasSubstr("by inquiries with the bodies concerned"));
    const Said judged = SaidOf(matter, {});
    EXPECT_THAT(judged.zh, HasSubstr("经本公证员核实"));
    for (const Said& said : {by_hand, judged}) {
      EXPECT_THAT(said.zh, Not(HasSubstr("登记机关"))) << matter;
      EXPECT_THAT(said.en, Not(HasSubstr("registration authority"))) << matter;
    }
  }
}

TEST(WordingTest, EveryMeansHasWords) {
  for (const char* means : {"DOCUMENTS", "ASK_UNIT", "INSPECT", "QUESTION", "EXPERT"}) {
    const Said said = SaidOf("CERT_MARRIAGE", {{"record.means", means}});
    EXPECT_THAT(said.zh, Not(HasSubstr("经本公证员核实"))) << means;
    EXPECT_THAT(said.en, HasSubstr("by me, the notary, by ")) << means;
  }
}

// 2.6: the copy of a certificate that its party has; the registration where it is lost.
TEST(WordingTest, TheCopyOfAMarriageCertificateIsAttestedWhereThereIsAnOriginal) {
  const Said held = SaidOf("CERT_MARRIAGE", {{"original.MARRIAGE_ORIGINAL", "HELD"},
                                             {"record.register", "MARRIAGE_RECORD"}});
  EXPECT_EQ(held.zh,
            "兹证明前面的复印件与上海市徐汇区民政局于2016年5月20日颁发给张一和李二的《结婚证》"
            "（结婚证字号J310104-2016-000001）原件相符，原件上上海市徐汇区民政局的印鉴属实；"
            "登记记录经婚姻登记机关核查属实。");
  EXPECT_THAT(held.en, HasSubstr("in conformity with the original of the Marriage Certificate"));
  const Said lost = SaidOf("CERT_MARRIAGE", {{"record.register", "MARRIAGE_RECORD"}});
  EXPECT_EQ(lost.zh,
            "兹证明张一与李二于2016年5月20日在上海市徐汇区民政局登记结婚，"
            "结婚证字号J310104-2016-000001；登记记录经婚姻登记机关核查属实。");
  EXPECT_THAT(lost.en, Not(HasSubstr("photocopy")));
}

// domain.md 2.3: a register that holds nothing proves nothing about a person.
TEST(WordingTest, NeverSaysThatSomebodyIsSingle) {
  for (const CertificateTemplate& wording : Wordings()) {
    EXPECT_THAT(wording.text_zh(), Not(HasSubstr("单身")));
    EXPECT_THAT(wording.text_zh(), Not(HasSubstr("未婚")));
    EXPECT_THAT(wording.text_en(), Not(HasSubstr("single")));
    EXPECT_THAT(wording.text_en(), Not(HasSubstr("unmarried")));
  }
}

}  // namespace
}  // namespace notary
