// The last day for issuing when the working days of another year are published (domain.md 9).
#include <algorithm>

#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

using ::testing::Contains;
using ::testing::Not;

class DueDatesTest : public ApplicationFixture {
 protected:
  // The State Council's notice has come: the same case takes two days longer.
  void PublishHolidays() {
    catalogue_.calendar = "2027-1";
    catalogue_.provisional = false;
    catalogue_.days += 2;
  }

  // As another process still has it.
  void TakeTheCalendarOfBefore() {
    catalogue_.calendar = "2026-1";
    catalogue_.days -= 2;
  }

  int64_t Recount() { return service_.RecountDueDates(harness_.clock().Now()).value(); }

  std::string ToldLast(const std::string& code) {
    std::string told;
    for (const notification::v1::Notice& notice : Notices()) {
      if (notice.code() == code) told = notice.values().at("due_date");
    }
    return told;
  }
};

TEST_F(DueDatesTest, ADayOfAnUnpublishedYearIsPromisedOnceItIsPublished) {
  catalogue_.provisional = true;
  const std::string name = GivenReviewing();
  EXPECT_EQ(ToldLast("N04"), "DUE_NOT_PUBLISHED");
  const v1::Application before = Get(name);
  ASSERT_TRUE(before.due_date_provisional());

  PublishHolidays();

  EXPECT_EQ(Recount(), 1);
  const v1::Application after = Get(name);
  EXPECT_FALSE(after.due_date_provisional());
  EXPECT_GT(after.due_date(), before.due_date());
  EXPECT_EQ(after.state(), v1::Application::REVIEWING);
  EXPECT_EQ(ToldLast("N04_DUE_DATE"), after.due_date());
}

TEST_F(DueDatesTest, EachCaseIsCountedOnce) {
  GivenReviewing();
  PublishHolidays();
  EXPECT_EQ(Recount(), 1);
  EXPECT_EQ(Recount(), 0);
}

// While processes are replaced, one has the new calendar and the other still the old.
TEST_F(DueDatesTest, WhoStillHasTheCalendarOfBeforeCountsNothingBack) {
  EXPECT_EQ(Recount(), 0);
  const std::string name = GivenReviewing();
  PublishHolidays();
  ASSERT_EQ(Recount(), 1);
  const std::string due = Get(name).due_date();
  TakeTheCalendarOfBefore();

  EXPECT_EQ(Recount(), 0);

  EXPECT_EQ(Get(name).due_date(), due);
  const std::string accepted_there = GivenReviewing();
  EXPECT_EQ(Recount(), 0);
  PublishHolidays();
  EXPECT_EQ(Recount(), 1);
  EXPECT_EQ(Recount(), 0);
  EXPECT_EQ(ToldLast("N04_DUE_DATE"), Get(accepted_there).due_date());
  EXPECT_EQ(std::ranges::count(NoticeCodes(), "N04_DUE_DATE"), 2) << "one for each case";
}

// A year that is published changes nothing for who was done before it.
TEST_F(DueDatesTest, WhatStaysTheSameIsNoEvent) {
  const std::string name = GivenReviewing();
  const std::string etag = Get(name).etag();
  catalogue_.calendar = "2027-1";
  EXPECT_EQ(Recount(), 1);
  EXPECT_EQ(Recount(), 0);
  EXPECT_EQ(Get(name).etag(), etag);
  EXPECT_THAT(NoticeCodes(), Not(Contains("N04_DUE_DATE")));
}

// Still not to be promised: the case shows the new day, and nobody is told of it.
TEST_F(DueDatesTest, AnotherGuessIsNotTold) {
  catalogue_.provisional = true;
  const std::string name = GivenReviewing();
  const std::string before = Get(name).due_date();
  catalogue_.calendar = "2026-2";
  catalogue_.days += 1;
  EXPECT_EQ(Recount(), 1);
  EXPECT_GT(Get(name).due_date(), before);
  EXPECT_THAT(NoticeCodes(), Not(Contains("N04_DUE_DATE")));
}

TEST_F(DueDatesTest, WhoseTimeStandsStillIsCountedWhenItRunsAgain) {
  const std::string name = GivenReviewing();
  v1::StartForceMajeureRequest flood;
  flood.set_name(name);
  flood.set_note("内涝");
  ASSERT_TRUE(Do(head_, "StartForceMajeure", flood).ok());
  EXPECT_EQ(ToldLast("N08"), "DUE_AFTER_PAUSE");
  PublishHolidays();
  EXPECT_EQ(Recount(), 0);
  v1::EndForceMajeureRequest over;
  over.set_name(name);
  ASSERT_TRUE(Do(head_, "EndForceMajeure", over).ok());
  EXPECT_EQ(ToldLast("N08"), Get(name).due_date());
  EXPECT_EQ(Recount(), 0);
}

TEST_F(DueDatesTest, WhoIsAboutToBeRefusedIsNotToldOfADay) {
  const std::string name = GivenReviewing();
  v1::WithdrawApplicationRequest withdraw;
  withdraw.set_name(name);
  ASSERT_TRUE(Do(applicant_, "WithdrawApplication", withdraw).ok());
  PublishHolidays();
  EXPECT_EQ(Recount(), 1);
  EXPECT_THAT(NoticeCodes(), Not(Contains("N04_DUE_DATE")));
}

TEST_F(DueDatesTest, WhatHasEndedIsLeftAlone) {
  GivenPreCheck();
  PublishHolidays();
  EXPECT_EQ(Recount(), 0);
}

}  // namespace
}  // namespace notary::application
