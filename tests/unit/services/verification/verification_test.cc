// What is never sent, and when what got no answer is sent again.
#include "services/verification/domain/verification.h"

#include <gtest/gtest.h>

#include "platform/time/clock.h"

namespace notary::verification {
namespace {

const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 11, 23, 10, 0, 0), ShanghaiZone());

Question F1() {
  return {.office = "xuhui",
          .accept_time = kNow - absl::Hours(24),
          .fact = "MARRIAGE_RECORD",
          .mode = "VERIFY",
          .officer = "staff/n1",
          .claims = {{"applicant.name", "张一"}, {"applicant.id_number", "310111199001151010"}},
          .consent_time = kNow - absl::Hours(25)};
}

std::string Reason(auto change) {
  Question question = F1();
  change(question);
  return ReasonNotToSend(question, kNow);
}

TEST(ReasonNotToSendTest, DecidesBeforeAnythingLeaves) {
  EXPECT_EQ(Reason([](Question&) {}), "");
  EXPECT_EQ(Reason([](Question& q) { q.consent_time.reset(); }), "R01");
  EXPECT_EQ(Reason([](Question& q) { q.accept_time = kNow + absl::Hours(1); }), "R02");
  EXPECT_EQ(Reason([](Question& q) { q.accept_time = kNow + absl::Minutes(1); }), "")
      << "the clock of another machine may be a little ahead";
  EXPECT_EQ(Reason([](Question& q) { q.mode = "DISCLOSE"; }), "R03");
  EXPECT_EQ(Reason([](Question& q) { q.fact = "EDUCATION"; }), "L02");
}

TEST(ReasonNotToSendTest, AChildIsCertifiedFromAgeAlone) {
  EXPECT_EQ(Reason([](Question& q) { q.claims["applicant.id_number"] = "310111201509011094"; }),
            "L01");
}

TEST(ReasonNotToSendTest, WhoAgreesIsAnotherPerson) {
  const auto disclose = [](const char* supervisor) {
    return Reason([&](Question& q) {
      q.mode = "DISCLOSE";
      q.supervisor = supervisor;
    });
  };
  EXPECT_EQ(disclose("staff/n1"), "R03");
  EXPECT_EQ(disclose("staff/h1"), "");
}

TEST(ReasonNotToSendTest, AClaimThatNamesNobodyIsNoQuestion) {
  const auto claimed = [](const char* field, const char* value) {
    return Reason([&](Question& q) { q.claims[field] = value; });
  };
  EXPECT_EQ(claimed("applicant.id_number", "310111199001151011"), "L03") << "a wrong check digit";
  EXPECT_EQ(claimed("applicant.id_number", ""), "L03");
  EXPECT_EQ(claimed("applicant.name", ""), "L03");
  EXPECT_EQ(claimed("applicant.id_type", "LIBRARY_CARD"), "L03");
}

TEST(AskAgainTest, WhenTheAgencySaysAndOnTheNextDayAtTheLatest) {
  const absl::Time now = absl::UnixEpoch();
  EXPECT_EQ(AskAgainAt(now, 2, std::nullopt), now + absl::Seconds(30));
  EXPECT_EQ(AskAgainAt(now, 2, now + absl::Hours(8)), now + absl::Hours(8));
  EXPECT_EQ(AskAgainAt(now, 2, now + absl::Seconds(1)), now + absl::Seconds(30));
  EXPECT_EQ(AskAgainAt(now, 2, now + absl::Hours(9000)), now + absl::Hours(33))
      << "a slip in the announcement";
}

TEST(RetryDelayTest, GrowsToAnHourAndStaysThere) {
  EXPECT_EQ(RetryDelay(1), absl::Seconds(5));
  EXPECT_EQ(RetryDelay(2), absl::Seconds(30));
  EXPECT_EQ(RetryDelay(3), absl::Minutes(2));
  EXPECT_EQ(RetryDelay(4), absl::Minutes(10));
  EXPECT_EQ(RetryDelay(5), absl::Hours(1));
  EXPECT_EQ(RetryDelay(500), absl::Hours(1));
}

TEST(LetterNumberTest, IsThatOfTheOffice) {
  EXPECT_EQ(LetterNumber("沪徐", 2026, 12), "(2026)沪徐证核字第12号");
}

}  // namespace
}  // namespace notary::verification
