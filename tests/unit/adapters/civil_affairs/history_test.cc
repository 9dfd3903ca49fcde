// Which marriage an end or a replacement is about, when the register does not hold all of them.
#include "adapters/civil_affairs/register/domain/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/civil_affairs/fixtures.h"

namespace notary::marriage_register {
namespace {

constexpr char kElsewhere[] = "J320102-2005-000041";

// The subject of F1 and this spouse.
Record Event(RecordKind kind, const std::string& number, absl::CivilDay day,
             const std::string& spouse, const std::string& refers_to = "") {
  Record record = Fixtures()[0];
  record.kind = kind;
  record.certificate_number = number;
  record.registration_date = day;
  record.second = {.name = spouse};
  record.refers_to = refers_to;
  return record;
}

Record Marriage(const std::string& spouse, absl::CivilDay day = absl::CivilDay(2010, 5, 20)) {
  return Event(RecordKind::kMarriage, "J310104-2010-000042", day, spouse);
}

Record Divorce(const std::string& spouse, const std::string& refers_to,
               absl::CivilDay day = absl::CivilDay(2010, 5, 20)) {
  return Event(RecordKind::kDivorce, "L310104-2010-000043", day, spouse, refers_to);
}

std::string About2010(const std::vector<Record>& records) {
  const Question question = WithNumber(About("张一", "310111199001151010"), "J310104-2010-000042");
  return InShort(Decide(question, records, FixtureHoldings()));
}

TEST(HistoryTest, TheEndOfAMarriageElsewhereLeavesThatOfTheSameDayInForce) {
  EXPECT_EQ(About2010({Divorce("赵四", kElsewhere), Marriage("李二")}), "VERIFIED V00 MARRIED");
  EXPECT_EQ(About2010({Divorce("赵四", ""), Marriage("李二")}), "VERIFIED V00 MARRIED");
  // Divorced and married again to the same spouse on one day.
  EXPECT_EQ(About2010({Divorce("李二", kElsewhere), Marriage("李二")}), "VERIFIED V00 MARRIED");
}

TEST(HistoryTest, AnEndFromTheSameSpouseEndsTheMarriageWhateverNumberItNames) {
  const absl::CivilDay later(2012, 1, 4);
  const char* ended = "MISMATCH M07 DIVORCED_BY_REGISTRATION";

  EXPECT_EQ(About2010({Marriage("李二"), Divorce("李二", "", later)}), ended);
  EXPECT_EQ(About2010({Marriage("李二"), Divorce("李二", "BJ310104-2011-000044", later)}), ended);
  EXPECT_EQ(About2010({Marriage("李二"), Divorce("李?", "", later)}), ended);
  // A spouse who goes by another given name since.
  EXPECT_EQ(About2010({Marriage("李二"), Divorce("李三", "", later)}), ended);
}

TEST(HistoryTest, AReplacementOfACertificateElsewhereIsAnotherMarriage) {
  const Record replacement = Event(RecordKind::kReplacementOfMarriage, "BJ310104-2008-000045",
                                   absl::CivilDay(2011, 3, 1), "赵四", kElsewhere);

  EXPECT_EQ(About2010({Marriage("李二"), replacement}), "INCONCLUSIVE I01 UNKNOWN");
  EXPECT_EQ(About2010({Marriage("李二"), replacement,
                       Divorce("赵四", kElsewhere, absl::CivilDay(2012, 1, 4))}),
            "VERIFIED V00 MARRIED");
}

TEST(HistoryTest, AnOldNumberIsReferredToInAnyBrackets) {
  const std::string csv =
      "kind,certificate_number,registration_date,authority,refers_to,hold,first_name,first_id_type,"
      "first_id_number,first_birth_date,second_name,second_id_type,second_id_number,"
      "second_birth_date\n"
      "DIVORCE,L310104-2010-000043,2010-05-20,,(95)徐字第1234号,NONE,张一,,,,李二,,,\n";

  EXPECT_EQ(ParseRecords(csv, kToday)->front().refers_to, "（95）徐字第1234号");
}

}  // namespace
}  // namespace notary::marriage_register
