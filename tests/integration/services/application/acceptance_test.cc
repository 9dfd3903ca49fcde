// Rows 8 and 9: which office accepts a case (R16, R19).
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

class AcceptanceTest : public ApplicationFixture {
 protected:
  static v1::CreateApplicationRequest At(const std::string& office,
                                         v1::CreateApplicationRequest request) {
    request.set_parent(absl::StrCat("offices/", office));
    request.mutable_application()->mutable_materials()->Clear();
    return request;
  }

  // Up to the pre-check of that office.
  std::string Bring(const std::string& office, const v1::CreateApplicationRequest& request) {
    const std::string name = Do(applicant_, "CreateApplication", At(office, request))->name();
    EXPECT_TRUE(Do(applicant_, "SubmitApplication", Submission(name)).ok());
    EXPECT_TRUE(Move<v1::TakeApplicationRequest>(ClerkOf(office), "TakeApplication", name).ok());
    return name;
  }

  Result AcceptAt(const std::string& office, const std::string& name) {
    v1::AcceptApplicationRequest request;
    request.set_name(name);
    request.mutable_checks()->set_has_interest(true);
    request.mutable_checks()->set_no_dispute(true);
    request.mutable_checks()->set_within_scope(true);
    request.mutable_checks()->set_competent(true);
    return Do(ClerkOf(office), "AcceptApplication", request);
  }

  Result Decline(const std::string& name, const std::string& ground,
                 const std::string& competent_office, const std::string& competent_name) {
    v1::DeclineApplicationRequest request;
    request.set_name(name);
    request.set_ground(ground);
    request.set_competent_office(competent_office);
    request.set_competent_office_name(competent_name);
    return Do(assistant_, "DeclineApplication", request);
  }

  v1::CreateApplicationRequest OfCompany(const std::string& uscc) {
    v1::CreateApplicationRequest request = NewCase();
    v1::Application& a = *request.mutable_application();
    a.set_matter("CERT_BIZ");
    a.mutable_form()->clear();
    (*a.mutable_form())["organisation.name"] = "示例有限公司";
    (*a.mutable_form())["organisation.uscc"] = uscc;
    (*a.mutable_form())["organisation.representative.id_number"] = "310111199001151010";
    return request;
  }

 private:
  static rpc::Principal ClerkOf(const std::string& office) {
    return testing::Staff(office, "clerk", {rpc::Role::ROLE_ASSISTANT});
  }
};

TEST_F(AcceptanceTest, WhatAnotherOfficeHasAcceptedIsNotAcceptedAgain) {
  ASSERT_TRUE(AcceptAt("xuhui", Bring("xuhui", NewCase())).ok());
  const std::string second = Bring("minhang", NewCase());

  const Result refused = AcceptAt("minhang", second);

  EXPECT_EQ(refused.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(refused.status()), "ACCEPTED_ELSEWHERE");
  EXPECT_THAT(std::string(refused.status().message()), ::testing::HasSubstr("Xuhui"));
  EXPECT_EQ(Get(second).state(), v1::Application::PRE_CHECK);
}

TEST_F(AcceptanceTest, HowTheNumberIsWrittenDoesNotMatter) {
  ASSERT_TRUE(AcceptAt("xuhui", Bring("xuhui", NewCase())).ok());
  v1::CreateApplicationRequest spaced = NewCase();
  (*spaced.mutable_application()->mutable_form())["applicant.id_number"] = "310111 19900115 1010";
  EXPECT_EQ(ReasonOf(AcceptAt("minhang", Bring("minhang", spaced)).status()), "ACCEPTED_ELSEWHERE");
}

TEST_F(AcceptanceTest, AnotherPersonOrAnotherMatterIsAnotherCase) {
  ASSERT_TRUE(AcceptAt("xuhui", Bring("xuhui", NewCase())).ok());
  v1::CreateApplicationRequest other_person = NewCase();
  (*other_person.mutable_application()->mutable_form())["applicant.id_number"] =
      "310111199203202026";
  EXPECT_TRUE(AcceptAt("minhang", Bring("minhang", other_person)).ok());
  v1::CreateApplicationRequest other_matter = NewCase();
  other_matter.mutable_application()->set_matter("BIRTH");
  EXPECT_TRUE(AcceptAt("minhang", Bring("minhang", other_matter)).ok());
}

// The spouse's number was typed by mistake: it keeps nobody from an application of their own.
TEST_F(AcceptanceTest, ANumberThatIsCorrectedTakesItsClaimAlong) {
  constexpr char kMeant[] = "310111199203202026";
  const std::string name = GivenReviewing();
  ASSERT_TRUE(AskForAPaper(name).ok());
  v1::UpdateApplicationRequest update;
  update.mutable_application()->set_name(name);
  (*update.mutable_application()->mutable_form())["applicant.id_number"] = kMeant;
  ASSERT_TRUE(Do(applicant_, "UpdateApplication", update).ok());

  EXPECT_TRUE(AcceptAt("minhang", Bring("minhang", NewCase())).ok());
  v1::CreateApplicationRequest meant = NewCase();
  (*meant.mutable_application()->mutable_form())["applicant.id_number"] = kMeant;
  EXPECT_EQ(ReasonOf(AcceptAt("minhang", Bring("minhang", meant)).status()), "ACCEPTED_ELSEWHERE");
}

