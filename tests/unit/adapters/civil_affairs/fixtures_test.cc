// F1 to F14 of domain.md 6.7 as the register answers them.
#include "tests/unit/adapters/civil_affairs/fixtures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace notary::marriage_register {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Case {
  const char* label;
  Question question;
  const char* expected;
};

Question With(Question question, auto change) {
  change(question);
  return question;
}

std::vector<Case> Cases() {
  const Question f4 = WithNumber(About("王三", "310111199203051034"), "J310110-2018-000002");
  const Question f4_marital = About("王三", "310111199203051034", "MARITAL");
  const Question f13 = About("卫丙", "310111199307091145");
  return {
      {"F1", F1(), "VERIFIED V00 MARRIED"},
      {"F2",
       With(F1(), [](Question& q) { q.claim.registration_date = absl::CivilDay(2016, 5, 2); }),
       "MISMATCH M03 MARRIED"},
      {"F3", With(About("张一", "310111199001151010"), [](Question& q) { q.disclose = true; }),
       "VERIFIED V00 MARRIED"},
      {"F4", f4, "MISMATCH M07 DIVORCED_BY_REGISTRATION"},
      {"F4 the day before",
       With(f4_marital, [](Question& q) { q.as_of = absl::CivilDay(2021, 5, 31); }),
       "VERIFIED V00 MARRIED"},
      {"F4 that day", With(f4_marital, [](Question& q) { q.as_of = absl::CivilDay(2021, 6, 1); }),
       "VERIFIED V00 DIVORCED_BY_REGISTRATION"},
      {"F5", WithNumber(About("孙六", "310111199506301061"), "J310105-2017-000009"),
       "VERIFIED V01 V02 MARRIED"},
      {"F6", About("周七", "310111199607141079", "MARITAL"), "NOT_FOUND N00 NONE_REGISTERED"},
      {"F7", WithNumber(About("吴䶮", "310111199708281089"), "J310112-2020-000005"),
       "INCONCLUSIVE I03"},
      {"F9", About("冯十", "310111199809221106"), "INCONCLUSIVE I01 UNKNOWN"},
      {"F10", WithNumber(About("阿依古丽·买买提", "310111199105051129"), "J310115-2022-000006"),
       "VERIFIED V00 MARRIED"},
      {"F11",
       With(About("陈甲", "310111199004031110", "MARITAL"),
            [](Question& q) { q.claim.declaration = Declaration::kDivorcedByCourt; }),
       "INCONCLUSIVE I05 MARRIED"},
      {"F12",
       With(WithNumber(About("褚乙", "310111199206071137"), "J310000-2019-000008"),
            [](Question& q) {
              q.claim.spouse = {
                  .name = "SPECIMEN ANNA", .id_type = "FOREIGN_PASSPORT", .id_number = "Y7654321"};
            }),
       "INCONCLUSIVE I06 MARRIED"},
      {"F13 the first", WithNumber(f13, "J310104-2014-000010"), "MISMATCH M07 MARRIED"},
      {"F13 the second", WithNumber(f13, "J310104-2018-000012"), "VERIFIED V00 MARRIED"},
      {"F14", WithNumber(About("蒋丁", "310151195508121163"), "沪闸结字第0123号"),
       "INCONCLUSIVE I07"},
  };
}

TEST(RegisterFixturesTest, AreAnsweredAsTheDomainSays) {
  for (const Case& c : Cases()) {
    EXPECT_EQ(InShort(Decide(c.question, Fixtures(), FixtureHoldings())), c.expected) << c.label;
  }
}

TEST(RegisterFixturesTest, ADisclosedRecordMasksTheSpousesNumber) {
  Question question = About("张一", "310111199001151010");
  question.disclose = true;

  const Answer answer = Decide(question, Fixtures(), FixtureHoldings());

  ASSERT_THAT(answer.records, SizeIs(1));
  EXPECT_EQ(answer.records[0].first.id_number, "310111199001151010");
  EXPECT_EQ(answer.records[0].second.name, "李二");
  EXPECT_EQ(answer.records[0].second.id_number, "310***********1021");
  EXPECT_THAT(answer.notes, Contains("REPLACEMENT_ADVISED"));
}

TEST(RegisterFixturesTest, VerifyGivesNoRecordAway) {
  EXPECT_THAT(Decide(F1(), Fixtures(), FixtureHoldings()).records, IsEmpty());
}

TEST(RegisterFixturesTest, AReplacedCertificateIsListedUnderBothNumbers) {
  const Question f5 = WithNumber(About("孙六", "310111199506301061"), "J310105-2017-000009");

  EXPECT_THAT(Decide(f5, Fixtures(), FixtureHoldings()).certificate_numbers,
              ElementsAre("J310105-2017-000009", "BJ310105-2019-000004"));
}

TEST(RegisterFixturesTest, AnotherMiddleDotIsNoted) {
  const Question f10 =
      WithNumber(About("阿依古丽·买买提", "310111199105051129"), "J310115-2022-000006");

  EXPECT_THAT(Decide(f10, Fixtures(), FixtureHoldings()).notes, ElementsAre("NAME_DOT"));
}

TEST(RegisterFixturesTest, AnOldNumberSendsAnOperatorToTheArchive) {
  const Question f14 = WithNumber(About("蒋丁", "310151195508121163"), "沪闸结字第0123号");

  EXPECT_EQ(Decide(f14, Fixtures(), FixtureHoldings()).ticket, Ticket::kArchive);
}

std::string Joined(const std::vector<CsvLine>& lines) {
  std::string all;
  for (const CsvLine& line : lines) absl::StrAppend(&all, absl::StrJoin(line, "|"), "\n");
  return all;
}

TEST(CsvLinesTest, APieceEndsAnywhere) {
  const std::string csv = "a,\"b,\"\"c\"\"\r\n\",d\r\n,\"\",\"\"\"\"\nlast,1";
  for (size_t piece = 1; piece <= csv.size(); ++piece) {
    std::vector<CsvLine> lines;
    CsvLines reader([&](CsvLine line, size_t number) {
      lines.push_back(std::move(line));
      EXPECT_EQ(number, lines.size());
      return absl::OkStatus();
    });
    for (size_t at = 0; at < csv.size(); at += piece) {
      ASSERT_TRUE(reader.Add(absl::string_view(csv).substr(at, piece)).ok());
    }
    ASSERT_TRUE(reader.Finish().ok());
    EXPECT_EQ(Joined(lines), "a|b,\"c\"\r\n|d\n||\"\nlast|1\n") << piece;
  }
}

TEST(RecordsCsvTest, NamesTheLineAndColumnAtFaultAndNotTheValue) {
  std::string csv = *crypto::ReadSmallFile("adapters/civil_affairs/register/data/records.csv");
  csv += "MARRIAGE,J310104-2016-000099,2016-02-30,x,,NONE,张一,,,,李二,,,\n";

  const auto parsed = ParseRecords(csv, kToday);

  EXPECT_EQ(parsed.status().message(), "line 16: registration_date");
}

}  // namespace
}  // namespace notary::marriage_register
