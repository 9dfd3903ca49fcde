#include "services/application/domain/party.h"

#include <gtest/gtest.h>

namespace notary::application {
namespace {

Case With(std::map<std::string, std::string> form) {
  Case c;
  c.form = std::move(form);
  return c;
}

TEST(PartyTest, AnAdultReceivesInPerson) {
  const Case c = With({{"applicant.name", "张一"}, {"applicant.phone", "13800000000"}});
  EXPECT_EQ(Recipient(c), "张一");
  EXPECT_EQ(ContactPhone(c), "13800000000");
  EXPECT_TRUE(MayReceive(c, "张一"));
  EXPECT_FALSE(MayReceive(c, "李二"));
}

TEST(PartyTest, AGuardianReceivesForTheMinor) {
  const Case c = With({{"applicant.name", "郑九"}, {"guardian.name", "张一"}});
  EXPECT_EQ(Recipient(c), "张一");
  EXPECT_TRUE(MayReceive(c, "张一"));
}

TEST(PartyTest, AnAgentMayCollectButTheCourierGoesToTheParty) {
  const Case c = With({{"applicant.name", "钱五"}, {"agent.name", "周七"}});
  EXPECT_EQ(Recipient(c), "钱五");
  EXPECT_TRUE(MayReceive(c, "周七"));
}

TEST(PartyTest, AnOrganisationReceivesThroughItsRepresentative) {
  const Case c = With({{"organisation.name", "上海示范贸易有限公司"},
                       {"organisation.representative", "张一"},
                       {"organisation.phone", "02160000000"}});
  EXPECT_TRUE(IsOrganisation(c));
  EXPECT_EQ(Recipient(c), "张一");
  EXPECT_EQ(ContactPhone(c), "02160000000");
}

TEST(PartyTest, NobodyReceivesUnderAnEmptyName) {
  EXPECT_FALSE(MayReceive(With({{"applicant.name", "张一"}}), ""));
}

TEST(CaseTest, RecordsWereSearchedUpToTheirOwnDay) {
  const absl::Time asked = absl::FromUnixSeconds(1795500000);
  Case c;
  EXPECT_EQ(c.RecordsAsOf(absl::UTCTimeZone()), std::nullopt);
  c.verifications = {
      {.outcome = "VERIFIED", .ask_time = asked, .data_time = asked - absl::Hours(24)}};
  EXPECT_EQ(c.RecordsAsOf(absl::UTCTimeZone()),
            absl::ToCivilDay(asked - absl::Hours(24), absl::UTCTimeZone()));
}

}  // namespace
}  // namespace notary::application
