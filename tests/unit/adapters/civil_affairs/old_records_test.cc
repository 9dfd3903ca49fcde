// What old records are worth (domain.md 5.1, 6.1): numbers typed wrongly or of a passport that has
// changed since, certificates of which only the replacement is held, numbers that recur.
#include <gtest/gtest.h>

#include "tests/unit/adapters/civil_affairs/fixtures.h"

namespace notary::marriage_register {
namespace {

constexpr char kMistyped[] = "310111199001151011";  // F1's number but for its last digit

Question Facts() { return About("张一", "310111199001151010", "MARITAL"); }

Question FactsByPassport(const std::string& type, const std::string& number) {
  Question question = About("张一", number, "MARITAL");
  question.subject.id_type = type;
  question.subject.birth_date = absl::CivilDay(1990, 1, 15);
  return question;
}

Record Marriage() { return Fixtures()[0]; }

Record Under(const std::string& type, const std::string& number) {
  Record record = Marriage();
  record.first.id_type = type;
  record.first.id_number = number;
  return record;
}

std::string Answered(const Question& question, const std::vector<Record>& records) {
  return InShort(Decide(question, records, FixtureHoldings()));
}

TEST(OldRecordsTest, ANumberThatCannotBeOneIsNobodyElses) {
  EXPECT_EQ(Answered(Facts(), {Under("CITIZEN_ID", kMistyped)}), "INCONCLUSIVE I04");
  EXPECT_EQ(Answered(Facts(), {Under("", kMistyped)}), "INCONCLUSIVE I04");
  EXPECT_EQ(Answered(F1(), {Under("CITIZEN_ID", kMistyped)}), "INCONCLUSIVE I04");
}

TEST(OldRecordsTest, AnEndWithSuchANumberKeepsTheMarriageFromBeingVerified) {
  Record divorce = Under("CITIZEN_ID", kMistyped);
  divorce.kind = RecordKind::kDivorce;
  divorce.certificate_number = "L310104-2020-000021";
  divorce.registration_date = absl::CivilDay(2020, 1, 2);

  EXPECT_EQ(Answered(Facts(), {Marriage(), divorce}), "INCONCLUSIVE I04");
}

TEST(OldRecordsTest, TheSpousesMistypedNumberIsNoOtherSpouse) {
  Record record = Marriage();
  record.second.id_number = "310111199102201022";

  EXPECT_EQ(Answered(F1(), {record}), "INCONCLUSIVE I04 MARRIED");
}

TEST(OldRecordsTest, AnotherPassportIsNotAnotherPerson) {
  const Question chinese = FactsByPassport("PRC_PASSPORT", "E87654321");
  const Question foreign = FactsByPassport("FOREIGN_PASSPORT", "Y7654321");

  EXPECT_EQ(Answered(chinese, {Under("PRC_PASSPORT", "G12345678")}), "INCONCLUSIVE I04");
  EXPECT_EQ(Answered(foreign, {Under("FOREIGN_PASSPORT", "X1234567")}), "INCONCLUSIVE I06");
}

TEST(OldRecordsTest, ACertificateUnderAnotherPassportMayBeTheirs) {
  Question question =
      WithNumber(FactsByPassport("PRC_PASSPORT", "E87654321"), Marriage().certificate_number);
  question.subject.birth_date.reset();

  EXPECT_EQ(Answered(question, {Under("PRC_PASSPORT", "G12345678")}), "INCONCLUSIVE I04");
}

TEST(OldRecordsTest, WhoIsNotNamedSoOrWasBornOnAnotherDayIsAnotherPerson) {
  Record named = Under("PRC_PASSPORT", "G12345678");
  named.first.name = "王三";
  Record born = Under("CITIZEN_ID", kMistyped);
  born.first.birth_date = absl::CivilDay(1991, 1, 15);

  EXPECT_EQ(Answered(FactsByPassport("PRC_PASSPORT", "E87654321"), {named}),
            "NOT_FOUND N00 NONE_REGISTERED");
  EXPECT_EQ(Answered(Facts(), {born}), "NOT_FOUND N00 NONE_REGISTERED");
  EXPECT_EQ(Answered(Facts(), {Under("CITIZEN_ID", "310111199001152048")}),
            "NOT_FOUND N00 NONE_REGISTERED");
}

// F1's marriage by the certificate that was issued again in 2019, elsewhere.
Record Replacement(const std::string& of) {
  Record record = Marriage();
  record.kind = RecordKind::kReplacementOfMarriage;
  record.certificate_number = "BJ310105-2019-000023";
  record.registration_date = absl::CivilDay(2019, 1, 2);
  record.authority = "上海市长宁区民政局";
  record.refers_to = of;
  return record;
}

TEST(OldRecordsTest, WhatAReplacementDoesNotSayIsInAnArchive) {
  for (const char* of : {"", "J310104-2016-000001"}) {
    const Answer answer = Decide(F1(), {Replacement(of)}, FixtureHoldings());

    EXPECT_EQ(InShort(answer), "INCONCLUSIVE I02 MARRIED");
    EXPECT_EQ(answer.ticket, Ticket::kArchive);
  }
}

TEST(OldRecordsTest, AReplacementSaysWhatItSays) {
  Question question = F1();
  question.claim.authority.clear();
  question.claim.registration_date = absl::CivilDay(2019, 1, 2);
  EXPECT_EQ(Answered(question, {Replacement("J310104-2016-000001")}), "VERIFIED V02 MARRIED");

  question.claim.spouse.name = "赵四";
  EXPECT_EQ(Answered(question, {Replacement("J310104-2016-000001")}), "MISMATCH M06 MARRIED");
}

TEST(OldRecordsTest, AnOldNumberIsAnothersOnlyWithItsDay) {
  Record others = Fixtures()[1];
  others.certificate_number = "沪徐结字第123号";
  others.registration_date = absl::CivilDay(1992, 3, 8);
  Question question = WithNumber(About("张一", "310111199001151010"), "沪徐结字第123号");
  EXPECT_EQ(Answered(question, {others}), "INCONCLUSIVE I07");
  question.claim.registration_date = absl::CivilDay(1987, 5, 20);
  EXPECT_EQ(Answered(question, {others}), "INCONCLUSIVE I07");
  others.hold = Hold::kSealed;
  EXPECT_EQ(Answered(question, {others}), "INCONCLUSIVE I07");

  question.claim.registration_date = others.registration_date;
  EXPECT_EQ(Answered(question, {others}), "INCONCLUSIVE I08");
  others.hold = Hold::kNone;
  EXPECT_EQ(Answered(question, {others}), "MISMATCH M02 M01");
}

}  // namespace
}  // namespace notary::marriage_register
