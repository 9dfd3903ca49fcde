#include "services/application/domain/handover.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/error.h"
#include "services/application/domain/visits.h"

namespace notary::application {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

// A certificate that waits for the courier.
Case Ready() {
  Case c;
  c.application.visit_mode = VisitMode::kBeforeIssue;
  c.application.handover_mode = HandoverMode::kCourier;
  c.application.identity_state = IdentityState::kInPerson;
  c.application.originals_state = OriginalsState::kPassed;
  c.form[kCourierProvince] = "上海市";
  return c;
}

CourierAddress In(const char* province) { return {province, "某市", "某区", "某路1号"}; }

TEST(WaysTest, CourierExcludesAVisitAtCollection) {
  Case c;
  c.application.visit_mode = VisitMode::kAtCollection;
  c.application.handover_mode = HandoverMode::kCourier;

  EXPECT_EQ(ReasonOf(CheckWays(c.application)), "COURIER_NEEDS_EARLIER_VISIT");
}

TEST(HandOverTest, OnlyToTheNamedPersonWithOriginals) {
  Case c = Ready();
  c.form["applicant.name"] = "张一";
  EXPECT_TRUE(MayHandOver(c, "张一").ok());
  EXPECT_EQ(ReasonOf(MayHandOver(c, "李二")), "NOT_THE_NAMED_PERSON");
  c.application.originals_state = OriginalsState::kUnseen;
  EXPECT_EQ(ReasonOf(MayHandOver(c, "张一")), "ORIGINALS_NOT_PASSED");
}

TEST(DispatchTest, NothingLeavesBeforeOriginalsWereSeen) {
  Application a = Ready().application;
  EXPECT_TRUE(MayDispatch(a, false).ok());
  EXPECT_EQ(ReasonOf(MayDispatch(a, true)), "NOTHING_CAME_BACK");
  a.freight_collect = true;
  EXPECT_TRUE(MayDispatch(a, true).ok());
  a.originals_state = OriginalsState::kUnseen;
  EXPECT_EQ(ReasonOf(MayDispatch(a, false)), "ORIGINALS_NOT_PASSED");
  a.handover_mode = HandoverMode::kCounter;
  EXPECT_EQ(ReasonOf(MayDispatch(a, false)), "NOT_BY_COURIER");
}

TEST(AddressTest, ChangesWithinTheProvinceThatWasChargedFor) {
  Case c = Ready();
  EXPECT_EQ(MayChangeAddress(c, In("上海")), absl::OkStatus());
  EXPECT_EQ(ReasonOf(MayChangeAddress(c, In("江苏省"))), "FIXED_AT_ACCEPTANCE");
  EXPECT_EQ(ReasonOf(MayChangeAddress(c, In("东海省"))), "PROVINCE_UNKNOWN");
  c.application.handover_mode = HandoverMode::kCounter;
  EXPECT_EQ(ReasonOf(MayChangeAddress(c, In("上海"))), "NOT_BY_COURIER");
}

TEST(AddressTest, AnotherParcelGoesWhereThePartySays) {
  Case c = Ready();
  c.application.parcels_sent = 1;
  EXPECT_EQ(MayChangeAddress(c, In("江苏省")), absl::OkStatus());
}

TEST(AddressTest, HasNoBlankLine) {
  CourierAddress to = In("上海");
  to.address = "  ";
  EXPECT_EQ(ReasonOf(MayChangeAddress(Ready(), to)), "REQUIRED");
}

TEST(AddressTest, IsWrittenWhereTheFormHasIt) {
  EXPECT_THAT(FieldsOf({"江苏省", "苏州市", "姑苏区", "某路1号"}),
              ElementsAre(Pair("courier.address", "某路1号"), Pair("courier.city", "苏州市"),
                          Pair("courier.district", "姑苏区"), Pair("courier.province", "江苏省")));
}

TEST(VisitsTest, OnlyTheFirstNeedsNoReason) {
  Application a;
  EXPECT_EQ(MayCountVisit(a, ""), absl::OkStatus());
  a.visit_count = 1;
  EXPECT_EQ(ReasonOf(MayCountVisit(a, "")), "SECOND_VISIT_REASON_REQUIRED");
  EXPECT_EQ(ReasonOf(MayCountVisit(a, "FINE_WEATHER")), "VISIT_REASON_UNKNOWN");
  for (const char* reason : kRepeatReasons) EXPECT_EQ(MayCountVisit(a, reason), absl::OkStatus());
}

}  // namespace
}  // namespace notary::application
