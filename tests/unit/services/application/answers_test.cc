#include "services/application/domain/answers.h"

#include <gtest/gtest.h>

#include "platform/base/error.h"

namespace notary::application {
namespace {

Case With(Verification v) {
  Case c;
  v.fact = "MARRIAGE_RECORD";
  c.verifications.push_back(std::move(v));
  return c;
}

std::string Against(Verification v) { return ReasonOf(AnswersSupport(With(std::move(v)))); }

TEST(AnswersTest, AnAnswerOrAnOpinionSupports) {
  EXPECT_EQ(AnswersSupport(With({.outcome = "VERIFIED"})), absl::OkStatus());
  EXPECT_EQ(AnswersSupport(With({.outcome = "INCONCLUSIVE", .opinion = "已核"})), absl::OkStatus());
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
  EXPECT_EQ(ReasonOf(AnswersSupport(c)), "FINDING_UNCONFIRMED");
  c.verifications.back().confirm_time = absl::UnixEpoch();
  EXPECT_EQ(AnswersSupport(c), absl::OkStatus());
}

TEST(AnswersTest, RecordsWereSearchedWhenTheAgencyWasAsked) {
  const absl::TimeZone zone = absl::UTCTimeZone();
  const auto on = [&](int day) { return absl::FromCivil(absl::CivilDay(2026, 11, day), zone); };
  Case c = With({.mode = kByHand, .outcome = "VERIFIED", .ask_time = on(20)});
  EXPECT_EQ(c.RecordsAsOf(zone), absl::CivilDay(2026, 11, 20));
  c.verifications.push_back({.mode = "VERIFY", .outcome = "NOT_FOUND", .ask_time = on(10)});
  EXPECT_EQ(c.RecordsAsOf(zone), absl::CivilDay(2026, 11, 10));
  c.verifications.push_back({.mode = "VERIFY", .outcome = "REJECTED", .ask_time = on(12)});
  EXPECT_EQ(c.RecordsAsOf(zone), absl::CivilDay(2026, 11, 10));
}

}  // namespace
}  // namespace notary::application
