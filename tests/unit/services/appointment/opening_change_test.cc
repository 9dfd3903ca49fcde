#include "services/appointment/domain/opening_change.h"

#include <gtest/gtest.h>

#include "platform/time/clock.h"

namespace notary::appointment {
namespace {

absl::Time At(absl::CivilDay day, int hour, int minute = 0) {
  return absl::FromCivil(absl::CivilMinute(day) + hour * 60 + minute, ShanghaiZone());
}

const absl::CivilDay kMonday(2026, 11, 23);
const absl::CivilDay kSaturday(2026, 11, 28);

// Of a Monday, ten past ten.
std::string Refusal(OpeningKind kind, absl::Time start, absl::Time end) {
  const auto calendar = *common::WorkingCalendar::Create("test", {2026}, {});
  return ReasonOf(CheckOpeningChange({.kind = kind, .start = start, .end = end}, OpeningHours{},
                                     calendar, At(kMonday, 10, 10)));
}

std::string RefusedClosure(absl::Time start, absl::Time end) {
  return Refusal(OpeningKind::kClosed, start, end);
}

TEST(OpeningChangeTest, AClosureBeginsWithTheSlotThatIsUnderWayOrLater) {
  EXPECT_EQ(RefusedClosure(At(kMonday, 10), At(kMonday, 24)), "");
  EXPECT_EQ(RefusedClosure(At(kMonday, 10, 15), At(kMonday, 24)), "");
  EXPECT_EQ(RefusedClosure(At(kMonday, 9, 45), At(kMonday, 24)), "OPENING_IN_THE_PAST");
  EXPECT_EQ(RefusedClosure(absl::InfinitePast(), At(kMonday, 24)), "OPENING_IN_THE_PAST");
}

TEST(OpeningChangeTest, AClosureIsBounded) {
  EXPECT_EQ(RefusedClosure(At(kMonday, 24), At(kMonday + 31, 24)), "");
  EXPECT_EQ(RefusedClosure(At(kMonday, 24), At(kMonday + 32, 0, 15)), "OPENING_TOO_LONG");
  EXPECT_EQ(RefusedClosure(At(kMonday, 24), absl::InfiniteFuture()), "OPENING_TOO_LONG");
  EXPECT_EQ(RefusedClosure(At(kMonday + 400, 10), At(kMonday + 401, 0)), "");
  EXPECT_EQ(RefusedClosure(At(kMonday + 401, 0), At(kMonday + 402, 0)), "OPENING_TOO_FAR");
}

TEST(OpeningChangeTest, ItEndsAfterItBeginsAndBothAtASlot) {
  const absl::Time start = At(kSaturday, 9);
  EXPECT_EQ(RefusedClosure(start, start), "OPENING_ENDS_BEFORE_IT_BEGINS");
  EXPECT_EQ(RefusedClosure(start, At(kMonday, 12)), "OPENING_ENDS_BEFORE_IT_BEGINS");
  EXPECT_EQ(RefusedClosure(start, At(kSaturday, 9, 20)), "OPENING_BETWEEN_SLOTS");
  EXPECT_EQ(RefusedClosure(At(kSaturday, 9, 1), At(kSaturday, 10)), "OPENING_BETWEEN_SLOTS");
  EXPECT_EQ(RefusedClosure(start + absl::Microseconds(1), At(kSaturday, 10)),
            "OPENING_BETWEEN_SLOTS");
}

TEST(OpeningChangeTest, AnExtraOpeningIsOnOneDayOff) {
  constexpr auto kExtra = OpeningKind::kExtra;
  EXPECT_EQ(Refusal(kExtra, At(kSaturday, 9), At(kSaturday, 24)), "");
  EXPECT_EQ(Refusal(kExtra, At(kSaturday, 9), At(kSaturday + 1, 0, 15)), "OPENING_OVER_MIDNIGHT");
  EXPECT_EQ(Refusal(kExtra, At(kMonday + 1, 9), At(kMonday + 1, 12)), "OPENING_ON_WORKING_DAY");
  const absl::CivilDay unpublished(2027, 1, 2);
  EXPECT_EQ(Refusal(kExtra, At(unpublished, 9), At(unpublished, 12)), "SLOT_NOT_OPEN_YET");
}

TEST(OpeningChangeTest, TwoOfOneKindDoNotOverlapAndTheirNumberIsBounded) {
  const OpeningChange closed{.kind = OpeningKind::kClosed}, extra{.kind = OpeningKind::kExtra};
  EXPECT_EQ(ReasonOf(MayAdd(closed, 1, {extra})), "");
  EXPECT_EQ(ReasonOf(MayAdd(closed, 2, {extra, closed})), "OPENING_OVERLAPS");
  EXPECT_EQ(ReasonOf(MayAdd(closed, kOpeningChangesMax - 1, {})), "");
  EXPECT_EQ(ReasonOf(MayAdd(closed, kOpeningChangesMax, {})), "OPENING_CHANGES_TOO_MANY");
}

TEST(OpeningChangeTest, WhatHasEndedOrIsWithdrawnStays) {
  OpeningChange change{.start = At(kMonday, 9), .end = At(kMonday, 10)};
  EXPECT_EQ(ReasonOf(MayWithdraw(change, At(kMonday, 9, 30))), "");
  EXPECT_EQ(ReasonOf(MayWithdraw(change, change.end)), "OPENING_PASSED");
  change.state = OpeningState::kWithdrawn;
  EXPECT_EQ(ReasonOf(MayWithdraw(change, At(kMonday, 9, 30))), "OPENING_WITHDRAWN");
}

TEST(OpeningChangeTest, VisitsAreCancelledOnlyWhenAskedForAndNotWithoutBound) {
  EXPECT_EQ(ReasonOf(MayCancelVisits(0, /*cancel=*/false)), "");
  EXPECT_EQ(ReasonOf(MayCancelVisits(1, /*cancel=*/false)), "VISITS_BOOKED");
  EXPECT_EQ(ReasonOf(MayCancelVisits(kCancelledVisitsMax, /*cancel=*/true)), "");
  EXPECT_EQ(ReasonOf(MayCancelVisits(kCancelledVisitsMax + 1, /*cancel=*/true)), "VISITS_TOO_MANY");
}

}  // namespace
}  // namespace notary::appointment
