#include "services/application/domain/answers.h"

#include <gtest/gtest.h>

#include "platform/base/error.h"

namespace notary::application {
namespace {

const std::vector<std::string> kFacts = {"MARRIAGE_RECORD"};

Case With(Verification v) {
  Case c;
  v.fact = "MARRIAGE_RECORD";
  c.verifications.push_back(std::move(v));
  return c;
}

std::string Against(Verification v) { return ReasonOf(AnswersSupport(With(std::move(v)), kFacts)); }

TEST(AnswersTest, AnAnswerOrAnOpinionSupports) {
  EXPECT_EQ(AnswersSupport(With({.outcome = "VERIFIED"}), kFacts), absl::OkStatus());
  EXPECT_EQ(AnswersSupport(With({.outcome = "INCONCLUSIVE", .opinion = "已核"}), kFacts),
            absl::OkStatus());
  EXPECT_EQ(Against({.outcome = "INCONCLUSIVE"}), "VERIFICATION_NOT_SUPPORTING");
  EXPECT_EQ(Against({}), "VERIFICATION_OPEN");
}

// A certificate that no record was found does not rest on a record (domain.md 6.6 rows 14, 23).
TEST(AnswersTest, ARecordThatWasFoundSpeaksAgainstThatThereIsNone) {
  const auto none = [](std::string outcome, std::string opinion, std::string mode = "VERIFY") {
    return Verification{.mode = std::move(mode),
                        .outcome = std::move(outcome),
                        .opinion = std::move(opinion),
                        .supporting_outcome = "NOT_FOUND",
                        .confirm_time = absl::UnixEpoch()};
  };
  EXPECT_EQ(Against(none("VERIFIED", "")), "VERIFICATION_NOT_SUPPORTING");
  EXPECT_EQ(Against(none("VERIFIED", "已核")), "VERIFICATION_NOT_SUPPORTING");
  EXPECT_EQ(Against(none("NOT_FOUND", "")), "VERIFICATION_NOT_SUPPORTING");
  EXPECT_EQ(Against(none("NOT_FOUND", "已核")), "");
  EXPECT_EQ(Against(none("VERIFIED", "已函查", kByHand)), "");
}

TEST(AnswersTest, ARecordIsAskedForWhereThePlanHasIt) {
  EXPECT_EQ(MayDisclose({.fact = "MARRIAGE_RECORD"}), absl::OkStatus());
  EXPECT_EQ(ReasonOf(MayDisclose({.fact = "MARRIAGE_RECORD", .compared_only = true})),
            "DISCLOSE_NOT_IN_PLAN");
}

TEST(AnswersTest, AnAnswerAboutSomethingElseDoesNotCount) {
  EXPECT_EQ(Against({.outcome = "VERIFIED", .claim_changed = true}),
            "VERIFICATION_OF_EARLIER_CLAIM");
}

TEST(AnswersTest, WhatWasFoundByHandEndsTheWaitForItsFact) {
  Case c = With({.mode = "VERIFY", .blocking = true});
  EXPECT_TRUE(HoldsTheClock(c));
  EXPECT_FALSE(HoldsTheClock(c, "MARRIAGE_RECORD"));
  c.verifications.push_back({.fact = "MARRIAGE_RECORD",
                             .mode = kByHand,
                             .outcome = "VERIFIED",
                             .reason_code = "INSPECT"});
  EXPECT_FALSE(HoldsTheClock(c));
  EXPECT_EQ(ReasonOf(AnswersSupport(c, kFacts)), "FINDING_UNCONFIRMED");
  c.verifications.back().confirm_time = absl::UnixEpoch();
  EXPECT_EQ(AnswersSupport(c, kFacts), absl::OkStatus());
}

// The party said later that it has no such paper: it can neither be asked about, nor be missed.
TEST(AnswersTest, WhatLeftThePlanIsNeitherNeededNorRenewed) {
  Case c = With({.outcome = "VERIFIED"});
  c.verifications.push_back(
      {.fact = "BIRTH_RECORD", .mode = "VERIFY", .outcome = "MISMATCH", .claim_changed = true});
  EXPECT_EQ(AnswersSupport(c, kFacts), absl::OkStatus());
  EXPECT_EQ(ReasonOf(AnswersSupport(c, {"MARRIAGE_RECORD", "BIRTH_RECORD"})),
            "VERIFICATION_OF_EARLIER_CLAIM");
  EXPECT_EQ(LatestOfEachFact(c).size(), 2);
  EXPECT_EQ(LatestOf(c, kFacts).size(), 1);
}

// Row 33: accepted once, and heard.
TEST(AnswersTest, AnAgencyThatAnswersAfterwardsIsNotPassedOver) {
  Case c = With({.mode = "VERIFY", .outcome = "MISMATCH", .ask_revision = 3, .answer_revision = 9});
  c.verifications.push_back({.fact = "MARRIAGE_RECORD",
                             .mode = kByHand,
                             .outcome = "VERIFIED",
                             .reason_code = kMeansAlone,
                             .ask_revision = 5,
                             .answer_revision = 5});
  Verification& late = c.verifications[0];
  EXPECT_EQ(ReasonOf(AnswersSupport(c, kFacts)), "VERIFICATION_CONTRADICTED");
  late.opinion = "登记机关已更正";
  EXPECT_EQ(AnswersSupport(c, kFacts), absl::OkStatus());
  late.opinion.clear();
  late.outcome = "VERIFIED";
  EXPECT_EQ(AnswersSupport(c, kFacts), absl::OkStatus());
  late.outcome = "MISMATCH";
  late.claim_changed = true;
  EXPECT_EQ(AnswersSupport(c, kFacts), absl::OkStatus()) << "it was about something else";
  late.claim_changed = false;
  late.answer_revision = 4;
  EXPECT_EQ(AnswersSupport(c, kFacts), absl::OkStatus()) << "the notary had it before them";
}

TEST(AnswersTest, AnAnswerIsOfTheDayOnWhichItWasAskedFor) {
  const absl::Time asked = absl::UnixEpoch();
  const auto day = [&](int n) { return asked + n * absl::Hours(24); };
  Verification v{.ask_time = asked, .answer_time = day(5), .data_time = day(5)};
  v.stale_after_days = 7;
  EXPECT_FALSE(IsStale(v, day(7)));
  EXPECT_TRUE(IsStale(v, day(8))) << "it came late, and is no younger for it";
  v.data_time = day(-2);
  EXPECT_TRUE(IsStale(v, day(6)));
}

TEST(AnswersTest, WhatWasJudgedStaysJudgedWhileItSaysTheSame) {
  Case c = With({.name = "old",
                 .mode = "VERIFY",
                 .outcome = "NOT_FOUND",
                 .reason_code = "N00",
                 .opinion = "与声明一致"});
  Verification again = c.verifications[0];
  again.name = "again";
  again.opinion.clear();
  c.verifications.push_back(again);
  EXPECT_EQ(OpinionOnTheSame(c, again), "与声明一致");
  again.reason_code = "N01";
  EXPECT_EQ(OpinionOnTheSame(c, again), "");
  again = c.verifications[1];
  again.outcome = "VERIFIED";
  EXPECT_EQ(OpinionOnTheSame(c, again), "");
  again = c.verifications[1];
  c.verifications[0].claim_changed = true;
  EXPECT_EQ(OpinionOnTheSame(c, again), "");
}

TEST(AnswersTest, AQuestionSaysWhoIsMeant) {
  const absl::CivilDay today(2026, 11, 23);
  const PlannedFact fact{.fact = "MARRIAGE_RECORD",
                         .claim_fields = {"applicant.name", "applicant.id_number"}};
  Case c;
  c.form = {{"applicant.name", "张一"}, {"applicant.id_number", "310111199001151010"}};
  EXPECT_EQ(NamesWhomItIsAbout(c, fact, today), absl::OkStatus());
  c.form["applicant.id_number"] = "310111199001151011";
  const absl::Status wrong = NamesWhomItIsAbout(c, fact, today);
  EXPECT_EQ(ReasonOf(wrong), "CITIZEN_NUMBER_CHECK_DIGIT");
  EXPECT_EQ(DetailOf(wrong)->fields[0].field, "application.form.applicant.id_number");
  c.form.erase("applicant.id_number");
  EXPECT_NE(ReasonOf(NamesWhomItIsAbout(c, fact, today)), "");
  c.form.erase("applicant.name");
  EXPECT_EQ(ReasonOf(NamesWhomItIsAbout(c, fact, today)), "REQUIRED");
  EXPECT_EQ(NamesWhomItIsAbout(c, {.fact = "BUSINESS_RECORD"}, today), absl::OkStatus());
}

absl::Time On(int day) {
  return absl::FromCivil(absl::CivilDay(2026, 11, day), absl::UTCTimeZone());
}

TEST(AnswersTest, RecordsWereSearchedForTheAnswerThatSupports) {
  const absl::TimeZone zone = absl::UTCTimeZone();
  const std::string fact = "MARRIAGE_RECORD";
  Case c = With({.mode = "VERIFY",
                 .outcome = "NOT_FOUND",
                 .ask_time = On(10),
                 .opinion = "与声明一致",
                 .supporting_outcome = "NOT_FOUND"});
  EXPECT_EQ(c.RecordsAsOf(zone), absl::CivilDay(2026, 11, 10));
  c.verifications.push_back({.fact = fact,
                             .mode = kByHand,
                             .outcome = "VERIFIED",
                             .reason_code = "DOCUMENTS",
                             .ask_time = On(20)});
  EXPECT_EQ(c.RecordsAsOf(zone), absl::CivilDay(2026, 11, 20)) << "the latest counts";
  c.verifications.push_back(
      {.fact = fact, .mode = "VERIFY", .outcome = "REJECTED", .ask_time = On(22), .opinion = "核"});
  EXPECT_EQ(c.RecordsAsOf(zone), std::nullopt) << "refused, nobody has searched";
  c.verifications.push_back({.fact = fact, .mode = "VERIFY", .ask_time = On(24)});
  EXPECT_EQ(c.RecordsAsOf(zone), std::nullopt) << "not answered yet";
}

using Values = std::map<std::string, std::string>;

// What a certificate may say of how the fact was verified.
Values HowVerified(Verification v) {
  return With(std::move(v)).CertificateValues(absl::UTCTimeZone());
}

TEST(AnswersTest, AnAgencyIsNamedOnlyForWhatItHasAnswered) {
  const Values confirmed = {{"record.register", "MARRIAGE_RECORD"}};
  EXPECT_EQ(HowVerified({.mode = "VERIFY", .outcome = "VERIFIED"}), confirmed);
  EXPECT_EQ(HowVerified({.mode = "VERIFY",
                         .outcome = "NOT_FOUND",
                         .opinion = "与声明一致",
                         .supporting_outcome = "NOT_FOUND"}),
            confirmed);
  for (const char* outcome : {"MISMATCH", "INCONCLUSIVE", "NOT_FOUND"}) {
    EXPECT_EQ(HowVerified({.mode = "VERIFY", .outcome = outcome, .opinion = "已核"}), Values())
        << outcome;
  }
  EXPECT_EQ(HowVerified({.mode = "VERIFY",
                         .outcome = "INCONCLUSIVE",
                         .opinion = "已核",
                         .supporting_outcome = "NOT_FOUND"}),
            Values());
  EXPECT_EQ(HowVerified({.mode = "VERIFY"}), Values()) << "not answered";
}

TEST(AnswersTest, AFindingByHandNamesItsMeans) {
  EXPECT_EQ(HowVerified({.mode = kByHand, .outcome = "VERIFIED", .reason_code = "DOCUMENTS"}),
            (Values{{"record.means", "DOCUMENTS"}}));
  EXPECT_EQ(HowVerified({.mode = kByHand,
                         .outcome = "VERIFIED",
                         .reason_code = "ASK_UNIT",
                         .confirm_time = On(20)}),
            (Values{{"record.means", "ASK_UNIT"}}));
  EXPECT_EQ(HowVerified({.mode = kByHand, .outcome = "VERIFIED", .reason_code = "ASK_UNIT"}),
            Values())
      << "the second person has not confirmed it";
}

// Who has lost the paper has a copy at best.
TEST(CaseTest, OfWhatIsLostNoOriginalIsAttested) {
  Case c;
  c.materials = {{.slot = "MARRIAGE_ORIGINAL", .document = "documents/1"},
                 {.slot = "M03", .by_data_sharing = true}};
  EXPECT_EQ(c.CertificateValues(absl::UTCTimeZone()),
            (Values{{"original.MARRIAGE_ORIGINAL", "HELD"}}));
  c.application.original_lost = true;
  EXPECT_EQ(c.CertificateValues(absl::UTCTimeZone()), Values());
}

}  // namespace
}  // namespace notary::application
