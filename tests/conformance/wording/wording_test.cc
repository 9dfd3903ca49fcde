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

namespace notary {
namespace {

using certificate::v1::CertificateTemplate;
using ::testing::HasSubstr;
using ::testing::Not;

// What the certificate service and the case add to the form.
const std::set<std::string> kDerived = {"holder.name", "record.as_of", "main_number"};

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
