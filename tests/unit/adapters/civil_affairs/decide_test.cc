// Every row of domain.md 6.6 that a register can decide, on records made for it.
#include "adapters/civil_affairs/register/domain/decide.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "tests/unit/adapters/civil_affairs/fixtures.h"

namespace notary::marriage_register {
namespace {

using Change = std::function<void(Question&, std::vector<Record>&)>;

// One record: F1's marriage.
Record Marriage() { return Fixtures()[0]; }

Record Event(RecordKind kind, const std::string& number, absl::CivilDay day,
             const std::string& refers_to) {
  Record record = Marriage();
  record.kind = kind;
  record.certificate_number = number;
  record.registration_date = day;
  record.refers_to = refers_to;
  return record;
}

Record Divorce(const std::string& of = "J310104-2016-000001") {
  return Event(RecordKind::kDivorce, "L310104-2020-000021", absl::CivilDay(2020, 1, 2), of);
}

Record Remarriage() {
  return Event(RecordKind::kMarriage, "J310104-2021-000022", absl::CivilDay(2021, 2, 3), "");
}

// The subject's record with another spouse.
Record WithSpouse(Record record, const std::string& name) {
  record.second = {.name = name};
  return record;
}

Subject Spouse(const std::string& name, const std::string& number = "",
               const std::string& type = "CITIZEN_ID") {
  return {.name = name, .id_type = type, .id_number = number};
}

// 15 digits: expands to 310111199001151010 or not.
constexpr char kOldNumber[] = "310111900115101";
constexpr char kOtherOldNumber[] = "310111900115103";

struct Row {
  int number;
  const char* expected;
  Change change;
};

std::vector<Row> IdentityRows() {
  return {
      {1, "VERIFIED V00 MARRIED", [](Question&, std::vector<Record>&) {}},
      {3, "VERIFIED V01 MARRIED",
       [](Question&, std::vector<Record>& r) { r[0].first.id_number = kOldNumber; }},
      {4, "INCONCLUSIVE I04",
       [](Question&, std::vector<Record>& r) { r[0].first.id_number = kOtherOldNumber; }},
      {6, "INCONCLUSIVE I04",
       [](Question& q, std::vector<Record>&) {
         q.subject.name = "王三";
         q.subject.former_names = {"张一"};
       }},
      {7, "MISMATCH M01", [](Question& q, std::vector<Record>&) { q.subject.name = "王三"; }},
      {8, "VERIFIED V00 MARRIED",
       [](Question& q, std::vector<Record>&) { q.subject.name = "张·一"; }},
      {9, "INCONCLUSIVE I06 MARRIED",
       [](Question& q, std::vector<Record>& r) {
         r[0].second = {"陳甲", "HONG_KONG_MACAU_PERMIT", "H1234567801", std::nullopt};
         q.claim.spouse = Spouse("陈甲", "H1234567801", "HONG_KONG_MACAU_PERMIT");
       }},
      {9, "INCONCLUSIVE I04 MARRIED",
       [](Question& q, std::vector<Record>& r) {
         r[0].second = {.name = "陳甲"};
         q.claim.spouse = Spouse("陈甲");
       }},
      {10, "INCONCLUSIVE I03",
       [](Question& q, std::vector<Record>& r) {
         r[0].first.name = "吴yan";
         q.subject.name = "吴䶮";
       }},
      {29, "INCONCLUSIVE I04",
       [](Question&, std::vector<Record>& r) {
         std::swap(r[0].first.id_number, r[0].second.id_number);
       }},
      {30, "VERIFIED V01 MARRIED",
       [](Question& q, std::vector<Record>&) {
         q.subject.id_number = "310111199203051034";
         q.subject.former_id_numbers = {"310111199001151010"};
       }},
      {31, "INCONCLUSIVE I01",
       [](Question&, std::vector<Record>& r) {
         r.push_back(WithSpouse(Remarriage(), "赵四"));
         r[1].first.name = "王三";
       }},
      {45, "INCONCLUSIVE I08",
       [](Question&, std::vector<Record>& r) { r[0].hold = Hold::kSealed; }},
      {45, "INCONCLUSIVE I08",
       [](Question&, std::vector<Record>& r) { r[0].hold = Hold::kDisputed; }},
  };
}

std::vector<Row> ValueRows() {
  return {
      {2, "VERIFIED V00 MARRIED",
       [](Question& q, std::vector<Record>&) {
         q.claim = {};
         q.disclose = true;
       }},
      {11, "VERIFIED V02 MARRIED",
       [](Question&, std::vector<Record>& r) {
         r.push_back(Event(RecordKind::kReplacementOfMarriage, "BJ310104-2019-000023",
                           absl::CivilDay(2019, 1, 1), "J310104-2016-000001"));
       }},
      {12, "MISMATCH M03 MARRIED",
       [](Question& q, std::vector<Record>&) {
         q.claim.registration_date = absl::CivilDay(2016, 5, 21);
       }},
      {13, "MISMATCH M06 MARRIED",
       [](Question& q, std::vector<Record>&) { q.claim.spouse = Spouse("赵四"); }},
      {13, "MISMATCH M06 MARRIED",
       [](Question& q, std::vector<Record>&) { q.claim.spouse.id_number = "310111199304181049"; }},
      {19, "INCONCLUSIVE I05 MARRIED",
       [](Question& q, std::vector<Record>&) {
         q.claim.declaration = Declaration::kDivorcedByCourt;
       }},
      {20, "INCONCLUSIVE I05 MARRIED",
       [](Question& q, std::vector<Record>&) { q.claim.declaration = Declaration::kWidowed; }},
      {25, "VERIFIED V00 MARRIED",
       [](Question& q, std::vector<Record>& r) {
         r[0].certificate_number = q.claim.certificate_number = "沪徐结字第123号";
       }},
      {25, "INCONCLUSIVE I07 MARRIED",
       [](Question& q, std::vector<Record>&) { q.claim.certificate_number = "沪徐结字第123号"; }},
      {26, "VERIFIED V01 MARRIED",
       [](Question& q, std::vector<Record>& r) {
         r[0].second = {"SPECIMEN ANNA", "FOREIGN_PASSPORT", "X1234567",
                        absl::CivilDay(1991, 1, 2)};
         q.claim.spouse = Spouse("SPECIMEN ANNA", "Y7654321", "FOREIGN_PASSPORT");
         q.claim.spouse.birth_date = absl::CivilDay(1991, 1, 2);
       }},
      {26, "INCONCLUSIVE I06 MARRIED",
       [](Question& q, std::vector<Record>& r) {
         r[0].second = {"SPECIMEN ANNA", "FOREIGN_PASSPORT", "X1234567", std::nullopt};
         q.claim.spouse = Spouse("SPECIMEN ANNA", "Y7654321", "FOREIGN_PASSPORT");
       }},
  };
}

// Records of old years, without a number or with that of another document (6.1): the name and the
// day of birth are all there is.
std::vector<Row> UnnumberedRows() {
  const auto no_number = [](Party& party) { party.id_number = party.id_type = ""; };
  const auto passport = [](Party& party) {
    party.id_type = "PRC_PASSPORT";
    party.id_number = "E12345678";
  };
  const auto unclaimed = [](Question& q) {
    q.matter = "MARITAL";
    q.claim = {};
  };
  return {
      {0, "INCONCLUSIVE I04",
       [=](Question& q, std::vector<Record>& r) {
         unclaimed(q);
         no_number(r[0].first);
       }},
      {0, "INCONCLUSIVE I04",
       [=](Question& q, std::vector<Record>& r) {
         unclaimed(q);
         passport(r[0].first);
         std::swap(r[0].first, r[0].second);
       }},
      // Beside what is known of the person, one more that may be theirs.
      {0, "INCONCLUSIVE I04",
       [=](Question& q, std::vector<Record>& r) {
         unclaimed(q);
         r.push_back(WithSpouse(Remarriage(), "赵四"));
         no_number(r[1].first);
       }},
      // Another day of birth is another person.
      {0, "NOT_FOUND N00 NONE_REGISTERED",
       [=](Question& q, std::vector<Record>& r) {
         unclaimed(q);
         no_number(r[0].first);
         r[0].first.birth_date = absl::CivilDay(1991, 1, 15);
       }},
      {0, "INCONCLUSIVE I04", [=](Question&, std::vector<Record>& r) { no_number(r[0].first); }},
      // The claimed certificate holds the name and no more.
      {0, "INCONCLUSIVE I04",
       [=](Question&, std::vector<Record>& r) {
         no_number(r[0].first);
         r[0].first.birth_date.reset();
       }},
      {0, "MISMATCH M02",
       [=](Question&, std::vector<Record>& r) {
         no_number(r[0].first);
         r[0].first.birth_date = absl::CivilDay(1991, 1, 15);
       }},
      {0, "INCONCLUSIVE I04 MARRIED",
       [=](Question&, std::vector<Record>& r) { passport(r[0].second); }},
  };
}

// Ends, new beginnings, contradictions.
std::vector<Row> HistoryRows() {
  return {
      {14, "MISMATCH M07 DIVORCED_BY_REGISTRATION",
       [](Question&, std::vector<Record>& r) { r.push_back(Divorce()); }},
      {14, "VERIFIED V00 DIVORCED_BY_REGISTRATION",
       [](Question& q, std::vector<Record>& r) {
         q.matter = "MARITAL";
         r.push_back(Divorce());
       }},
      // The marriage is older than the data, its end is not.
      {14, "MISMATCH M07 DIVORCED_BY_REGISTRATION",
       [](Question&, std::vector<Record>& r) { r = {Divorce("")}; }},
      {14, "INCONCLUSIVE I02 DIVORCED_BY_REGISTRATION",
       [](Question& q, std::vector<Record>& r) {
         r = {Divorce("")};
         q.claim.registration_date = absl::CivilDay(2021, 1, 4);
       }},
      {14, "VERIFIED V00 DIVORCED_BY_REGISTRATION",
       [](Question& q, std::vector<Record>& r) {
         q.matter = "MARITAL";
         q.claim = {};
         r = {Event(RecordKind::kReplacementOfDivorce, "BL310104-2020-000021",
                    absl::CivilDay(2020, 1, 2), "")};
       }},
      {18, "MISMATCH M08 MARRIAGE_ANNULLED",
       [](Question&, std::vector<Record>& r) {
         r = {Event(RecordKind::kAnnulment, "", absl::CivilDay(2020, 1, 2), "")};
       }},
      {15, "MISMATCH M07 MARRIED",
       [](Question&, std::vector<Record>& r) {
         r.push_back(Divorce());
         r.push_back(Remarriage());
       }},
      {15, "VERIFIED V00 MARRIED",
       [](Question& q, std::vector<Record>& r) {
         r.push_back(Divorce());
         r.push_back(Remarriage());
         q.claim.certificate_number = "J310104-2021-000022";
         q.claim.registration_date = absl::CivilDay(2021, 2, 3);
       }},
      {16, "MISMATCH M07 MARRIED",
       [](Question&, std::vector<Record>& r) {
         r.push_back(Divorce());
         r.push_back(WithSpouse(Remarriage(), "赵四"));
       }},
      {17, "INCONCLUSIVE I01 UNKNOWN",
       [](Question&, std::vector<Record>& r) { r.push_back(WithSpouse(Remarriage(), "赵四")); }},
      {18, "MISMATCH M08 MARRIAGE_ANNULLED",
       [](Question&, std::vector<Record>& r) {
         r.push_back(Event(RecordKind::kAnnulment, "L310104-2020-000021",
                           absl::CivilDay(2020, 1, 2), "J310104-2016-000001"));
       }},
  };
}

// Codes of 6.5 that no row names.
std::vector<Row> CodeRows() {
  return {
      {0, "MISMATCH M02",
       [](Question& q, std::vector<Record>&) { q.subject.id_number = "310111199203051034"; }},
      {0, "MISMATCH M02 M01",
       [](Question& q, std::vector<Record>&) { q.subject = Spouse("王三", "310111199203051034"); }},
      {0, "MISMATCH M04 MARRIED",
       [](Question& q, std::vector<Record>&) {
         q.claim.certificate_number = "J310104-2016-000002";
       }},
      {0, "MISMATCH M05 MARRIED",
       [](Question& q, std::vector<Record>&) { q.claim.authority = "上海市杨浦区民政局"; }},
      {0, "VERIFIED V00 MARRIED",
       [](Question& q, std::vector<Record>&) { q.claim.authority = "徐汇"; }},
      {0, "INCONCLUSIVE I04", [](Question& q, std::vector<Record>&) { q.subject.name = "张二"; }},
  };
}

std::vector<Row> AbsenceRows() {
  const auto clear = [](auto change) -> Change {
    return [change](Question& q, std::vector<Record>& r) {
      r.clear();
      q.claim = {};
      q.matter = "MARITAL";
      change(q);
    };
  };
  return {
      {21, "NOT_FOUND N00 NONE_REGISTERED",
       clear([](Question& q) { q.as_of = absl::CivilDay(2009, 1, 1); })},
      {22, "INCONCLUSIVE I02",
       clear([](Question& q) { q.claim.registration_date = absl::CivilDay(1985, 1, 1); })},
      {22, "INCONCLUSIVE I02", clear([](Question& q) { q.from = absl::CivilDay(1985, 1, 1); })},
      {23, "NOT_FOUND N00 NONE_REGISTERED",
       clear([](Question& q) { q.claim.declaration = Declaration::kNeverRegistered; })},
      {24, "INCONCLUSIVE I02",
       clear([](Question& q) { q.claim.certificate_number = "J310104-2016-000001"; })},
      {25, "INCONCLUSIVE I07",
       clear([](Question& q) { q.claim.certificate_number = "沪徐结字第123号"; })},
      {27, "NOT_FOUND N00 NONE_REGISTERED",
       clear([](Question& q) { q.claim.place = Place::kAbroad; })},
      {28, "INCONCLUSIVE I02", clear([](Question& q) { q.claim.place = Place::kEmbassy; })},
  };
}

void CheckRows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    Question question = F1();
    std::vector<Record> records = {Marriage()};
    row.change(question, records);

