// Names: domain.md 5.5, and the comparisons that rows 6 to 10 of 6.6 stand on.
#include "services/common/person_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/error.h"

namespace notary::common {
namespace {

TEST(PersonNameTest, KeepsWhatWasGiven) {
  const PersonName name = *ParsePersonName("n", "　阿依古丽•买买提 ");

  EXPECT_EQ(name.stored, "阿依古丽•买买提");
  EXPECT_EQ(name.match, "阿依古丽买买提");
  EXPECT_FALSE(name.has_rare_character);
}

TEST(PersonNameTest, ComposesToNfc) {
  EXPECT_EQ(ParsePersonName("n", "Zoe\xCC\x88")->stored, "Zo\xC3\xAB");
}

TEST(PersonNameTest, CountsCharactersNotBytes) {
  std::string fifty;
  for (int i = 0; i < 50; ++i) fifty += "𫖯";
  EXPECT_TRUE(ParsePersonName("n", fifty).ok());
  EXPECT_EQ(ReasonOf(ParsePersonName("n", fifty + "一").status()), "NAME_LENGTH");
  EXPECT_EQ(ReasonOf(ParsePersonName("n", " ").status()), "NAME_LENGTH");
  EXPECT_TRUE(ParsePersonName("n", "一").ok());
}

TEST(PersonNameTest, KnowsRareCharacters) {
  for (const char* rare : {"吴䶮", "吴𫖯", "吴𰻞", "吴\xF0\xB1\x8D\x90"}) {
    const auto name = ParsePersonName("n", rare);
    ASSERT_TRUE(name.ok()) << rare << name.status();
    EXPECT_TRUE(name->has_rare_character) << rare;
  }
  EXPECT_FALSE(HasRareCharacter("王三"));
}

TEST(PersonNameTest, SaysWhichRuleIsBroken) {
  const std::vector<std::pair<const char*, const char*>> bad = {
      {"\xFF\xFE", "NAME_ENCODING"},        {"张1", "NAME_CHARACTERS"},
      {"张一\n", "NAME_CHARACTERS"},        {"<b>张一", "NAME_CHARACTERS"},
      {"···", "NAME_CHARACTERS"},           {"张一😀", "NAME_CHARACTERS"},
      {"吴?", "NAME_SUBSTITUTE"},           {"吴\xEE\xA0\x80", "NAME_SUBSTITUTE"},
      {"吴\xEF\xBF\xBD", "NAME_SUBSTITUTE"}};
  for (const auto& [text, reason] : bad) {
    EXPECT_EQ(ReasonOf(ParsePersonName("n", text).status()), reason) << text;
  }
  EXPECT_TRUE(ParsePersonName("n", "Jean-Luc O'Neil Jr.").ok());
}

TEST(PersonNameTest, MapsEveryMiddleDot) {
  for (const char* dot : {"·", "•", "‧", "・", "．", "."}) {
    const std::string name = std::string("阿依古丽") + dot + "买买提";
    EXPECT_EQ(NameMatchForm(name), "阿依古丽买买提") << dot;
  }
}

TEST(CompareNamesTest, GradesTheDifference) {
  using Is = NameComparison;
  const std::vector<std::tuple<const char*, const char*, Is>> cases = {
      {"张一", "张一", Is::kEqual},
      {"张一 ", "张一", Is::kEqual},
      {"阿依古丽•买买提", "阿依古丽·买买提", Is::kSameMatchForm},
      {"阿依古丽买买提", "阿依古丽·买买提", Is::kSameMatchForm},
      {"阿依古丽 买买提", "阿依古丽·买买提", Is::kSameMatchForm},
      {"Zhang-Yi", "ZHANG YI", Is::kSameMatchForm},
      {"吴?", "吴䶮", Is::kSubstituted},
      {"吴??", "吴䶮", Is::kSubstituted},
      {"吴\xEE\xA0\x80", "吴䶮", Is::kSubstituted},
      {"吴YAN", "吴䶮", Is::kSubstituted},
      {"吴yan", "吴䶮", Is::kSubstituted},
      {"?", "李二", Is::kSubstituted},
      {"王?", "吴䶮", Is::kDifferent},
      {"陳偉", "陈伟", Is::kVariant},
      {"張一", "张一", Is::kVariant},
      {"张一", "张二", Is::kPartlyDifferent},
      {"王喆", "王哲", Is::kPartlyDifferent},
      {"張二", "张一", Is::kPartlyDifferent},
      {"张一", "李二", Is::kDifferent},
      {"ZHANG YI", "ZHANG ER", Is::kPartlyDifferent},
      {"ZHANG YI", "LI ER", Is::kDifferent},
      {"ZHANG YI", "张一", Is::kDifferent}};
  for (const auto& [a, b, expected] : cases) {
    EXPECT_EQ(CompareNames(a, b), expected) << a << " / " << b;
    EXPECT_EQ(CompareNames(b, a), expected) << b << " / " << a;
  }
}

TEST(MaskNameTest, KeepsTheSurname) {
  EXPECT_EQ(MaskName("张一"), "张*");
  EXPECT_EQ(MaskName(" 张一 "), "张*");
  EXPECT_EQ(MaskName("欧阳修"), "欧阳*");
  EXPECT_EQ(MaskName("司马相如"), "司马**");
  EXPECT_EQ(MaskName("东方"), "东*");
  EXPECT_EQ(MaskName("阿依古丽·买买提"), "阿****");
  EXPECT_EQ(MaskName("𫖯一"), "𫖯*");
  EXPECT_EQ(MaskName("John Smith"), "J****");
}

TEST(MaskNameTest, NeverShowsAWholeName) {
  EXPECT_EQ(MaskName("王"), "*");
  EXPECT_EQ(MaskName("\xff\xfe"), "*");
  EXPECT_EQ(MaskName(""), "");
}

}  // namespace
}  // namespace notary::common