TEST_F(AcceptanceTest, ANumberIsNotCorrectedToSomebodyWhoIsServedElsewhere) {
  ASSERT_TRUE(AcceptAt("minhang", Bring("minhang", NewCase())).ok());
  v1::CreateApplicationRequest other = NewCase();
  (*other.mutable_application()->mutable_form())["applicant.id_number"] = "310111199203202026";
  const std::string name = Bring("xuhui", other);
  ASSERT_TRUE(AcceptAt("xuhui", name).ok());
  v1::AssignNotaryRequest assign;
  assign.set_name(name);
  assign.set_notary(notary_.subject);
  ASSERT_TRUE(Do(head_, "AssignNotary", assign).ok());
  ASSERT_TRUE(AskForAPaper(name).ok());
  v1::UpdateApplicationRequest update;
  update.mutable_application()->set_name(name);
  (*update.mutable_application()->mutable_form())["applicant.id_number"] =
      NewCase().application().form().at("applicant.id_number");

  EXPECT_EQ(ReasonOf(Do(applicant_, "UpdateApplication", update).status()), "ACCEPTED_ELSEWHERE");
}

// A bachelor's and a master's certificate, one after the other at one office.
TEST_F(AcceptanceTest, TheSameOfficeMayHaveTwo) {
  ASSERT_TRUE(AcceptAt("xuhui", Bring("xuhui", NewCase())).ok());
  EXPECT_TRUE(AcceptAt("xuhui", Bring("xuhui", NewCase())).ok());
}

TEST_F(AcceptanceTest, WhatHasEndedElsewhereMayBeAcceptedHere) {
  const std::string first = Bring("xuhui", NewCase());
  ASSERT_TRUE(AcceptAt("xuhui", first).ok());
  v1::WithdrawApplicationRequest withdraw;
  withdraw.set_name(first);
  ASSERT_TRUE(Do(applicant_, "WithdrawApplication", withdraw).ok());
  const std::string second = Bring("minhang", NewCase());
  EXPECT_EQ(ReasonOf(AcceptAt("minhang", second).status()), "ACCEPTED_ELSEWHERE");
  v1::ApproveClosureRequest approve;
  approve.set_name(first);
  approve.set_fault("PARTY");
  ASSERT_TRUE(Do(head_, "ApproveClosure", approve).ok());
  EXPECT_TRUE(AcceptAt("minhang", second).ok());
}

TEST_F(AcceptanceTest, AnEnterpriseIsKnownByItsCreditCode) {
  ASSERT_TRUE(AcceptAt("xuhui", Bring("xuhui", OfCompany("91310115MA1K3X2P0Y"))).ok());
  EXPECT_EQ(
      ReasonOf(AcceptAt("minhang", Bring("minhang", OfCompany("91310115MA1K3X2P0Y"))).status()),
      "ACCEPTED_ELSEWHERE");
  EXPECT_TRUE(AcceptAt("minhang", Bring("minhang", OfCompany("92310104MA1FLT7Q38"))).ok());
}

TEST_F(AcceptanceTest, WhoIsNotCompetentSaysWhoIs) {
  const std::string name = GivenPreCheck();
  ASSERT_TRUE(Decline(name, "R19_4", "offices/minhang", "").ok());
  const notification::v1::Notice told = Notices().back();
  EXPECT_EQ(told.code(), "N03_COMPETENT");
  EXPECT_EQ(told.values().at("competent_office_zh"), "上海市徐汇公证处");  // the fake's one name
}

TEST_F(AcceptanceTest, TheCompetentOfficeMayBeOneOfAnotherPlace) {
  const std::string name = GivenPreCheck();
  ASSERT_TRUE(Decline(name, "R19_4", "", "浙江省杭州市杭州互联网公证处").ok());
  EXPECT_EQ(Notices().back().values().at("competent_office_en"), "浙江省杭州市杭州互联网公证处");
}

TEST_F(AcceptanceTest, TheCompetentOfficeIsNamedOnceAndOnlyWhereAskedFor) {
  const std::string name = GivenPreCheck();
  EXPECT_EQ(ReasonOf(Decline(name, "R19_4", "", "").status()), "COMPETENT_OFFICE_UNCLEAR");
  EXPECT_EQ(ReasonOf(Decline(name, "R19_4", "offices/minhang", "某公证处").status()),
            "COMPETENT_OFFICE_UNCLEAR");
  EXPECT_EQ(ReasonOf(Decline(name, "R19_4", "offices/xuhui", "").status()), "OFFICE_ITSELF");
  EXPECT_EQ(ReasonOf(Decline(name, "R19_1", "offices/minhang", "").status()),
            "COMPETENT_OFFICE_NOT_ASKED");
  ASSERT_TRUE(Decline(name, "R19_1", "", "").ok());
  EXPECT_EQ(Notices().back().code(), "N03");
}

}  // namespace
}  // namespace notary::application
