// What a certificate in another language is made of (domain.md 2.4).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/services/catalogue/testing.h"

namespace notary::catalogue {
namespace {

using testing::CheckMarriage;
using testing::Codes;
using ::testing::Contains;
using testing::Data;
using ::testing::ElementsAre;
using testing::Faults;
using ::testing::IsEmpty;
using testing::kPapers;
using testing::kToday;
using testing::MarriageForm;
using testing::MatterOf;
using ::testing::Not;
using testing::Place;
using ::testing::UnorderedElementsAre;

// 2.4: what the English page prints is spelt by the party and never made up.
TEST(SpellingTest, AnEnglishPageIsSpeltInLatinLetters) {
  auto form = MarriageForm();
  form.erase("spouse.name_pinyin");
  form["use.language"] = "en";
  EXPECT_THAT(Faults(CheckMarriage(form)),
              UnorderedElementsAre(std::pair("form.spouse.name_pinyin", "REQUIRED"),
                                   std::pair("form.marriage.authority_en", "REQUIRED")));
  form["spouse.name_pinyin"] = "LI ER";
  form["marriage.authority_en"] = "徐汇区民政局";
  EXPECT_THAT(Faults(CheckMarriage(form)),
              ElementsAre(std::pair("form.marriage.authority_en", "LATIN_TEXT_FORMAT")));
  form["marriage.authority_en"] = "Civil Affairs Bureau of Xuhui – Shanghai";
  EXPECT_THAT(Faults(CheckMarriage(form)), IsEmpty());
  form.erase("marriage.authority_en");
  form.erase("spouse.name_pinyin");
  form["use.language"] = "zh";
  EXPECT_THAT(Faults(CheckMarriage(form)), IsEmpty());
}

TEST(SpellingTest, ADegreeIsNamedInEnglishWhereThereIsOne) {
  Situation situation{.form = MarriageForm()};
  situation.form["use.language"] = "en";
  const auto faults = [&] {
    return Faults(CheckForm(Data().rules, MatterOf("EDU"), situation, {}, kToday));
  };
  const auto missing = std::pair("form.education.degree_en", "REQUIRED");
  EXPECT_THAT(faults(), Not(Contains(missing)));
  situation.form["education.degree"] = "法学学士";
  EXPECT_THAT(faults(), Contains(missing));
}

// Nobody can show the papers of parents whom nobody knows.
TEST(SpellingTest, TheParentsPapersAreAskedForWhereOneIsKnown) {
  Situation situation{.form = MarriageForm()};
  const auto faults = [&] {
    return Faults(CheckForm(Data().rules, MatterOf("BIRTH"), situation, {}, kToday));
  };
  const auto papers = std::pair("materials.BIRTH_PARENTS", "MATERIAL_MISSING");
  situation.form["father.name"] = "不详";
  situation.form["mother.name"] = "李二";
  EXPECT_THAT(faults(), Contains(papers));
  EXPECT_THAT(faults(), Contains(std::pair("form.mother.name_pinyin", "REQUIRED")));
  EXPECT_THAT(faults(), Not(Contains(std::pair("form.father.name_pinyin", "REQUIRED"))));
  situation.form["mother.name"] = "不详";
  EXPECT_THAT(faults(), Not(Contains(papers)));
}

// Nobody can have translated, before it is reviewed, what the certificate will say.
TEST(SpellingTest, ATranslationIsOnTheListAndWaitsForTheDraft) {
  auto form = MarriageForm();
  const Matter& matter = MatterOf("CERT_MARRIAGE");
  const auto listed = [&] { return Codes(matter, {.destination = Place("DE"), .form = form}); };
  EXPECT_THAT(listed(), Contains("TRANSLATION"));
  EXPECT_THAT(Faults(CheckMarriage(form)), IsEmpty());
  std::set<std::string> papers = kPapers;
  papers.insert("TRANSLATION");
  EXPECT_THAT(Faults(CheckMarriage(form, {}, papers)), IsEmpty());
  for (const char* made_of_data : {"zh", "en"}) {
    form["use.language"] = made_of_data;
    EXPECT_THAT(listed(), Not(Contains("TRANSLATION")));
  }
}

}  // namespace
}  // namespace notary::catalogue
