#include "services/appointment/domain/visit.h"

#include <gtest/gtest.h>

#include "platform/base/error.h"

namespace notary::appointment {
namespace {

TEST(CancelReasonTest, AnApplicantGivesNone) {
  const auto none = ReasonGiven(/*by_staff=*/false, "");
  ASSERT_TRUE(none.ok()) << none.status();
  EXPECT_FALSE(none->has_value());
  EXPECT_EQ(ReasonOf(ReasonGiven(false, "STAFF_AWAY").status()), "CANCEL_REASON_OF_STAFF");
}

TEST(CancelReasonTest, WhatStaffDoNotExplainIsTheOfficesOwn) {
  EXPECT_EQ(*ReasonGiven(/*by_staff=*/true, ""), CancelReason::kOfficeReason);
  EXPECT_EQ(*ReasonGiven(true, "PARTY_ASKED"), CancelReason::kPartyAsked);
  EXPECT_EQ(*ReasonGiven(true, "DEVICE_FAILED"), CancelReason::kDeviceFailed);
}

// That the office has closed is said by a closure, which also keeps others from booking.
TEST(CancelReasonTest, NobodyGivesAClosureWithoutOne) {
  EXPECT_EQ(ReasonOf(ReasonGiven(true, "OFFICE_CLOSED").status()), "CANCEL_REASON_UNKNOWN");
  EXPECT_EQ(ReasonOf(ReasonGiven(true, "RAIN").status()), "CANCEL_REASON_UNKNOWN");
}

}  // namespace
}  // namespace notary::appointment
