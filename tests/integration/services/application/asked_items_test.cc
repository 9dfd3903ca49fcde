// What a party was asked for stands on its case as long as the case waits for it.
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

class AskedItemsTest : public ApplicationFixture {
 protected:
  static std::vector<std::pair<std::string, std::string>> AskedOf(const v1::Application& a) {
    std::vector<std::pair<std::string, std::string>> asked;
    for (const v1::AskedItem& item : a.asked_items()) asked.emplace_back(item.slot(), item.note());
    return asked;
  }
};

TEST_F(AskedItemsTest, StandOnACaseThatWaitsForASupplement) {
  const std::string name = GivenReviewing();
  v1::RequestSupplementRequest ask;
  ask.set_name(name);
  ask.set_note("请补充");
  ask.add_items()->set_slot("M01");
  ask.mutable_items(0)->set_note("背面缺失");
  const Result asked = Do(notary_, "RequestSupplement", ask);
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_THAT(AskedOf(*asked), ElementsAre(Pair("M01", "背面缺失")));
  EXPECT_THAT(AskedOf(Get(name)), ElementsAre(Pair("M01", "背面缺失")));

  v1::SupplementApplicationRequest supplement;
  supplement.set_name(name);
  const Result supplemented = Do(applicant_, "SupplementApplication", supplement);
  ASSERT_TRUE(supplemented.ok()) << supplemented.status();
  EXPECT_THAT(AskedOf(*supplemented), IsEmpty());
  EXPECT_THAT(AskedOf(Get(name)), IsEmpty());
}

TEST_F(AskedItemsTest, AreThoseOfTheLatestRound) {
  const std::string name = GivenPreCheck();
  for (const char* note : {"缺页", "仍缺页"}) {
    v1::RequestCompletionRequest ask;
    ask.set_name(name);
    ask.add_items()->set_slot("M01");
    ask.mutable_items(0)->set_note(note);
    ASSERT_TRUE(Do(assistant_, "RequestCompletion", ask).ok());
    EXPECT_THAT(AskedOf(Get(name)), ElementsAre(Pair("M01", note)));
    v1::ResubmitApplicationRequest again;
    again.set_name(name);
    ASSERT_TRUE(Do(applicant_, "ResubmitApplication", again).ok());
  }
}

}  // namespace
}  // namespace notary::application
