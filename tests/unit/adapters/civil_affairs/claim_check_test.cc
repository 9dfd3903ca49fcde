// Claimed values that could pass without having been compared.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/civil_affairs/register/domain/authority.h"
#include "tests/unit/adapters/civil_affairs/fixtures.h"

namespace notary::marriage_register {
namespace {

using ::testing::Contains;

Answer Answered(const Question& question, const std::vector<Record>& records) {
  return Decide(question, records, FixtureHoldings());
}

Record Replacement() {
  Record record = Fixtures()[0];
  record.kind = RecordKind::kReplacementOfMarriage;
  record.certificate_number = "BJ310104-2019-000023";
  record.registration_date = absl::CivilDay(2019, 1, 2);
  record.authority.clear();
  record.refers_to = Fixtures()[0].certificate_number;
  return record;
}

TEST(AuthorityTest, OneAuthorityHasManyNames) {
  const auto match = [](const char* claimed, const char* recorded) {
    return MatchAuthority(claimed, recorded);
  };
  for (const char* name : {"徐汇", "徐汇区", "徐汇区民政局", "上海市徐汇区", "上海市徐汇区 民政局",
                           "上海市徐汇区民政局婚姻登记处"}) {
    EXPECT_EQ(match(name, "上海市徐汇区民政局"), AuthorityMatch::kEqual) << name;
    EXPECT_EQ(match("上海市徐汇区民政局", name), AuthorityMatch::kEqual) << name;
  }
  EXPECT_EQ(match("浦东", "上海市浦东新区民政局"), AuthorityMatch::kEqual);
  EXPECT_EQ(match("上海", "上海市民政局"), AuthorityMatch::kEqual);
  for (const char* vague : {"民政局", "局", "区", "新区", "市民政局", "徐", "上海", "上海市"}) {
    EXPECT_EQ(match(vague, "上海市徐汇区民政局"), AuthorityMatch::kVague) << vague;
  }
  for (const char* other : {"杨浦", "上海市杨浦区民政局", "上海县民政局", "江苏省南京市民政局"}) {
    EXPECT_EQ(match(other, "上海市徐汇区民政局"), AuthorityMatch::kDifferent) << other;
  }
  EXPECT_EQ(match("上海县", "上海市民政局"), AuthorityMatch::kDifferent);
  EXPECT_FALSE(NamesAnAuthority(""));
  EXPECT_FALSE(NamesAnAuthority("民政局"));
}

TEST(ClaimCheckTest, AReplacementWithoutAnAuthorityMatchesNone) {
  Question question = F1();
  question.claim.authority = "上海市杨浦区民政局";

  EXPECT_EQ(InShort(Answered(question, {Fixtures()[0], Replacement()})), "MISMATCH M05 MARRIED");
}

TEST(ClaimCheckTest, WordsThatAllAuthoritiesShareNameNone) {
  Question question = F1();
  question.claim.authority = "民政局";

  const Answer answer = Answered(question, {Fixtures()[0]});

  EXPECT_EQ(InShort(answer), "INCONCLUSIVE I04 MARRIED");
  EXPECT_THAT(answer.fields, Contains(FieldResult{Field::kAuthority, Result::kUnclear}));
}

TEST(ClaimCheckTest, WhatNoRecordHoldsIsNotCompared) {
  Record record = Fixtures()[0];
  record.authority.clear();

  EXPECT_THAT(Answered(F1(), {record}).fields,
              Contains(FieldResult{Field::kAuthority, Result::kNotHeld}));
}

TEST(ClaimCheckTest, ASpouseIsComparedByNumberAlone) {
  Question question = F1();
  question.claim.spouse = {.id_type = "CITIZEN_ID", .id_number = "310111199304181049"};
  EXPECT_EQ(InShort(Answered(question, {Fixtures()[0]})), "MISMATCH M06 MARRIED");

  question.claim.spouse.id_number = "310111199102201021";
  EXPECT_EQ(InShort(Answered(question, {Fixtures()[0]})), "VERIFIED V00 MARRIED");
}

TEST(ClaimCheckTest, ASpouseBornOnAnotherDayIsForAPersonToJudge) {
  Question question = F1();
  question.claim.spouse = {.name = "李二", .birth_date = absl::CivilDay(1991, 2, 21)};
  EXPECT_EQ(InShort(Answered(question, {Fixtures()[0]})), "INCONCLUSIVE I04 MARRIED");

  question.claim.spouse.birth_date = absl::CivilDay(1991, 2, 20);
  EXPECT_EQ(InShort(Answered(question, {Fixtures()[0]})), "VERIFIED V00 MARRIED");
}

TEST(ClaimCheckTest, TheMarriageMeantIsFoundByTheSpousesNumber) {
  std::vector<Record> records = MarriedAndAnnulledSince();
  records[1].second = records[2].second = {
      .name = "赵四", .id_type = "CITIZEN_ID", .id_number = "310111199304181049"};
  Question question = About("张一", "310111199001151010");
  question.claim.spouse = {.id_type = "CITIZEN_ID", .id_number = "310111199304181049"};

  EXPECT_EQ(InShort(Answered(question, records)), "MISMATCH M08 MARRIED");
}

}  // namespace
}  // namespace notary::marriage_register
