#include "services/application/domain/recusal.h"

#include <gtest/gtest.h>

#include "platform/base/error.h"
#include "services/application/domain/guards.h"

namespace notary::application {
namespace {

Case Asked() {
  Case c;
  c.application.handler = "staff/n1";
  c.application.recusal_open = true;
  c.recusals.push_back({.notary = "staff/n1", .asker = "persons/a", .ground = "INTERESTED"});
  return c;
}

TEST(RecusalTest, TheGroundsAreThoseOfTheLaw) {
  for (const char* ground : {"SELF", "NEAR_RELATIVE", "INTERESTED", "OTHER_RELATION"}) {
    EXPECT_EQ(CheckRecusalGround(ground), absl::OkStatus()) << ground;
  }
  EXPECT_EQ(ReasonOf(CheckRecusalGround("UNFRIENDLY")), "NOT_AN_OPTION");
}

TEST(RecusalTest, ADecisionNamesWhoTakesOverOrWhyNobodyDoes) {
  EXPECT_EQ(CheckDecision(true, "staff/n2", ""), absl::OkStatus());
  EXPECT_EQ(CheckDecision(false, "", "不是近亲属"), absl::OkStatus());
  EXPECT_EQ(ReasonOf(CheckDecision(true, "", "属实")), "REQUIRED");
  EXPECT_EQ(ReasonOf(CheckDecision(true, "persons/a", "")), "NOT_STAFF");
  EXPECT_EQ(ReasonOf(CheckDecision(false, "", "")), "REQUIRED");
  EXPECT_EQ(ReasonOf(CheckDecision(false, "staff/n2", "不成立")), "NOT_UPHELD_HAS_NO_NOTARY");
}

TEST(RecusalTest, NobodyDecidesOnARecusalOfTheirOwn) {
  Case c = Asked();
  EXPECT_EQ(MayDecideRecusal(c, "staff/h1"), absl::OkStatus());
  EXPECT_EQ(ReasonOf(MayDecideRecusal(c, "staff/n1")), "FOUR_EYES");
  EXPECT_EQ(ReasonOf(MayDecideRecusal(c, "persons/a")), "FOUR_EYES");
}

TEST(RecusalTest, WhatIsDecidedIsNotDecidedAgain) {
  Case c = Asked();
  c.recusals[0].outcome = RecusalOutcome::kNotUpheld;
  EXPECT_EQ(ReasonOf(MayDecideRecusal(c, "staff/h1")), "NO_RECUSAL_OPEN");
  EXPECT_EQ(ReasonOf(MayDecideRecusal(Case(), "staff/h1")), "NO_RECUSAL_OPEN");
}

TEST(RecusalTest, WhoWasRecusedStaysOutOfTheCase) {
  Case c = Asked();
  c.application.recused = {"staff/n0"};
  EXPECT_EQ(MayTakeOver(c.application, "staff/n2"), absl::OkStatus());
  EXPECT_EQ(ReasonOf(MayTakeOver(c.application, "staff/n1")), "SAME_NOTARY");
  EXPECT_EQ(ReasonOf(MayTakeOver(c.application, "staff/n0")), "NOTARY_RECUSED");
  EXPECT_EQ(ReasonOf(NotRecused(c.application, "staff/n0")), "NOTARY_RECUSED");
  EXPECT_EQ(NotRecused(c.application, "staff/n2"), absl::OkStatus());
}

TEST(RecusalTest, WhileOneIsAskedForNothingIsDecidedInTheMatter) {
  Case c = Asked();
  EXPECT_EQ(ReasonOf(NoRecusalOpen(c.application)), "RECUSAL_OPEN");
  EXPECT_EQ(ReasonOf(MaySubmitDraft(c, "staff/n1", {})), "RECUSAL_OPEN");
  EXPECT_EQ(ReasonOf(MayApprove(c, "staff/n2", {}, absl::UnixEpoch())), "RECUSAL_OPEN");
  c.application.ground = "REF06";
  EXPECT_EQ(ReasonOf(MayApproveClosure(c.application, "staff/n1", "staff/h1")), "RECUSAL_OPEN");
  c.application.ground = "R50_2";
  c.application.closure_reported = true;
  EXPECT_EQ(MayApproveClosure(c.application, "persons/a", "staff/h1"), absl::OkStatus());
}

}  // namespace
}  // namespace notary::application