    const Answer answer = Decide(question, records, FixtureHoldings());

    EXPECT_EQ(InShort(answer), row.expected) << "row " << row.number;
    EXPECT_FALSE(CodeText(answer.code).zh.empty()) << answer.code;
    if (answer.outcome == Outcome::kInconclusive) {
      EXPECT_NE(answer.ticket, Ticket::kNone) << "row " << row.number;
    }
  }
}

TEST(DecideTest, DoubtsAboutThePerson) { CheckRows(IdentityRows()); }
TEST(DecideTest, ClaimedValues) { CheckRows(ValueRows()); }
TEST(DecideTest, RecordsWithoutANumber) { CheckRows(UnnumberedRows()); }
TEST(DecideTest, WhatFollowedAMarriage) { CheckRows(HistoryRows()); }
TEST(DecideTest, RemainingCodes) { CheckRows(CodeRows()); }
TEST(DecideTest, WhatNoRecordMeans) { CheckRows(AbsenceRows()); }

TEST(DecideTest, ADoubtfulOrRefusedPersonLearnsNothingOfTheRecord) {
  for (const Row& row : IdentityRows()) {
    Question question = F1();
    question.disclose = true;
    std::vector<Record> records = {Marriage()};
    row.change(question, records);

    const Answer answer = Decide(question, records, FixtureHoldings());

    if (answer.registration) continue;  // the person is known
    EXPECT_TRUE(answer.records.empty()) << "row " << row.number;
    EXPECT_TRUE(answer.certificate_numbers.empty()) << "row " << row.number;
  }
}

