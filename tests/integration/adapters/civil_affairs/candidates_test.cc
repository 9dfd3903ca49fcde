// Whom the register looks at before its rules decide: an old record without a number is found
// however it writes the name.
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"
#include "adapters/civil_affairs/register/storage/register_sql.sql.h"
#include "adapters/civil_affairs/register/storage/register_store.h"
#include "platform/base/id.h"
#include "tests/testing/test_database.h"
#include "tests/unit/adapters/civil_affairs/fixtures.h"

namespace notary::marriage_register {
namespace {

constexpr char kNumber[] = "310111199002031010";
const absl::CivilDay kBirth(1990, 2, 3);

class CandidatesTest : public ::testing::Test {
 protected:
  void Given(const std::vector<Record>& records) {
    const absl::Status put = db_->Transact(pg::kNoOffice, [&](pg::Tx& tx) {
      return store_.PutRecords(tx, records, NewId(absl::Now()), kToday);
    });
    ASSERT_TRUE(put.ok()) << put;
  }

  std::string Answered(const Question& question) {
    const auto found =
        db_->Read(pg::kNoOffice, [&](pg::Tx& tx) { return store_.Find(tx, question); });
    EXPECT_TRUE(found.ok()) << found.status();
    return InShort(Decide(question, *found, FixtureHoldings()));
  }

  // The answer to 陈大文 of that day when this is all that is held.
  std::string AnsweredWith(const std::string& name, const std::string& number = "",
                           absl::CivilDay birth = kBirth) {
    Given({Old("J310104-2012-000051", name, number, birth)});
    return Answered(About("陈大文", kNumber, "MARITAL"));
  }

  static Record Old(const std::string& certificate, const std::string& name,
                    const std::string& number = "", absl::CivilDay birth = kBirth) {
    return {.certificate_number = certificate,
            .registration_date = absl::CivilDay(2012, 3, 4),
            .first = {name, "CITIZEN_ID", number, birth},
            .second = {.name = "李二"}};
  }

  const RegisterStore store_{};
  testing::TestDatabase database_{{&sql::kMigrations}};
  std::unique_ptr<pg::Database> db_ = database_.As("register");
};

TEST_F(CandidatesTest, ANameInAnotherFormIsForAPersonToJudge) {
  EXPECT_EQ(AnsweredWith("陳大文"), "INCONCLUSIVE I04");
  EXPECT_EQ(AnsweredWith("陈·大文"), "INCONCLUSIVE I04");
  EXPECT_EQ(AnsweredWith("陈大?"), "INCONCLUSIVE I03");
  EXPECT_EQ(AnsweredWith("?大文"), "INCONCLUSIVE I03");
  EXPECT_EQ(AnsweredWith("chen大文"), "INCONCLUSIVE I03");
  // A number that cannot be one, and an old one that is another's.
  EXPECT_EQ(AnsweredWith("陳大文", "310111199002031018"), "INCONCLUSIVE I04");
  EXPECT_EQ(AnsweredWith("陳大文", "310111900203107"), "INCONCLUSIVE I04");
}

TEST_F(CandidatesTest, WhoSharesADayOfBirthAndNoMoreIsNobody) {
  for (const char* name : {"陈大武", "陈文", "王三", "?三"}) {
    EXPECT_EQ(AnsweredWith(name), "NOT_FOUND N00 NONE_REGISTERED") << name;
  }
  EXPECT_EQ(AnsweredWith("陳大文", "", kBirth + 1), "NOT_FOUND N00 NONE_REGISTERED");
}

TEST_F(CandidatesTest, AFormerNameIsLookedForTheSameWay) {
  Given({Old("J310104-2012-000051", "陳大文")});
  Question question = About("王三", kNumber, "MARITAL");
  question.subject.former_names = {"陈大文"};

  EXPECT_EQ(Answered(question), "INCONCLUSIVE I04");
}

TEST_F(CandidatesTest, ThePersonsOwnRecordsComeBeforeThoseOfTheDay) {
  std::vector<Record> records;
  for (int i = 0; i < 300; ++i) {
    records.push_back(Old(absl::StrFormat("J310104-2012-%06d", 100 + i), "陈大武"));
  }
  Record own = Old("J310104-2020-000052", "陈大文", kNumber);
  own.registration_date = absl::CivilDay(2020, 1, 2);
  records.push_back(own);
  Given(records);

  EXPECT_EQ(Answered(About("陈大文", kNumber, "MARITAL")), "VERIFIED V00 MARRIED");
}

TEST_F(CandidatesTest, AnOldNumberThatComesAgainIsARecordOfEachDay) {
  constexpr char kOldNumber[] = "沪徐结字第123号";
  Record first = Old(kOldNumber, "陈大文", kNumber);
  Record second = Old(kOldNumber, "张一", "310111199001151010");
  second.registration_date = absl::CivilDay(2013, 3, 4);
  Given({first, second});
  Given({second});  // the same line again is the same record

  for (const Record& record : {first, second}) {
    Question question = WithNumber(About(record.first.name, record.first.id_number), kOldNumber);
    question.claim.registration_date = record.registration_date;
    EXPECT_EQ(Answered(question), "VERIFIED V00 MARRIED");
  }
  const auto found = db_->Read(pg::kNoOffice, [&](pg::Tx& tx) {
    return store_.Find(tx, WithNumber(About("王三", "310111199203051034"), kOldNumber));
  });
  ASSERT_EQ(found->size(), 2);
  EXPECT_EQ(found->front().certificate_number, kOldNumber);
}

}  // namespace
}  // namespace notary::marriage_register
