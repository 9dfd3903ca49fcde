#include "services/delivery/domain/shipment_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace notary::delivery {
namespace {

using State = ShipmentState;
using Event = ShipmentEvent;

const absl::Time kCreated = absl::FromUnixSeconds(1795420800);

std::vector<Scan> Scans(const std::vector<Event>& events) {
  std::vector<Scan> scans;
  for (const Event event : events) {
    const int n = static_cast<int>(scans.size()) + 1;
    scans.push_back({kCreated + absl::Hours(n), absl::StrCat("scan", n), event});
  }
  return scans;
}

State After(const std::vector<Event>& events) { return Replay(kCreated, Scans(events)).state; }

TEST(ReplayTest, JourneysOfTheDomain) {
  EXPECT_EQ(After({}), State::kCreated);
  EXPECT_EQ(After({Event::kPickUp, Event::kMove, Event::kGoOut, Event::kSign}), State::kSigned);
  EXPECT_EQ(After({Event::kPickUp, Event::kGoOut, Event::kFailAttempt}), State::kFailedAttempt);
  EXPECT_EQ(After({Event::kGoOut, Event::kFailAttempt, Event::kGoOut, Event::kSign}),
            State::kSigned);
  EXPECT_EQ(After({Event::kMove, Event::kReturn, Event::kMove, Event::kSign}), State::kReturned);
  EXPECT_EQ(After({Event::kMove, Event::kLose}), State::kLost);
  EXPECT_EQ(After({Event::kMove, Event::kDamage}), State::kDamaged);
  EXPECT_EQ(After({Event::kGoOut, Event::kSignByOther}), State::kSignedByOther);
  EXPECT_EQ(After({Event::kSignByOther, Event::kConfirmReceipt}), State::kSigned);
  EXPECT_EQ(After({Event::kCancel}), State::kCancelled);
}

TEST(ReplayTest, AnIncidentIsNotEndedByAScan) {
  EXPECT_EQ(After({Event::kMove, Event::kDamage, Event::kSign}), State::kDamaged);
  EXPECT_EQ(After({Event::kSignByOther, Event::kMove}), State::kSignedByOther);
}

TEST(ReplayTest, SignedAndReturnedAreTheEnd) {
  for (size_t i = 0; i < kEnumNames<Event>.size(); ++i) {
    const Event later = static_cast<Event>(i);
    EXPECT_EQ(After({Event::kSign, later}), State::kSigned) << Name(later);
    EXPECT_EQ(After({Event::kReturn, Event::kSign, later}), State::kReturned) << Name(later);
  }
}

TEST(ReplayTest, CancelComesBeforePickUpOnly) {
  EXPECT_EQ(After({Event::kPickUp, Event::kCancel}), State::kPickedUp);
  EXPECT_EQ(After({Event::kCancel, Event::kPickUp}), State::kPickedUp);
}

TEST(ReplayTest, ALateScanChangesTheMeaningOfAnEarlierOne) {
  std::vector<Scan> scans = Scans({Event::kMove, Event::kReturn, Event::kSign});
  const Scan late = scans[1];
  scans.erase(scans.begin() + 1);
  EXPECT_EQ(Replay(kCreated, scans).state, State::kSigned);
  scans.push_back(late);
  EXPECT_EQ(Replay(kCreated, scans).state, State::kReturned);
}

TEST(ReplayTest, CountsFailedAttemptsAndDatesTheLastNews) {
  const Journey journey =
      Replay(kCreated, Scans({Event::kGoOut, Event::kFailAttempt, Event::kGoOut,
                              Event::kFailAttempt, Event::kReturn, Event::kMove}));
  EXPECT_EQ(journey.failed_attempts, 2);
  EXPECT_EQ(journey.state, State::kReturning);
  EXPECT_EQ(journey.since, kCreated + absl::Hours(6));
}

TEST(ReplayTest, NeitherOrderOfArrivalNorRepetitionMatters) {
  std::mt19937 random(20261123);
  for (int round = 0; round < 2000; ++round) {
    std::vector<Event> events(random() % 9);
    for (Event& event : events) {
      event = static_cast<Event>(random() % kEnumNames<Event>.size());
    }
    std::vector<Scan> scans = Scans(events);
    const Journey expected = Replay(kCreated, scans);
    if (!scans.empty()) scans.push_back(scans[random() % scans.size()]);
    std::shuffle(scans.begin(), scans.end(), random);
    ASSERT_EQ(Replay(kCreated, scans), expected) << "round " << round;
  }
}

TEST(AskAgainTest, ACourierIsAskedRarerTheLongerNothingComesAndNotForEver) {
  struct Row {
    State state;
    absl::Duration lasting;
    std::optional<absl::Duration> wait;
  };
  const Row rows[] = {
      {State::kCreated, absl::Hours(4), absl::Minutes(30)},
      {State::kCreated, absl::Hours(24 * 90), std::nullopt},
      {State::kOutForDelivery, absl::Hours(8), absl::Hours(1)},
      {State::kInTransit, absl::Hours(24 * 89), absl::Hours(24)},
      {State::kInTransit, absl::Hours(24 * 90), std::nullopt},
      {State::kReturning, absl::Hours(24 * 90), std::nullopt},
      {State::kSigned, absl::ZeroDuration(), std::nullopt},
      {State::kReturned, absl::ZeroDuration(), std::nullopt},
      {State::kCancelled, absl::ZeroDuration(), std::nullopt},
      {State::kLost, -absl::Hours(1), absl::Minutes(30)},  // by the courier's clock
      {State::kLost, absl::Hours(1), absl::Minutes(30)},
      {State::kDamaged, absl::Hours(24), absl::Hours(3)},
      {State::kSignedByOther, absl::Hours(24 * 20), absl::Hours(24)},
      {State::kSignedByOther, absl::Hours(24 * 30), std::nullopt},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(AskAgainAfter(row.state, row.lasting), row.wait)
        << Name(row.state) << " " << row.lasting;
  }
}

TEST(ShipmentMovesTest, EveryStateCanBeReachedAndNamesAreWhole) {
  EXPECT_EQ(kEnumNames<State>.size(), static_cast<size_t>(State::kCancelled) + 1);
  EXPECT_EQ(kEnumNames<Event>.size(), static_cast<size_t>(Event::kConfirmReceipt) + 1);
  for (size_t i = 1; i < kEnumNames<State>.size(); ++i) {
    const State state = static_cast<State>(i);
    EXPECT_TRUE(std::any_of(kShipmentMoves.begin(), kShipmentMoves.end(), [&](const auto& move) {
      return move.to == state;
    })) << Name(state);
  }
}

}  // namespace
}  // namespace notary::delivery
