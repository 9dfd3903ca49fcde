// What has to be right before there is a draft, and still at the approval: a lost original that was
// found, the translation, the wording.
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

using ::testing::Contains;
using ::testing::Not;

class BeforeDraftTest : public ApplicationFixture {
 protected:
  Result Say(const std::string& name, bool lost, bool found) {
    v1::UpdateApplicationRequest request;
    request.mutable_application()->set_name(name);
    request.mutable_application()->set_original_lost(lost);
    request.set_original_found(found);
    return Do(applicant_, "UpdateApplication", request);
  }

  Result File(const std::string& name) {
    v1::FileTranslationRequest request;
    request.set_name(name);
    request.set_document(kTranslation);
    return Do(assistant_, "FileTranslation", request);
  }

  static constexpr char kTranslation[] =
      "offices/xuhui/documents/0190aaaa-0000-7000-8000-00000000000f";
};

TEST_F(BeforeDraftTest, AWrongTickIsTakenBackUntilAcceptance) {
  const std::string name = GivenDraft();
  EXPECT_TRUE(Say(name, /*lost=*/true, /*found=*/false)->original_lost());
  EXPECT_TRUE(Say(name, /*lost=*/false, /*found=*/false)->original_lost()) << "says nothing";
  EXPECT_FALSE(Say(name, /*lost=*/false, /*found=*/true)->original_lost());
  EXPECT_FALSE(Get(name).original_lost());
}

TEST_F(BeforeDraftTest, WhatWasAcceptedAsLostStays) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(AskForAPaper(name).ok());
  ASSERT_TRUE(Say(name, /*lost=*/true, /*found=*/false).ok());
  EXPECT_EQ(ReasonOf(Say(name, /*lost=*/false, /*found=*/true).status()), "FIXED_AT_ACCEPTANCE");
}

// Its forms say how the party comes each time.
TEST_F(BeforeDraftTest, ACaseGoesOnThoughItsMatterIsGivenUp) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(AskForAPaper(name).ok());
  catalogue_.offer = {};
  v1::UpdateApplicationRequest request;
  request.mutable_application()->set_name(name);
  request.mutable_application()->set_visit_mode(v1::Application::BEFORE_ISSUE);
  EXPECT_EQ(Do(applicant_, "UpdateApplication", request).status(), absl::OkStatus());
  request.mutable_application()->set_visit_mode(v1::Application::AT_COLLECTION);
  EXPECT_EQ(ReasonOf(Do(applicant_, "UpdateApplication", request).status()), "MATTER_NOT_OFFERED");
}

TEST_F(BeforeDraftTest, ATranslationThatNoTemplateMakesIsFiledFirst) {
  catalogue_.rules.translation = true;
  const std::string name = GivenReviewing();
  PrepareDraft(name);
  EXPECT_EQ(ReasonOf(Draft(name).status()), "TRANSLATION_MISSING");

  EXPECT_EQ(ReasonOf(File(name).status()), "DOCUMENT_UNKNOWN") << "the applicant's own";
  papers_.owner = "staff/a1";
  catalogue_.rules.translation_pages = 10;
  papers_.pages = 11;
  EXPECT_EQ(ReasonOf(File(name).status()), "PAGES_EXCEEDED");
  papers_.pages = 10;
  const Result filed = File(name);
  ASSERT_TRUE(filed.ok()) << filed.status();
  EXPECT_EQ(filed->state(), v1::Application::REVIEWING);
  EXPECT_EQ(Draft(name).status(), absl::OkStatus());
}

TEST_F(BeforeDraftTest, WhereNoneIsAskedForNoneIsFiled) {
  papers_.owner = "staff/a1";
  EXPECT_EQ(ReasonOf(File(GivenReviewing()).status()), "TRANSLATION_NOT_ASKED");
}

// A draft of before the rule, or a wording that came since: no number is taken for a text that
// cannot be made.
TEST_F(BeforeDraftTest, TheApprovalAsksAgain) {
  const std::string name = GivenPendingApproval();
  const auto approve = [&] {
    return Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name).status();
  };
  catalogue_.rules.translation = true;
  EXPECT_EQ(ReasonOf(approve()), "TRANSLATION_MISSING");
  catalogue_.rules.translation = false;
  wordings_.made = PreconditionError("TEXT_VALUE_MISSING", {"缺少", "Missing"});
  EXPECT_EQ(ReasonOf(approve()), "TEXT_VALUE_MISSING");
  EXPECT_THAT(Owed(), Not(Contains("IssueCertificate")));
  wordings_.made = absl::OkStatus();
  EXPECT_EQ(approve(), absl::OkStatus());
}

// The certificate on the translation has a number of its own.
TEST_F(BeforeDraftTest, NoNumberIsTakenForATranslationThatCannotBeAttested) {
  catalogue_.rules.copy_trans = true;
  const std::string name = GivenPendingApproval();
  wordings_.copy_made = PreconditionError("TEXT_VALUE_MISSING", {"缺少", "Missing"});
  const auto approve = [&] {
    return Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name);
  };
  EXPECT_EQ(ReasonOf(approve().status()), "TEXT_VALUE_MISSING");
  EXPECT_THAT(Owed(), Not(Contains("IssueCertificate")));
  wordings_.copy_made = absl::OkStatus();
  const auto issued = approve();
  ASSERT_TRUE(issued.ok()) << issued.status();
  EXPECT_EQ(issued->certificates(0).serial(), 1);
  EXPECT_EQ(issued->certificates(1).serial(), 2);
}

TEST_F(BeforeDraftTest, ACaseWithoutOneAsksForItsOwnTextOnly) {
  const std::string name = GivenPendingApproval();
  wordings_.copy_made = PreconditionError("TEXT_VALUE_MISSING", {"缺少", "Missing"});
  EXPECT_EQ(Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name).status(),
            absl::OkStatus());
}

}  // namespace
}  // namespace notary::application
