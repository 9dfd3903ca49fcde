#include "services/appointment/domain/slots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/error.h"
#include "platform/time/clock.h"

namespace notary::appointment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const absl::CivilDay kWednesday(2026, 11, 25);
const absl::CivilDay kSaturday(2026, 11, 28);

absl::Time At(absl::CivilDay day, int hour, int minute = 0) {
  return absl::FromCivil(absl::CivilMinute(day) + hour * 60 + minute, ShanghaiZone());
}

OpeningChange Change(OpeningKind kind, absl::Time start, absl::Time end) {
  return {.kind = kind, .start = start, .end = end, .reason = {"设备检修", "Maintenance"}};
}

OfficeHours Office(std::vector<OpeningChange> changes = {}) {
  return {.calendar = *common::WorkingCalendar::Create("test", {2026}, {}),
          .changes = std::move(changes)};
}

std::vector<std::string> Starts(const OfficeHours& office, absl::CivilDay day) {
  std::vector<std::string> starts;
  for (const absl::Time start : SlotsOf(office, day)) {
    starts.push_back(absl::FormatTime("%H:%M", start, ShanghaiZone()));
  }
  return starts;
}

TEST(SlotsTest, AClosedDayHasNone) {
  const OfficeHours closed =
      Office({Change(OpeningKind::kClosed, At(kWednesday, 0), At(kWednesday, 24))});
  EXPECT_THAT(SlotsOf(closed, kWednesday), IsEmpty());
  EXPECT_EQ(SlotsOf(closed, kWednesday + 1).size(), 28u);
}

TEST(SlotsTest, APartOfADayTakesWhatItTouches) {
  const OfficeHours office =
      Office({Change(OpeningKind::kClosed, At(kWednesday, 9, 15), At(kWednesday, 16, 30))});
  EXPECT_THAT(Starts(office, kWednesday), ElementsAre("09:00", "16:30", "16:45"));
}

TEST(SlotsTest, AnExtraOpeningGivesADayOffItsOwn) {
  const OfficeHours office =
      Office({Change(OpeningKind::kExtra, At(kSaturday, 11, 30), At(kSaturday, 12, 15))});
  EXPECT_THAT(Starts(office, kSaturday), ElementsAre("11:30", "11:45", "12:00"));
  EXPECT_THAT(Starts(office, kSaturday + 1), IsEmpty());
}

TEST(SlotsTest, AClosureClosesAnExtraOpeningToo) {
  const OfficeHours office =
      Office({Change(OpeningKind::kExtra, At(kSaturday, 9), At(kSaturday, 9, 45)),
              Change(OpeningKind::kClosed, At(kSaturday, 9, 15), At(kSaturday, 9, 30))});
  EXPECT_THAT(Starts(office, kSaturday), ElementsAre("09:00", "09:30"));
}

// The State Council has made it a working day since.
TEST(SlotsTest, AnExtraOpeningOnADayThatBecameAWorkingDayGivesNoSlotTwice) {
  const OfficeHours office =
      Office({Change(OpeningKind::kExtra, At(kWednesday, 11, 30), At(kWednesday, 12, 15))});
  EXPECT_EQ(SlotsOf(office, kWednesday).size(), 29u);
}

TEST(SlotsTest, WhoBooksInAClosureReadsWhyTheOfficeIsClosed) {
  const OfficeHours office =
      Office({Change(OpeningKind::kClosed, At(kWednesday, 0), At(kWednesday, 24))});
  const absl::Status refused = CheckSlot(office, At(kWednesday, 10));
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(refused), "OFFICE_CLOSED");
  EXPECT_THAT(DetailOf(refused)->text.zh, ::testing::HasSubstr("设备检修"));
  EXPECT_THAT(DetailOf(refused)->text.en, ::testing::HasSubstr("Maintenance"));
  EXPECT_EQ(ReasonOf(CheckSlot(office, At(kWednesday, 10, 1))), "SLOT_UNKNOWN");
  EXPECT_EQ(ReasonOf(CheckSlot(office, At(kSaturday, 10))), "SLOT_UNKNOWN");
  EXPECT_TRUE(CheckSlot(office, At(kWednesday + 1, 10)).ok());
}

TEST(SlotsTest, WhoIsReceivedIsToldByTheSameRule) {
  const OfficeHours office =
      Office({Change(OpeningKind::kClosed, At(kWednesday, 10), At(kWednesday, 11))});
  EXPECT_TRUE(IsOffered(office, At(kWednesday, 9, 45)));
  EXPECT_FALSE(IsOffered(office, At(kWednesday, 10)));
  EXPECT_FALSE(IsOffered(office, At(kWednesday, 10, 45)));
  EXPECT_TRUE(IsOffered(office, At(kWednesday, 11)));
}

}  // namespace
}  // namespace notary::appointment
