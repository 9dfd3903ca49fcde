#include "services/application/domain/changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/error.h"

namespace notary::application {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Case Accepted() {
  Case c;
  c.application.capacity = Capacity::kSelf;
  c.application.handover_mode = HandoverMode::kCourier;
  c.form = {{"applicant.name", "张一"}, {"use.country", "US"}, {"courier.address", "示范路1号"}};
  c.verifications.push_back({.name = "v1", .fact = "MARRIAGE_RECORD"});
  return c;
}

TEST(ChangesTest, AnEmptyValueTakesItsFieldAway) {
  Case c = Accepted();
  FillIn(c, {{"use.country", ""}, {"use.purpose", "STUDY"}, {"never.there", ""}}, {});
  EXPECT_EQ(c.FormValue("use.purpose"), "STUDY");
  EXPECT_EQ(c.form.count("use.country"), 0u);
  EXPECT_EQ(c.form.count("never.there"), 0u);
}

TEST(ChangesTest, TheOriginalOfAnotherPaperHasNotBeenSeen) {
  Case c = Accepted();
  FillIn(c, {}, {{.slot = "M03", .document = "d3"}, {.slot = "M01", .document = "d1"}});
  for (Material& material : c.materials) material.original = OriginalsState::kPassed;
  FillIn(c, {}, {{.slot = "M01", .document = "d1"}, {.slot = "M03", .document = ""}});
  ASSERT_EQ(c.materials.size(), 2u);
  EXPECT_EQ(c.materials[0].slot, "M01");
  EXPECT_EQ(c.materials[0].original, OriginalsState::kPassed);
  EXPECT_TRUE(c.materials[1].by_data_sharing);
  EXPECT_EQ(c.materials[1].original, OriginalsState::kUnseen);
}

TEST(ChangesTest, AWholeFormTakesAwayWhatItDoesNotHave) {
  const Case c = Accepted();
  Wishes wishes;
  wishes.form = {{"use.purpose", "STUDY"}};
  EXPECT_EQ(FormOf(c, wishes), wishes.form);
  wishes.whole_form = true;

  const auto form = FormOf(c, wishes);

  EXPECT_EQ(form.at("use.purpose"), "STUDY");
  EXPECT_EQ(form.at("use.country"), "") << "taken away";
}

TEST(ChangesTest, APaperInTheFileIsReplacedAndNotTakenOut) {
  Case before = Accepted();
  before.materials = {{.slot = "M01", .document = "1"}, {.slot = "M02", .document = "2"}};
  Wishes wishes;
  EXPECT_TRUE(EmptiedSlots(before, wishes).empty());
  wishes.all_materials = true;
  wishes.materials.assign(before.materials.begin() + 1, before.materials.end());

  const std::vector<std::string> emptied = EmptiedSlots(before, wishes);

  EXPECT_EQ(emptied, std::vector{before.materials[0].slot});
  Case after = before;
  TakeOut(after, emptied);
  EXPECT_EQ(after.materials.size(), before.materials.size() - 1);
  EXPECT_EQ(ReasonOf(MayChangeOnceAccepted(before, after)), "PAPER_FILED");
}

TEST(ChangesTest, WhatTheFeeRestsOnStays) {
  const Case before = Accepted();
  Case after = before;
  after.form["use.purpose"] = "STUDY";
  EXPECT_EQ(MayChangeOnceAccepted(before, after), absl::OkStatus());
  after.form["use.country"] = "CA";
  EXPECT_EQ(ReasonOf(MayChangeOnceAccepted(before, after)), "FIXED_AT_ACCEPTANCE");
  after = before;
  after.application.handover_mode = HandoverMode::kCounter;
  EXPECT_EQ(ReasonOf(MayChangeOnceAccepted(before, after)), "FIXED_AT_ACCEPTANCE");
}

TEST(ChangesTest, ALostOriginalIsNotFoundOnceAccepted) {
  Case before = Accepted();
  before.application.original_lost = true;
  Case after = before;
  EXPECT_EQ(MayChangeOnceAccepted(before, after), absl::OkStatus());
  after.application.original_lost = false;
  EXPECT_EQ(ReasonOf(MayChangeOnceAccepted(before, after)), "FIXED_AT_ACCEPTANCE");
  EXPECT_EQ(MayChangeOnceAccepted(after, before), absl::OkStatus()) << "it was lost since";
}

// An old session, or a helper, must not send a certificate elsewhere (domain.md 8.4).
TEST(ChangesTest, WhereTheCourierGoesIsChangedByAnotherCall) {
  const Case before = Accepted();
  for (const char* field :
       {"courier.province", "courier.city", "courier.district", "courier.address"}) {
    Case after = before;
    after.form[field] = "别处";
    EXPECT_EQ(ReasonOf(MayChangeOnceAccepted(before, after)), "CHANGE_DELIVERY_ADDRESS") << field;
  }
}

TEST(ChangesTest, AFieldThatCameOrWentHasChanged) {
  const Case before = Accepted();
  Case after = before;
  after.form.erase("courier.address");
  after.form["use.purpose"] = "STUDY";
  EXPECT_THAT(ChangedFields(before, after), ElementsAre("courier.address", "use.purpose"));
}

TEST(ChangesTest, OnlyAnswersAboutTheFieldAreOvertaken) {
  const MatterRules rules{.facts = {{"MARRIAGE_RECORD", 30, {"applicant.name"}}}};
  EXPECT_THAT(Overtaken(Accepted(), rules, {"applicant.name"}), ElementsAre("v1"));
  EXPECT_THAT(Overtaken(Accepted(), rules, {"courier.address"}), IsEmpty());
}

TEST(ChangesTest, AnotherNumberIsAnotherPersonUntilChecked) {
  EXPECT_TRUE(ChangesWhoItIs({"guardian.id_number"}));
  EXPECT_TRUE(ChangesWhoItIs({"organisation.representative"}));
  EXPECT_FALSE(ChangesWhoItIs({"applicant.phone", "marriage.registration_date"}));
}

}  // namespace
}  // namespace notary::application
