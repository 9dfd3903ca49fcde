#include <set>
#include <thread>

#include "tests/integration/services/appointment/appointment_fixture.h"

namespace notary::appointment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST_F(AppointmentTest, ARepetitionIsAnsweredAsBeforeThoughTheCaseIsClosed) {
  v1::BookVisitRequest request;
  request.set_parent("offices/xuhui");
  request.mutable_visit()->set_application(
      "offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001");
  *request.mutable_visit()->mutable_start_time() = rpc::ToTimestamp(FreeOn("2026-11-25")[0]);
  request.set_request_id(NewId(harness_.clock().Now()));
  const auto first = harness_.Call<v1::Visit>(person_, Method("BookVisit"), request);
  cases_.found = CaseOfVisit{.awaits_visitors = false};
  harness_.clock().Advance(absl::Hours(24 * 10));
  const auto again = harness_.Call<v1::Visit>(person_, Method("BookVisit"), request);

  ASSERT_TRUE(first.ok() && again.ok()) << first.status() << again.status();
  EXPECT_EQ(first->name(), again->name());
}

TEST_F(AppointmentTest, IsFoundAgainByItsCase) {
  const auto booked = Book(1, FreeOn("2026-11-25")[0]);
  ASSERT_TRUE(booked.ok()) << booked.status();
  EXPECT_THAT(VisitsOf(person_, 1), ElementsAre(booked->name()));
  EXPECT_THAT(VisitsOf(person_, 2), IsEmpty());
  EXPECT_THAT(VisitsOf(testing::Person("li"), 1), ElementsAre("RESOURCE_NOT_FOUND"));
  EXPECT_THAT(VisitsOf(counter_, 1), ElementsAre(booked->name()));

  EXPECT_TRUE(Cancel(person_, booked->name()).ok());
  EXPECT_THAT(VisitsOf(person_, 1), IsEmpty());

  cases_.found = absl::NotFoundError("none");
  EXPECT_THAT(VisitsOf(person_, 1), ElementsAre("RESOURCE_NOT_FOUND"));
}

TEST_F(AppointmentTest, OnlyForAnOpenCaseOfOnesOwn) {
  const absl::Time start = FreeOn("2026-11-25")[0];

  sides_.owners = {"persons/li"};
  EXPECT_EQ(ReasonOf(Book(1, start).status()), "APPLICATION_UNKNOWN");
  sides_.owners = {"persons/zhang"};
  cases_.found = absl::NotFoundError("none");
  EXPECT_EQ(ReasonOf(Book(1, start).status()), "APPLICATION_UNKNOWN");
  cases_.found = CaseOfVisit{.awaits_visitors = false};
  EXPECT_EQ(ReasonOf(Book(1, start).status()), "CASE_AWAITS_NO_VISIT");
  cases_.found = absl::UnavailableError("down");
  EXPECT_EQ(Book(1, start).status().code(), absl::StatusCode::kUnavailable);
  cases_.found = CaseOfVisit{.awaits_visitors = true};
  EXPECT_TRUE(Book(1, start).ok());
}

TEST_F(AppointmentTest, OffersQuartersInOpeningHoursOnWorkingDays) {
  EXPECT_EQ(FreeOn("2026-11-25").size(), 28u);  // 9–12 and 13–17
  EXPECT_TRUE(FreeOn("2026-11-24").empty());    // holiday
  EXPECT_TRUE(FreeOn("2026-11-28").empty());    // Saturday
  EXPECT_EQ(FreeOn("2026-11-23").size(), 23u);  // today, 10:00: what is left
}

TEST_F(AppointmentTest, AsManyVisitsAsCountersThenTheSlotIsTaken) {
  const absl::Time start = FreeOn("2026-11-25")[0];
  std::set<int> counters;
  for (int i = 0; i < 3; ++i) counters.insert(Book(i, start)->counter());
  EXPECT_EQ(counters, (std::set<int>{1, 2, 3}));
  EXPECT_EQ(ReasonOf(Book(9, start).status()), "SLOT_TAKEN");
  EXPECT_EQ(FreeOn("2026-11-25").size(), 27u);
}

TEST_F(AppointmentTest, ManyAtOnceGetNoCounterTwice) {
  const absl::Time start = FreeOn("2026-11-25")[0];
  std::vector<absl::StatusOr<v1::Visit>> booked(12, absl::UnknownError(""));
  std::vector<std::thread> threads;
  for (size_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (size_t i = t; i < booked.size(); i += 4) booked[i] = Book(static_cast<int>(i), start);
    });
  }
  for (std::thread& thread : threads) thread.join();

  std::multiset<int> counters;
  for (const auto& visit : booked) {
    if (visit.ok()) counters.insert(visit->counter());
    if (!visit.ok()) {
      EXPECT_EQ(ReasonOf(visit.status()), "SLOT_TAKEN") << visit.status();
    }
  }
  EXPECT_EQ(counters, (std::multiset<int>{1, 2, 3}));
}

// Two who choose a slot: the second looks only when the first has booked. Let on together, they
// would wait for each other at the constraint until the database kills one.
TEST_F(AppointmentTest, WhoIsSecondAtASlotWaitsAndSeesTheFirst) {
  const VisitStore store;
  const absl::Time start = FreeOn("2026-11-25")[0], end = start + absl::Minutes(15);
  size_t seen = 0;
  std::thread second;
  const absl::Status first = db_->Transact("xuhui", [&](pg::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(store.TakenAlone(tx, "xuhui", start, end).status());
    second = std::thread([&] {
      const auto look = [&](pg::Tx& other) { return store.TakenAlone(other, "xuhui", start, end); };
      seen = db_->Read("xuhui", look)->size();
    });
    AwaitWaiting();
    store.Insert(tx, VisitAt(start, end));
    return absl::OkStatus();
  });
  second.join();

  EXPECT_TRUE(first.ok()) << first;
  EXPECT_EQ(seen, 1u);
}

