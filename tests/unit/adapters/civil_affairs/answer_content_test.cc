// What an office makes of a signed answer: what fills the form, and what makes no sense whoever
// signed it.
#include "adapters/civil_affairs/client/answer_content.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/civil_affairs/register/service/convert.h"
#include "platform/rpc/timestamp.h"
#include "platform/time/clock.h"
#include "tests/unit/adapters/civil_affairs/fixtures.h"

namespace notary::civil_affairs {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using Message = agency::v1::Answer;

const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 11, 23, 10, 0, 0), ShanghaiZone());

Message Answered(const marriage_register::Question& question,
                 const std::vector<marriage_register::Record>& records) {
  Message answer = marriage_register::ToProto(
      marriage_register::Decide(question, records, marriage_register::FixtureHoldings()));
  answer.set_reply_number("(2026)沪民核复字第1号");
  *answer.mutable_coverage() = marriage_register::ToProto(marriage_register::FixtureHoldings());
  *answer.mutable_answer_time() = rpc::ToTimestamp(kNow);
  *answer.mutable_data_time() = rpc::ToTimestamp(kNow - absl::Hours(8));
  return answer;
}

// Of a lost certificate.
Message Disclosure(std::vector<marriage_register::Record> records = {
                       marriage_register::Fixtures()[0]}) {
  marriage_register::Question question = marriage_register::About("张一", "310111199001151010");
  question.disclose = true;
  return Answered(question, records);
}

bool IsSoundWith(auto change) {
  Message answer = Disclosure();
  change(answer);
  return IsSound(answer, kNow);
}

TEST(DisclosedTest, IsTheMarriageInForceAndNoneThatWasAnnulledSince) {
  EXPECT_THAT(
      Disclosed(Disclosure(marriage_register::MarriedAndAnnulledSince())),
      ElementsAre(Pair("marriage.authority", "上海市徐汇区民政局"),
                  Pair("marriage.certificate_number", "J310104-2010-000031"),
                  Pair("marriage.registration_date", "2010-05-20"), Pair("spouse.name", "李二")));
}

TEST(DisclosedTest, TheLastCertificateOfTheMarriageCounts) {
  const auto& fixtures = marriage_register::Fixtures();
  marriage_register::Question question = marriage_register::About("孙六", "310111199506301061");
  question.disclose = true;

  const auto disclosed = Disclosed(Answered(question, fixtures));

  EXPECT_EQ(disclosed.at("marriage.certificate_number"), "BJ310105-2019-000004");
  EXPECT_EQ(disclosed.at("marriage.registration_date"), "2017-09-09");
}

TEST(DisclosedTest, NothingWhereTheAnswerNamesNoMarriage) {
  Message answer = Disclosure();
  answer.clear_certificate_numbers();
  EXPECT_THAT(Disclosed(answer), IsEmpty());
}

TEST(SoundAnswerTest, WhatTheRegisterAnswersIsSound) {
  const auto none = marriage_register::About("周七", "310111199607141079", "MARITAL");
  EXPECT_TRUE(IsSound(Disclosure(), kNow));
  EXPECT_TRUE(IsSound(Answered(marriage_register::F1(), marriage_register::Fixtures()), kNow));
  EXPECT_TRUE(IsSound(Answered(none, marriage_register::Fixtures()), kNow));
}

TEST(SoundAnswerTest, AnAnswerThatIsNotKeptHasNoNumber) {
  Message answer;
  answer.set_outcome(Message::UNAVAILABLE);
  answer.set_reason_code("U03");
  EXPECT_TRUE(IsSound(answer, kNow));
  answer.set_outcome(Message::REJECTED);
  answer.set_reason_code("R06");
  *answer.mutable_answer_time() = rpc::ToTimestamp(kNow);
  EXPECT_TRUE(IsSound(answer, kNow));
  answer.set_reason_code("R05");
  EXPECT_FALSE(IsSound(answer, kNow));
}

TEST(SoundAnswerTest, TheCodeIsOneOfTheOutcome) {
  for (const char* code : {"", "V", "V0", "v00", "V001", "V0\x01", "M01", "N00", "已核"}) {
    EXPECT_FALSE(IsSoundWith([&](Message& a) { a.set_reason_code(code); })) << code;
  }
  EXPECT_FALSE(IsSoundWith([](Message& a) { a.clear_outcome(); }));
}

TEST(SoundAnswerTest, TheNumberIsThereAndFitsTheFile) {
  EXPECT_FALSE(IsSoundWith([](Message& a) { a.clear_reply_number(); }));
  EXPECT_FALSE(IsSoundWith([](Message& a) { a.set_reply_number(std::string(101, '1')); }));
  EXPECT_TRUE(IsSoundWith([](Message& a) { a.set_reply_number(std::string(100, '1')); }));
  EXPECT_FALSE(IsSoundWith([](Message& a) { a.set_reply_number("1\n2"); }));
}

TEST(SoundAnswerTest, ThatNothingWasFoundComesWithWhatWasSearched) {
  const auto none = marriage_register::About("周七", "310111199607141079", "MARITAL");
  Message answer = Answered(none, marriage_register::Fixtures());
  answer.clear_coverage();
  EXPECT_FALSE(IsSound(answer, kNow));
}

TEST(SoundAnswerTest, DataIsOlderThanTheAnswerAndTheAnswerThanNow) {
  const auto with = [](absl::Duration data, absl::Duration answer) {
    return IsSoundWith([&](Message& a) {
      *a.mutable_data_time() = rpc::ToTimestamp(kNow + data);
      *a.mutable_answer_time() = rpc::ToTimestamp(kNow + answer);
    });
  };
  EXPECT_TRUE(with(absl::ZeroDuration(), absl::ZeroDuration()));
  EXPECT_TRUE(with(absl::ZeroDuration(), absl::Minutes(1))) << "the clocks of two houses";
  EXPECT_FALSE(with(absl::ZeroDuration(), absl::Minutes(3)));
  EXPECT_FALSE(with(-absl::Hours(1), -absl::Hours(2)));
  EXPECT_FALSE(with(-absl::Hours(24 * 365 * 100), absl::ZeroDuration()));
  EXPECT_FALSE(IsSoundWith([](Message& a) { a.clear_answer_time(); }));
}

TEST(SoundAnswerTest, WhatItDisclosesIsTextThatAFormCanHold) {
  const auto with = [](auto change) {
    return IsSoundWith([&](Message& a) { change(*a.mutable_records(0)); });
  };
  EXPECT_FALSE(with([](auto& r) { r.mutable_spouse()->set_name("李\x01二"); }));
  EXPECT_FALSE(with([](auto& r) { r.mutable_spouse()->set_name("李\u202E二"); }));
  EXPECT_FALSE(with([](auto& r) { r.mutable_spouse()->set_name(std::string(51, 'A')); }));
  EXPECT_FALSE(with([](auto& r) { r.set_registration_date("20.5.2016"); }));
  EXPECT_FALSE(with([](auto& r) { r.set_authority(std::string(61, 'A')); }));
}

}  // namespace
}  // namespace notary::civil_affairs
