// Changes of the opening hours: what is offered, who can book, and what becomes of whoever has.
#include <thread>

#include "tests/integration/services/appointment/appointment_fixture.h"

namespace notary::appointment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::CivilDay kWednesday(2026, 11, 25);
const absl::CivilDay kSaturday(2026, 11, 28);

absl::Time At(absl::CivilDay day, int hour, int minute = 0) {
  return absl::FromCivil(absl::CivilMinute(day) + hour * 60 + minute, ShanghaiZone());
}

class OpeningsTest : public AppointmentTest {
 protected:
  v1::CreateOpeningChangeRequest WednesdayClosed(bool cancel = false) {
    auto request = Change("CLOSED", At(kWednesday, 0), At(kWednesday, 24));
    request.set_cancel_visits(cancel);
    return request;
  }
  v1::CreateOpeningChangeRequest SaturdayMorning() {
    return Change("EXTRA", At(kSaturday, 9), At(kSaturday, 12));
  }

  v1::ListOpeningChangesResponse List(int size, const std::string& token = "") {
    v1::ListOpeningChangesRequest request;
    request.set_parent("offices/xuhui");
    request.set_page_size(size);
    request.set_page_token(token);
    return *harness_.Call<v1::ListOpeningChangesResponse>(counter_, Method("ListOpeningChanges"),
                                                          request);
  }

  // The Wednesday of an office, as a person who wants to come sees it.
  v1::ListFreeSlotsResponse WednesdayOf(const std::string& office) {
    v1::ListFreeSlotsRequest request;
    request.set_parent(office);
    request.set_date("2026-11-25");
    const auto day =
        harness_.Call<v1::ListFreeSlotsResponse>(person_, Method("ListFreeSlots"), request);
    EXPECT_TRUE(day.ok()) << day.status();
    return day.value_or(v1::ListFreeSlotsResponse());
  }
};

TEST_F(OpeningsTest, AClosedDayOffersNothingAndSaysWhy) {
  ASSERT_TRUE(Make(WednesdayClosed()).ok());

  const v1::ListFreeSlotsResponse day = WednesdayOf("offices/xuhui");
  EXPECT_EQ(day.start_times_size(), 0);
  ASSERT_EQ(day.closed_times_size(), 1);
  EXPECT_EQ(day.closed_times(0).reason_zh(), "设备检修");
  EXPECT_EQ(day.closed_times(0).reason_en(), "Maintenance");
  EXPECT_EQ(FreeOn("2026-11-26").size(), 28u);
}

TEST_F(OpeningsTest, NobodyBooksInsideAClosure) {
  ASSERT_TRUE(Make(Change("CLOSED", At(kWednesday, 10), At(kWednesday, 11))).ok());
  EXPECT_EQ(FreeOn("2026-11-25").size(), 24u);
  for (const int minute : {0, 30, 45}) {
    EXPECT_EQ(ReasonOf(Book(1, At(kWednesday, 10, minute)).status()), "OFFICE_CLOSED") << minute;
  }
  EXPECT_TRUE(Book(1, At(kWednesday, 11)).ok());
}

TEST_F(OpeningsTest, AnotherOfficeIsAsOpenAsBefore) {
  ASSERT_TRUE(Make(WednesdayClosed()).ok());
  EXPECT_EQ(WednesdayOf("offices/minhang").start_times_size(), 28);
}

TEST_F(OpeningsTest, BookedVisitsHoldAClosureUpUntilTheyAreToBeCancelled) {
  const std::vector<absl::Time> free = FreeOn("2026-11-25");
  ASSERT_TRUE(Book(1, free[0]).ok());
  ASSERT_TRUE(Book(2, free[4]).ok());

  const auto refused = Make(WednesdayClosed()).status();

  EXPECT_EQ(ReasonOf(refused), "VISITS_BOOKED");
  EXPECT_THAT(DetailOf(refused)->text.zh, ::testing::HasSubstr("2个预约"));
  EXPECT_THAT(StatesOn("2026-11-25"), ElementsAre("BOOKED", "BOOKED"));
  EXPECT_THAT(Told(), IsEmpty());
  EXPECT_EQ(FreeOn("2026-11-25").size(), 28u);
}

TEST_F(OpeningsTest, EachVisitOfAClosureIsCancelledToldOfAndCanBeBookedAnew) {
  const std::vector<absl::Time> free = FreeOn("2026-11-25");
  ASSERT_TRUE(Book(1, free[0]).ok());
  ASSERT_TRUE(Book(2, free[4]).ok());
  ASSERT_TRUE(Book(3, At(kWednesday + 1, 9)).ok());
  const auto request = WednesdayClosed(/*cancel=*/true);

  const auto closed = Make(request);
  const auto again = Make(request);

  ASSERT_TRUE(closed.ok() && again.ok()) << closed.status() << again.status();
  EXPECT_EQ(closed->name(), again->name());
  ASSERT_THAT(closed->cancelled_visits(), SizeIs(2));
  EXPECT_EQ(closed->cancelled_visits(0).cancel_reason(), "OFFICE_CLOSED");
  EXPECT_THAT(Told(), ::testing::UnorderedElementsAre("1 OFFICE_CLOSED 25 09:00 Maintenance",
                                                      "2 OFFICE_CLOSED 25 10:00 Maintenance"));
  EXPECT_THAT(StatesOn("2026-11-25"), IsEmpty());
  EXPECT_THAT(StatesOn("2026-11-26"), ElementsAre("BOOKED"));
  EXPECT_TRUE(Book(1, At(kWednesday + 1, 10)).ok());
}

