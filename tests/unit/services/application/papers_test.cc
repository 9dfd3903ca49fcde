#include "services/application/domain/papers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/error.h"

namespace notary::application {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

Case WithOnePaperAndOneShared() {
  Case c;
  c.application.applicant = "persons/zhang";
  c.materials = {{"M01", "offices/xuhui/documents/1", false}, {"M02", "", true}};
  return c;
}

TEST(PapersTest, OnlyWhatWasUploadedIsLookedFor) {
  EXPECT_THAT(PapersNamed(WithOnePaperAndOneShared()), ElementsAre("offices/xuhui/documents/1"));
}

TEST(PapersTest, OnesOwnFinishedUploadAndWhatStaffScannedMayBeHandedIn) {
  const Case c = WithOnePaperAndOneShared();
  EXPECT_TRUE(CheckPapers(c, {{"offices/xuhui/documents/1", "persons/zhang", true}}).ok());
  EXPECT_TRUE(CheckPapers(c, {{"offices/xuhui/documents/1", "staff/xuhui-a", true}}).ok());
}

TEST(PapersTest, WhatIsAbsentAndWhatIsSomebodyElsesLookAlike) {
  const Case c = WithOnePaperAndOneShared();

  const absl::Status absent = CheckPapers(c, {});
  const absl::Status foreign = CheckPapers(c, {{"offices/xuhui/documents/1", "persons/li", true}});

  EXPECT_EQ(ReasonOf(absent), "DOCUMENT_UNKNOWN");
  EXPECT_EQ(absent, foreign);
}

TEST(PapersTest, PagesAreToldOfSlotsWherePapersTellThem) {
  const Case c = WithOnePaperAndOneShared();
  const Paper paper{"offices/xuhui/documents/1", "persons/zhang", true, 5};
  EXPECT_THAT(PagesOfSlots(c, {paper}), ElementsAre(Pair("M01", 5)));
  EXPECT_THAT(PagesOfSlots(c, {{"offices/xuhui/documents/1", "persons/zhang", true}}), IsEmpty());
  EXPECT_THAT(PagesOfSlots(c, {}), IsEmpty());
}

TEST(PapersTest, AnUploadUnderWayIsNotHandedIn) {
  EXPECT_EQ(ReasonOf(CheckPapers(WithOnePaperAndOneShared(),
                                 {{"offices/xuhui/documents/1", "persons/zhang", false}})),
            "DOCUMENT_NOT_FINISHED");
}

}  // namespace
}  // namespace notary::application