TEST(DecideTest, DiscloseListsAllRecordsInOrder) {
  Question question = About("王三", "310111199203051034", "MARITAL");
  question.disclose = true;

  const Answer answer = Decide(question, Fixtures(), FixtureHoldings());

  ASSERT_EQ(answer.records.size(), 2);
  EXPECT_EQ(answer.records[0].certificate_number, "J310110-2018-000002");
  EXPECT_EQ(answer.records[1].certificate_number, "L310110-2021-000003");
}

TEST(DecideTest, WhatWasComparedIsWhatIsSaidToMatch) {
  const Answer known =
      Decide(About("张一", "310111199001151010", "MARITAL"), {Marriage()}, FixtureHoldings());
  EXPECT_EQ(known.fields, (std::vector<FieldResult>{{Field::kName, Result::kMatch},
                                                    {Field::kIdNumber, Result::kMatch}}));
  const Answer unnamed =
      Decide(About("", "310111199001151010", "MARITAL"), {Marriage()}, FixtureHoldings());
  EXPECT_EQ(unnamed.fields[0], (FieldResult{Field::kName, Result::kNotHeld}));
}

// A 2010 in force, B 2012 annulled in 2013 (6.5: the latest effective event decides).
TEST(DecideTest, DiscloseNamesTheMarriageInForce) {
  Question question = About("张一", "310111199001151010");
  question.disclose = true;
  const std::vector<Record> records = MarriedAndAnnulledSince();

  for (const char* matter : {"CERT_MARRIAGE", "MARITAL"}) {
    question.matter = matter;
    const Answer answer = Decide(question, records, FixtureHoldings());

    EXPECT_EQ(InShort(answer), "VERIFIED V00 MARRIED");
    EXPECT_EQ(answer.records.size(), 3);
    EXPECT_THAT(answer.certificate_numbers, ::testing::ElementsAre("J310104-2010-000031"));
  }
}

TEST(DecideTest, TheOrderOfThePartiesMeansNothing) {
  std::vector<Record> records = {Marriage()};
  std::swap(records[0].first, records[0].second);

  EXPECT_EQ(InShort(Decide(F1(), records, FixtureHoldings())), "VERIFIED V00 MARRIED");
}

}  // namespace
}  // namespace notary::marriage_register
