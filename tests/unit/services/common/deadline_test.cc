// Working days and deadlines: the years, totals and vectors of domain.md 9, and the counting rules
// of 1.6.
#include "services/common/deadline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/error.h"
#include "services/common/working_calendar.h"

namespace notary::common {
namespace {

using absl::CivilDay;
using Kind = DayRule::Kind;

void AddRange(std::vector<DayRule>& rules, CivilDay first, CivilDay last) {
  for (CivilDay day = first; day <= last; ++day) {
    rules.push_back({day, Kind::kHoliday, {"节假日", "Public holiday"}, "notice"});
  }
}

void AddMakeup(std::vector<DayRule>& rules, const std::vector<CivilDay>& days) {
  for (CivilDay day : days) {
    rules.push_back({day, Kind::kMakeupWorkday, {"调休", "Make-up day"}, "notice"});
  }
}

WorkingCalendar TestCalendar() {
  std::vector<DayRule> rules;
  AddRange(rules, CivilDay(2017, 1, 1), CivilDay(2017, 1, 2));
  AddRange(rules, CivilDay(2017, 1, 27), CivilDay(2017, 2, 2));
  AddRange(rules, CivilDay(2017, 4, 2), CivilDay(2017, 4, 4));
  AddRange(rules, CivilDay(2017, 5, 1), CivilDay(2017, 5, 1));
  AddRange(rules, CivilDay(2017, 5, 28), CivilDay(2017, 5, 30));
  AddRange(rules, CivilDay(2017, 10, 1), CivilDay(2017, 10, 8));
  AddMakeup(rules, {CivilDay(2017, 1, 22), CivilDay(2017, 2, 4), CivilDay(2017, 4, 1),
                    CivilDay(2017, 5, 27), CivilDay(2017, 9, 30)});
  AddRange(rules, CivilDay(2025, 1, 1), CivilDay(2025, 1, 1));
  AddRange(rules, CivilDay(2025, 1, 28), CivilDay(2025, 2, 4));
  AddRange(rules, CivilDay(2025, 4, 4), CivilDay(2025, 4, 6));
  AddRange(rules, CivilDay(2025, 5, 1), CivilDay(2025, 5, 5));
  AddRange(rules, CivilDay(2025, 5, 31), CivilDay(2025, 6, 2));
  AddRange(rules, CivilDay(2025, 10, 1), CivilDay(2025, 10, 8));
  AddMakeup(rules, {CivilDay(2025, 1, 26), CivilDay(2025, 2, 8), CivilDay(2025, 4, 27),
                    CivilDay(2025, 9, 28), CivilDay(2025, 10, 11)});
  AddRange(rules, CivilDay(2026, 1, 1), CivilDay(2026, 1, 3));
  AddRange(rules, CivilDay(2026, 2, 15), CivilDay(2026, 2, 23));
  AddRange(rules, CivilDay(2026, 4, 4), CivilDay(2026, 4, 6));
  AddRange(rules, CivilDay(2026, 5, 1), CivilDay(2026, 5, 5));
  AddRange(rules, CivilDay(2026, 6, 19), CivilDay(2026, 6, 21));
  AddRange(rules, CivilDay(2026, 9, 25), CivilDay(2026, 9, 27));
  AddRange(rules, CivilDay(2026, 10, 1), CivilDay(2026, 10, 7));
  AddMakeup(rules, {CivilDay(2026, 1, 4), CivilDay(2026, 2, 14), CivilDay(2026, 2, 28),
                    CivilDay(2026, 5, 9), CivilDay(2026, 9, 20), CivilDay(2026, 10, 10)});
  return *WorkingCalendar::Create("test-1", {2017, 2025, 2026}, rules);
}

TEST(WorkingCalendarTest, CountsTheYears) {
  const WorkingCalendar calendar = TestCalendar();
  EXPECT_EQ(calendar.WorkingDaysIn(2017).days, 249);
  EXPECT_EQ(calendar.WorkingDaysIn(2025).days, 248);
  EXPECT_EQ(calendar.WorkingDaysIn(2026).days, 248);
  EXPECT_FALSE(calendar.WorkingDaysIn(2026).provisional);
  EXPECT_EQ(calendar.WorkingDaysIn(2027).days, 261);
  EXPECT_TRUE(calendar.WorkingDaysIn(2027).provisional);
}

TEST(WorkingCalendarTest, TellsTheKindsOfDay) {
  const WorkingCalendar calendar = TestCalendar();
  EXPECT_EQ(calendar.Classify(CivilDay(2026, 2, 14)).why, DayClass::Why::kMakeupWorkday);
  EXPECT_EQ(calendar.Classify(CivilDay(2026, 2, 15)).why, DayClass::Why::kHoliday);
  EXPECT_EQ(calendar.Classify(CivilDay(2026, 11, 22)).why, DayClass::Why::kWeekend);
  EXPECT_EQ(calendar.Classify(CivilDay(2026, 11, 23)).why, DayClass::Why::kWeekday);
  EXPECT_EQ(calendar.NextWorkingDay(CivilDay(2026, 10, 1)), CivilDay(2026, 10, 8));
  EXPECT_EQ(calendar.NextWorkingDay(CivilDay(2026, 10, 10)), CivilDay(2026, 10, 10));
}

TEST(WorkingCalendarTest, RefusesInconsistentData) {
  const DayRule holiday{
      CivilDay(2026, 10, 1), Kind::kHoliday, {"国庆节", "National Day"}, "notice"};
  EXPECT_EQ(ReasonOf(WorkingCalendar::Create("v", {2025}, {holiday}).status()),
            "CALENDAR_YEAR_UNKNOWN");
  EXPECT_EQ(ReasonOf(WorkingCalendar::Create("v", {2026}, {holiday, holiday}).status()),
            "CALENDAR_DAY_TWICE");
  DayRule makeup = holiday;
  makeup.kind = Kind::kMakeupWorkday;
  EXPECT_EQ(ReasonOf(WorkingCalendar::Create("v", {2026}, {makeup}).status()),
            "CALENDAR_MAKEUP_ON_WEEKDAY");
}

struct Vector {
  CivilDay accepted;
  CivilDay due;
};

TEST(DeadlineTest, FifteenWorkingDaysAfterAcceptance) {
  const WorkingCalendar calendar = TestCalendar();
  for (const Vector& v : std::vector<Vector>{{CivilDay(2017, 9, 22), CivilDay(2017, 10, 19)},
                                             {CivilDay(2025, 1, 20), CivilDay(2025, 2, 14)},
                                             {CivilDay(2025, 1, 24), CivilDay(2025, 2, 20)},
                                             {CivilDay(2025, 4, 25), CivilDay(2025, 5, 20)},
                                             {CivilDay(2025, 9, 26), CivilDay(2025, 10, 23)},
                                             {CivilDay(2026, 2, 10), CivilDay(2026, 3, 9)},
                                             {CivilDay(2026, 2, 13), CivilDay(2026, 3, 12)},
                                             {CivilDay(2026, 4, 30), CivilDay(2026, 5, 25)},
                                             {CivilDay(2026, 9, 18), CivilDay(2026, 10, 15)},
                                             {CivilDay(2026, 9, 30), CivilDay(2026, 10, 27)},
                                             {CivilDay(2026, 11, 23), CivilDay(2026, 12, 14)}}) {
    const Deadline deadline = *AddWorkingDays(calendar, v.accepted, 15);
    EXPECT_EQ(deadline.due, v.due);
    EXPECT_TRUE(deadline.promisable);
    EXPECT_EQ(deadline.counted_days, 15);
    EXPECT_EQ(deadline.calendar_version, "test-1");
  }
}

Pause From(CivilDay first, std::optional<CivilDay> resume) {
  return {first, resume, {"补充材料", "Supplementing materials"}};
}

TEST(DeadlineTest, PausesKeepTheirFirstDayAndAreNotAddedTwice) {
  const WorkingCalendar calendar = TestCalendar();
  EXPECT_EQ(AddWorkingDays(calendar, CivilDay(2026, 2, 10), 15,
                           {From(CivilDay(2026, 2, 12), CivilDay(2026, 3, 3))})
                ->due,
            CivilDay(2026, 3, 20));
  EXPECT_EQ(AddWorkingDays(calendar, CivilDay(2026, 4, 27), 15,
                           {From(CivilDay(2026, 4, 29), CivilDay(2026, 5, 8)),
                            From(CivilDay(2026, 5, 8), CivilDay(2026, 5, 12))})
                ->due,
            CivilDay(2026, 5, 29));
  EXPECT_EQ(AddWorkingDays(calendar, CivilDay(2026, 4, 27), 15,
                           {From(CivilDay(2026, 5, 6), CivilDay(2026, 5, 12)),
                            From(CivilDay(2026, 4, 29), CivilDay(2026, 5, 8))})
                ->due,
            CivilDay(2026, 5, 29));
}

TEST(DeadlineTest, APauseThatEndsTheSameDayCostsNothing) {
  const WorkingCalendar calendar = TestCalendar();
  EXPECT_EQ(AddWorkingDays(calendar, CivilDay(2026, 11, 23), 15,
                           {From(CivilDay(2026, 11, 25), CivilDay(2026, 11, 25))})
                ->due,
            CivilDay(2026, 12, 14));
}

TEST(DeadlineTest, AnOpenPauseLeavesTheDueDayUnknown) {
  const Deadline deadline = *AddWorkingDays(TestCalendar(), CivilDay(2026, 11, 23), 15,
                                            {From(CivilDay(2026, 11, 25), std::nullopt)});

  EXPECT_EQ(deadline.due, std::nullopt);
  EXPECT_FALSE(deadline.promisable);
  EXPECT_EQ(deadline.counted_days, 2);
}

TEST(DeadlineTest, ExplainsEachDay) {
  const Deadline deadline = *AddWorkingDays(TestCalendar(), CivilDay(2026, 2, 11), 4,
                                            {From(CivilDay(2026, 2, 24), CivilDay(2026, 2, 25))});
  using Why = CountedDay::Why;
  std::vector<Why> why;
  for (const CountedDay& day : deadline.days) why.push_back(day.why);

  std::vector<Why> expected = {Why::kWorkingDay, Why::kWorkingDay, Why::kMakeupWorkday};
  expected.insert(expected.end(), 9, Why::kHoliday);
  expected.push_back(Why::kWorkingDay);
  EXPECT_EQ(why, expected);
  EXPECT_EQ(deadline.days.front().day, CivilDay(2026, 2, 12));
  EXPECT_EQ(deadline.days[3].text.en, "Public holiday");
  EXPECT_EQ(deadline.due, CivilDay(2026, 2, 24));
}

TEST(DeadlineTest, NamesThePauseThatTookADay) {
  const Deadline deadline = *AddWorkingDays(TestCalendar(), CivilDay(2026, 11, 23), 2,
                                            {From(CivilDay(2026, 11, 24), CivilDay(2026, 11, 25))});

  ASSERT_EQ(deadline.days.size(), 3u);
  EXPECT_TRUE(deadline.days[0].counted);
  EXPECT_EQ(deadline.days[1].why, CountedDay::Why::kPaused);
  EXPECT_EQ(deadline.days[1].text.zh, "补充材料");
  EXPECT_EQ(deadline.due, CivilDay(2026, 11, 26));
}

TEST(DeadlineTest, AYearWithoutDataIsNeverPromised) {
  const Deadline deadline = *AddWorkingDays(TestCalendar(), CivilDay(2026, 12, 21), 15);

  EXPECT_EQ(deadline.due, CivilDay(2027, 1, 11));
  EXPECT_FALSE(deadline.promisable);
}

TEST(DeadlineTest, RefusesImpossibleInput) {
  const WorkingCalendar calendar = TestCalendar();
  EXPECT_EQ(ReasonOf(AddWorkingDays(calendar, CivilDay(2026, 1, 1), 0).status()),
            "WORKING_DAYS_RANGE");
  EXPECT_EQ(ReasonOf(AddWorkingDays(calendar, CivilDay(2026, 1, 1), 1001).status()),
            "WORKING_DAYS_RANGE");
  const absl::Status order = AddWorkingDays(calendar, CivilDay(2026, 1, 1), 15,
                                            {From(CivilDay(2026, 1, 9), CivilDay(2026, 1, 8))})
                                 .status();
  EXPECT_EQ(ReasonOf(order), "PAUSE_ORDER");
  EXPECT_EQ(DetailOf(order)->fields[0].field, "pauses[0].resume_day");
}

TEST(LastDayRunOutTest, IsTheLatestDayWhoseLimitEnded) {
  const WorkingCalendar calendar = TestCalendar();
  const CivilDay monday(2026, 11, 23);
  // Seven days of Saturday the 14th end on a Saturday, which moves to this Monday: not over yet.
  EXPECT_EQ(LastDayRunOut(calendar, {.period = {.days = 7}}, monday).value(),
            CivilDay(2026, 11, 13));
  // Of Friday the 13th, 5 working days end on Friday the 20th.
  EXPECT_EQ(LastDayRunOut(calendar, {.working_days = 5}, monday).value(), CivilDay(2026, 11, 15));
  EXPECT_EQ(LastDayRunOut(calendar, {.period = {.months = 6}}, monday).value(),
            CivilDay(2026, 5, 20));
}

TEST(AddPeriodTest, CountsByTheCalendar) {
  const WorkingCalendar calendar = TestCalendar();
  // 30 days after 1 September is 1 October, a holiday: the next working day is the 8th.
  EXPECT_EQ(AddPeriod(calendar, CivilDay(2026, 9, 1), {.days = 30}).due, CivilDay(2026, 10, 8));
  EXPECT_EQ(AddPeriod(calendar, CivilDay(2026, 8, 31), {.months = 3}).due, CivilDay(2026, 11, 30));
  EXPECT_EQ(AddPeriod(calendar, CivilDay(2025, 11, 23), {.years = 1}).due, CivilDay(2026, 11, 23));
  EXPECT_TRUE(AddPeriod(calendar, CivilDay(2025, 11, 23), {.years = 1}).promisable);
  EXPECT_FALSE(AddPeriod(calendar, CivilDay(2026, 11, 23), {.months = 6}).promisable);
}

}  // namespace
}  // namespace notary::common
