#include "services/application/domain/mandates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace notary::application {
namespace {

using ::testing::ElementsAre;

Application Under(MandateKind kind) {
  Application a{.mandate = "mandates/1"};
  a.capacity = Capacity::kUnspecified;
  EXPECT_TRUE(
      BeginUnder({.kind = kind, .represented = "persons/a", .representative = "persons/b"}, a)
          .ok());
  return a;
}

TEST(MandatesTest, AnAgentAndTheParty) {
  const Application a = Under(MandateKind::kAgent);
  EXPECT_TRUE(OwnsSide("persons/a", a) && OwnsSide("persons/b", a));
  EXPECT_TRUE(ActsUnderMandate("persons/b", a));
  EXPECT_FALSE(ActsUnderMandate("persons/a", a) || IsHelper("persons/b", a));
}

TEST(MandatesTest, AHelper) {
  const Application a = Under(MandateKind::kHelper);
  EXPECT_TRUE(IsHelper("persons/b", a));
  EXPECT_FALSE(OwnsSide("persons/b", a));
  EXPECT_TRUE(OwnsSide("persons/a", a));
  for (const Transition& move : kTransitions) {
    const bool fills_in = move.on == Event::kUpdate || move.on == Event::kSupplement;
    EXPECT_EQ(HelperMay(move.on), fills_in) << Name(move.on);
  }
}

TEST(MandatesTest, ACaseStandsInTheListOfWhoeverMaySeeIt) {
  EXPECT_THAT(PersonsOf({.applicant = "persons/a"}), ElementsAre("persons/a"));
  EXPECT_THAT(PersonsOf(Under(MandateKind::kAgent)), ElementsAre("persons/a", "persons/b"));
  EXPECT_THAT(PersonsOf(Under(MandateKind::kHelper)), ElementsAre("persons/a", "persons/b"));
}

TEST(MandatesTest, ConsentsAreThePersons) {
  const Application helped = Under(MandateKind::kHelper);
  EXPECT_FALSE(MayConsent("persons/b", helped).ok());
  EXPECT_TRUE(MayConsent("persons/a", helped).ok());
  EXPECT_TRUE(MayConsent("persons/b", Under(MandateKind::kAgent)).ok());
}

TEST(MandatesTest, NobodyRepresentsNobody) {
  const Application without{.applicant = "persons/a"};
  EXPECT_TRUE(OwnsSide("persons/a", without));
  EXPECT_FALSE(OwnsSide("", without) || ActsUnderMandate("", without));
  EXPECT_TRUE(MayBecome(Capacity::kAgent, without).ok()) << "by a power of attorney on paper";
}

}  // namespace
}  // namespace notary::application