// The power fails at ten past ten: who is at the counter, or was there this morning, has come.
TEST_F(OpeningsTest, WhatHasPassedStandsInAClosureOfToday) {
  ASSERT_TRUE(Book(1, FreeOn("2026-11-23")[0]).ok());  // at a quarter past ten
  ASSERT_TRUE(Book(2, FreeOn("2026-11-23")[3]).ok());
  harness_.clock().Advance(absl::Minutes(40));
  auto request = Change("CLOSED", At(kWednesday - 2, 10, 30), At(kWednesday - 2, 24));
  request.set_cancel_visits(true);

  const auto closed = Make(request);

  ASSERT_TRUE(closed.ok()) << closed.status();
  EXPECT_THAT(closed->cancelled_visits(), SizeIs(1));
  EXPECT_THAT(StatesOn("2026-11-23"), ElementsAre("MISSED"));
}

// Somebody is about to book: the closure waits, and sees the visit.
TEST_F(OpeningsTest, WhoBooksWhileTheOfficeClosesIsSeen) {
  const VisitStore store;
  const absl::Time start = At(kWednesday, 9), end = start + absl::Minutes(15);
  absl::Status closed;
  std::thread head;
  const absl::Status booked = db_->Transact("xuhui", [&](pg::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(store.TakenAlone(tx, "xuhui", start, end).status());
    head = std::thread([&] { closed = Make(WednesdayClosed()).status(); });
    AwaitWaiting();
    store.Insert(tx, VisitAt(start, end));
    return absl::OkStatus();
  });
  head.join();

  EXPECT_TRUE(booked.ok()) << booked;
  EXPECT_EQ(ReasonOf(closed), "VISITS_BOOKED");
}

TEST_F(OpeningsTest, AWithdrawnClosureLeavesTheDayAsItWas) {
  const auto closed = Make(WednesdayClosed());
  ASSERT_TRUE(closed.ok()) << closed.status();

  const auto withdrawn = Withdraw(*closed);

  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_EQ(withdrawn->state(), "WITHDRAWN");
  EXPECT_EQ(FreeOn("2026-11-25").size(), 28u);
  EXPECT_EQ(ReasonOf(Withdraw(*closed).status()), "ETAG_STALE");
  EXPECT_EQ(ReasonOf(Withdraw(*withdrawn).status()), "OPENING_WITHDRAWN");
  EXPECT_TRUE(Make(WednesdayClosed()).ok());
}

TEST_F(OpeningsTest, AnExtraOpeningIsBookedAndItsEndIsTold) {
  EXPECT_EQ(ReasonOf(Book(1, At(kSaturday, 9)).status()), "SLOT_UNKNOWN");
  const auto extra = Make(SaturdayMorning());
  ASSERT_TRUE(extra.ok()) << extra.status();
  EXPECT_EQ(FreeOn("2026-11-28").size(), 12u);
  ASSERT_TRUE(Book(1, At(kSaturday, 9)).ok());

  EXPECT_EQ(ReasonOf(Withdraw(*extra).status()), "VISITS_BOOKED");
  EXPECT_EQ(FreeOn("2026-11-28").size(), 12u);
  const auto withdrawn = Withdraw(*extra, /*cancel=*/true);

  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_THAT(withdrawn->cancelled_visits(), SizeIs(1));
  EXPECT_THAT(Told(), ElementsAre("1 OFFICE_CLOSED 28 09:00 "));
  EXPECT_THAT(FreeOn("2026-11-28"), IsEmpty());
}

TEST_F(OpeningsTest, WhatBreaksTheRulesLeavesNothing) {
  EXPECT_EQ(ReasonOf(Make(Change("CLOSED", At(kWednesday, 9, 5), At(kWednesday, 10))).status()),
            "OPENING_BETWEEN_SLOTS");
  EXPECT_EQ(ReasonOf(Make(Change("EXTRA", At(kWednesday, 9), At(kWednesday, 10))).status()),
            "OPENING_ON_WORKING_DAY");
  EXPECT_EQ(ReasonOf(Make(Change("SOMETIMES", At(kWednesday, 9), At(kWednesday, 10))).status()),
            "ENUM_UNKNOWN");
  EXPECT_THAT(List(10).opening_changes(), IsEmpty());
  ASSERT_TRUE(Make(WednesdayClosed()).ok());
  EXPECT_EQ(ReasonOf(Make(Change("CLOSED", At(kWednesday, 9), At(kWednesday, 10))).status()),
            "OPENING_OVERLAPS");
}

TEST_F(OpeningsTest, AreListedNewestFirst) {
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(Make(Change("CLOSED", At(kWednesday, 9 + i), At(kWednesday, 10 + i))).ok());
    harness_.clock().Advance(absl::Seconds(1));
  }
  std::vector<int> hours;
  std::string token;
  do {
    const auto page = List(2, token);
    for (const v1::OpeningChange& change : page.opening_changes()) {
      hours.push_back(
          absl::ToCivilHour(rpc::FromTimestamp(change.start_time()), ShanghaiZone()).hour());
    }
    token = page.next_page_token();
  } while (!token.empty());
  EXPECT_THAT(hours, ElementsAre(13, 12, 11, 10, 9));
}

}  // namespace
}  // namespace notary::appointment
