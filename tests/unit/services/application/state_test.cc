#include "services/application/domain/state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace notary::application {
namespace {

TEST(StateTest, EveryStateButTheFirstCanBeReached) {
  std::set<State> reached = {State::kDraft};
  for (bool grew = true; grew;) {
    grew = false;
    for (const Transition& t : kTransitions) {
      if (reached.contains(t.from) && reached.insert(t.to).second) grew = true;
    }
  }
  EXPECT_EQ(reached.size(), kEnumNames<State>.size());
}

TEST(StateTest, FromEveryOpenStateThereIsAWayToAnEnd) {
  for (size_t i = 0; i < kEnumNames<State>.size(); ++i) {
    std::set<State> reached = {static_cast<State>(i)};
    for (bool grew = true; grew;) {
      grew = false;
      for (const Transition& t : kTransitions) {
        if (reached.contains(t.from) && reached.insert(t.to).second) grew = true;
      }
    }
    bool ends = false;
    for (State s : reached) ends = ends || IsFinal(s);
    EXPECT_TRUE(ends) << kEnumNames<State>[i];
  }
}

TEST(StateTest, NobodyButApproverOrHeadIssues) {
  for (const Transition& t : kTransitions) {
    const bool issued_before = t.from == t.to || t.on == Event::kReproduce;
    if (t.to != State::kIssued || issued_before) continue;
    EXPECT_TRUE(t.by == Actor::kApprover || t.by == Actor::kHead);
    EXPECT_EQ(t.from, State::kPendingApproval);
  }
}

TEST(StateTest, NamesRoundTrip) {
  for (size_t i = 0; i < kEnumNames<Event>.size(); ++i) {
    EXPECT_EQ(Parse<Event>(kEnumNames<Event>[i]), static_cast<Event>(i));
  }
  EXPECT_EQ(Parse<State>("NOWHERE"), std::nullopt);
  EXPECT_STREQ(Name(State::kTerminated), "TERMINATED");
  EXPECT_STREQ(Name(Event::kLateAnswer), "LATE_ANSWER");
  EXPECT_STREQ(Name(Actor::kSystem), "SYSTEM");
}

}  // namespace
}  // namespace notary::application
