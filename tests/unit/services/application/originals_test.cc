#include "services/application/domain/originals.h"

#include <gtest/gtest.h>

#include "platform/base/error.h"

namespace notary::application {
namespace {

const MatterRules kRules{.originals = {"M01", "DIPLOMA", "HOUSEHOLD"}};

// Two papers were uploaded; the third the office obtains by itself; a form needs no original.
Case Diploma() {
  Case c;
  c.materials = {{"M01", "d1"}, {"DIPLOMA", "d2"}, {"HOUSEHOLD", "", true}, {"M10", "d4"}};
  return c;
}

TEST(OriginalsTest, AllOfThemMakeItPassed) {
  Case c = Diploma();
  EXPECT_EQ(OriginalsOf(c, kRules), OriginalsState::kUnseen);
  ASSERT_EQ(NoteOriginals({{"M01", true}}, kRules, c), absl::OkStatus());
  EXPECT_EQ(OriginalsOf(c, kRules), OriginalsState::kUnseen);
  ASSERT_EQ(NoteOriginals({{"DIPLOMA", true}}, kRules, c), absl::OkStatus());
  EXPECT_EQ(OriginalsOf(c, kRules), OriginalsState::kPassed);
}

TEST(OriginalsTest, OneThatFailedStaysUntilItIsShownAgain) {
  Case c = Diploma();
  ASSERT_EQ(NoteOriginals({{"M01", true}, {"DIPLOMA", false}}, kRules, c), absl::OkStatus());
  ASSERT_EQ(NoteOriginals({{"M01", true}}, kRules, c), absl::OkStatus());
  EXPECT_EQ(OriginalsOf(c, kRules), OriginalsState::kFailed);
  ASSERT_EQ(NoteOriginals({{"DIPLOMA", true}}, kRules, c), absl::OkStatus());
  EXPECT_EQ(OriginalsOf(c, kRules), OriginalsState::kPassed);
}

TEST(OriginalsTest, WhatHasNotPassedIsStillToBeShown) {
  Case c = Diploma();
  EXPECT_EQ(OriginalsToShow(c, kRules), (std::vector<std::string>{"M01", "DIPLOMA"}));
  ASSERT_EQ(NoteOriginals({{"M01", true}, {"DIPLOMA", false}}, kRules, c), absl::OkStatus());
  EXPECT_EQ(OriginalsToShow(c, kRules), (std::vector<std::string>{"DIPLOMA"}));
  ASSERT_EQ(NoteOriginals({{"DIPLOMA", true}}, kRules, c), absl::OkStatus());
  EXPECT_TRUE(OriginalsToShow(c, kRules).empty());
}

TEST(OriginalsTest, WhatHasNoOriginalIsNotCompared) {
  Case c = Diploma();
  for (const char* slot : {"HOUSEHOLD", "M10", "M99"}) {
    EXPECT_EQ(ReasonOf(NoteOriginals({{slot, true}}, kRules, c)), "NOT_AN_ORIGINAL") << slot;
  }
}

}  // namespace
}  // namespace notary::application