TEST_F(AppointmentTest, ACaseHasOneOpenVisit) {
  const std::vector<absl::Time> free = FreeOn("2026-11-25");
  const absl::StatusOr<v1::Visit> first = Book(1, free[0]);
  EXPECT_EQ(ReasonOf(Book(1, free[1]).status()), "VISIT_BOOKED");
  EXPECT_EQ(Cancel(person_, first->name())->state(), "CANCELLED");
  EXPECT_TRUE(Book(1, free[1]).ok());
}

// An agent has booked it, and the mandate has ended since.
TEST_F(AppointmentTest, WhoseCaseItIsNowCancelsWhatAnotherHasBooked) {
  const std::string visit = Book(1, FreeOn("2026-11-25")[0])->name();
  sides_.owners = {"persons/li"};

  EXPECT_EQ(ReasonOf(Cancel(person_, visit).status()), "RESOURCE_NOT_FOUND");
  EXPECT_TRUE(Cancel(testing::Person("li"), visit).ok());
}

TEST_F(AppointmentTest, AfterAVisitThatWasKeptACaseCanHaveAnother) {
  const std::vector<absl::Time> free = FreeOn("2026-11-25");
  const absl::StatusOr<v1::Visit> first = Book(1, free[0]);
  EXPECT_EQ(Settle(1, "KEPT"), 1);
  EXPECT_EQ(Settle(1, "KEPT"), 0);
  const absl::StatusOr<v1::Visit> second = Book(1, free[4]);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_THAT(StatesOn("2026-11-25"), ElementsAre("KEPT", "BOOKED"));
  EXPECT_THAT(VisitsOf(person_, 1), ElementsAre(second->name()));
}

TEST_F(AppointmentTest, AMissedVisitHindersNoOtherAndCanStillBeKept) {
  const std::vector<absl::Time> free = FreeOn("2026-11-25");
  ASSERT_TRUE(Book(1, free[0]).ok());
  ASSERT_TRUE(Book(2, free[0]).ok());
  harness_.clock().Advance(free[1] - harness_.clock().Now());
  EXPECT_THAT(StatesOn("2026-11-25"), ElementsAre("MISSED", "MISSED"));
  EXPECT_TRUE(Book(1, free[4]).ok());
  EXPECT_EQ(Settle(2, "KEPT"), 1);
  EXPECT_THAT(StatesOn("2026-11-25"), ElementsAre("MISSED", "KEPT", "BOOKED"));
}

// An original is missing: the party books again before the counter's word has come.
TEST_F(AppointmentTest, WhoCameAndBookedAgainHasKeptTheFirstAndIsExpectedAgain) {
  const std::vector<absl::Time> free = FreeOn("2026-11-25");
  ASSERT_TRUE(Book(1, free[0]).ok());
  AdvanceTo(free[1]);
  ASSERT_TRUE(Book(1, FreeOn("2026-11-26")[0]).ok());
  ASSERT_THAT(StatesOn("2026-11-25"), ElementsAre("MISSED"));

  EXPECT_EQ(Settle(1, "KEPT", free[0] + absl::Minutes(5)), 1);

  EXPECT_THAT(StatesOn("2026-11-25"), ElementsAre("KEPT"));
  EXPECT_THAT(StatesOn("2026-11-26"), ElementsAre("BOOKED"));
}

TEST_F(AppointmentTest, AVisitThatWasMissedBeforeAnotherWasKeptStaysMissed) {
  const std::vector<absl::Time> free = FreeOn("2026-11-25");
  ASSERT_TRUE(Book(1, free[0]).ok());
  AdvanceTo(free[1]);
  ASSERT_TRUE(Book(1, free[4]).ok());

  EXPECT_EQ(Settle(1, "KEPT", free[4]), 1);
  EXPECT_EQ(Settle(1, "KEPT", free[4]), 0);

  EXPECT_THAT(StatesOn("2026-11-25"), ElementsAre("MISSED", "KEPT"));
}

// The head has sent the case back, and its party has booked again.
TEST_F(AppointmentTest, TheEndOfACaseThatGoesOnTakesNoVisitThatWasBookedSince) {
  const absl::Time ended = harness_.clock().Now();
  harness_.clock().Advance(absl::Minutes(1));
  ASSERT_TRUE(Book(1, FreeOn("2026-11-25")[0]).ok());

  EXPECT_EQ(Settle(1, "CANCELLED", ended), 0);
  EXPECT_THAT(StatesOn("2026-11-25"), ElementsAre("BOOKED"));
}

TEST_F(AppointmentTest, ACaseThatEndsGivesItsSlotBack) {
  const std::vector<absl::Time> free = FreeOn("2026-11-25");
  for (int n = 1; n <= 3; ++n) ASSERT_TRUE(Book(n, free[0]).ok());
  ASSERT_NE(FreeOn("2026-11-25")[0], free[0]);
  EXPECT_EQ(Settle(2, "CANCELLED"), 1);
  EXPECT_EQ(FreeOn("2026-11-25")[0], free[0]);
  EXPECT_EQ(Settle(9, "CANCELLED"), 0);
}

TEST_F(AppointmentTest, RefusesTimesThatAreNoSlot) {
  const absl::Time start = FreeOn("2026-11-25")[0];
  EXPECT_EQ(ReasonOf(Book(1, start + absl::Minutes(1)).status()), "SLOT_UNKNOWN");
  EXPECT_EQ(ReasonOf(Book(1, start - absl::Hours(24 * 30)).status()), "SLOT_IN_THE_PAST");
}

}  // namespace
}  // namespace notary::appointment
