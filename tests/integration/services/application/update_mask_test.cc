// What an update sets (AIP-134).
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

class UpdateMaskTest : public ApplicationFixture {
 protected:
  v1::UpdateApplicationRequest Setting(const std::string& name,
                                       const std::vector<std::string>& paths) {
    v1::UpdateApplicationRequest request;
    request.mutable_application()->set_name(name);
    request.mutable_update_mask();
    for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
    return request;
  }
  Result Update(const v1::UpdateApplicationRequest& request) {
    return Do(applicant_, "UpdateApplication", request);
  }
};

TEST_F(UpdateMaskTest, WhatItDoesNotNameStays) {
  const std::string name = GivenDraft();
  v1::UpdateApplicationRequest request = Setting(name, {"visit_mode"});
  request.mutable_application()->set_visit_mode(v1::Application::AT_COLLECTION);
  request.mutable_application()->set_handover_mode(v1::Application::COUNTER);
  (*request.mutable_application()->mutable_form())["applicant.name"] = "李二";
  request.mutable_application()->set_original_lost(true);
  EXPECT_EQ(ReasonOf(Update(request).status()), "COURIER_NEEDS_EARLIER_VISIT")
      << "it stays the courier";

  request = Setting(name, {"visit_mode", "handover_mode"});
  request.mutable_application()->set_visit_mode(v1::Application::AT_COLLECTION);
  request.mutable_application()->set_handover_mode(v1::Application::COUNTER);
  (*request.mutable_application()->mutable_form())["applicant.name"] = "李二";
  const Result updated = Update(request);

  ASSERT_TRUE(updated.ok()) << updated.status();
  EXPECT_EQ(updated->visit_mode(), v1::Application::AT_COLLECTION);
  EXPECT_EQ(updated->handover_mode(), v1::Application::COUNTER);
  EXPECT_EQ(updated->form().at("applicant.name"), "张一");
  EXPECT_FALSE(updated->original_lost());
  EXPECT_EQ(updated->materials_size(), 1);
}

TEST_F(UpdateMaskTest, AFormIsThenAllThereIs) {
  const std::string name = GivenDraft();
  v1::UpdateApplicationRequest request = Setting(name, {"form"});
  (*request.mutable_application()->mutable_form())["applicant.name"] = "张一";

  ASSERT_TRUE(Update(request).ok());

  const v1::Application after = Get(name);
  EXPECT_EQ(after.form_size(), 1) << "read anew";
  EXPECT_EQ(after.form().at("applicant.name"), "张一");
  EXPECT_EQ(after.materials_size(), 1);
}

TEST_F(UpdateMaskTest, APaperIsTakenOutUntilTheCaseIsAccepted) {
  const std::string name = GivenDraft();
  EXPECT_EQ(Update(Setting(name, {"materials"}))->materials_size(), 0);
  EXPECT_EQ(Get(name).materials_size(), 0);

  const std::string accepted = GivenReviewing();
  ASSERT_TRUE(AskForAPaper(accepted).ok());
  const Result refused = Update(Setting(accepted, {"materials"}));

  EXPECT_EQ(ReasonOf(refused.status()), "PAPER_FILED");
  EXPECT_EQ(Get(accepted).materials_size(), 1);
}

TEST_F(UpdateMaskTest, ATickIsTakenBackByIt) {
  const std::string name = GivenDraft();
  v1::UpdateApplicationRequest request = Setting(name, {"original_lost"});
  request.mutable_application()->set_original_lost(true);
  EXPECT_TRUE(Update(request)->original_lost());
  request.mutable_application()->set_original_lost(false);
  EXPECT_FALSE(Update(request)->original_lost());
}

TEST_F(UpdateMaskTest, NamesWhatThereIs) {
  const std::string name = GivenDraft();
  EXPECT_EQ(ReasonOf(Update(Setting(name, {"state"})).status()), "MASK_PATH_UNKNOWN");
  EXPECT_EQ(ReasonOf(Update(Setting(name, {"form.applicant.name"})).status()), "MASK_PATH_UNKNOWN");
  EXPECT_EQ(ReasonOf(Update(Setting(name, {"visit_mode"})).status()), "REQUIRED");
  EXPECT_TRUE(Update(Setting(name, {})).ok()) << "nothing is set";
  EXPECT_EQ(Get(name).form_size(), 4);
}

}  // namespace
}  // namespace notary::application
