// What the office has to see to in time (domain.md 1.6). In this catalogue every limit is ten days.
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Request = v1::ListApplicationsRequest;

constexpr absl::Duration kDay = absl::Hours(24);

class WorklistsTest : public ApplicationFixture {
 protected:
  absl::StatusOr<v1::ListApplicationsResponse> Ask(const rpc::Principal& who,
                                                   const Request& request) {
    return harness_.Call<v1::ListApplicationsResponse>(who, Method("ListApplications"), request);
  }

  std::vector<std::string> List(Request::Worklist worklist, int within_days = 0) {
    Request request;
    request.set_parent("offices/xuhui");
    request.set_worklist(worklist);
    request.set_within_days(within_days);
    const auto page = Ask(head_, request);
    EXPECT_TRUE(page.ok()) << page.status();
    std::vector<std::string> names;
    for (const v1::Application& a : page->applications()) names.push_back(a.name());
    return names;
  }

  // Tokens live eight hours and the clock goes on, so days pass by what was done earlier.
  void DaysPass(int days) { harness_.clock().Advance(days * kDay); }
};

TEST_F(WorklistsTest, WhatIsDueAndNotIssued) {
  const std::string name = GivenReviewing();  // due 21 days after
  const std::string done = GivenPendingApproval();
  ASSERT_TRUE(Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", done).ok());

  DaysPass(21);
  EXPECT_THAT(List(Request::ISSUE), IsEmpty()) << "the last day is still in time";
  EXPECT_THAT(List(Request::ISSUE, 1), ElementsAre(name));
  DaysPass(1);
  EXPECT_THAT(List(Request::ISSUE), ElementsAre(name));
}

TEST_F(WorklistsTest, WhatWasSubmittedAndNotAnswered) {
  const std::string name = GivenPreCheck();
  GivenDraft();
  ASSERT_TRUE(Accept(GivenPreCheck()).ok());

  DaysPass(10);
  EXPECT_THAT(List(Request::PRE_CHECK), IsEmpty());
  EXPECT_THAT(List(Request::PRE_CHECK, 1), ElementsAre(name));
  DaysPass(1);
  EXPECT_THAT(List(Request::PRE_CHECK), ElementsAre(name));
  catalogue_.longer = "PRE_CHECK";
  EXPECT_THAT(List(Request::PRE_CHECK), IsEmpty());
  EXPECT_THAT(List(Request::PRE_CHECK_TARGET), ElementsAre(name));
}

// Taking it is no answer, and what the party sent again is counted anew.
TEST_F(WorklistsTest, AnAnswerIsCountedFromTheLastSubmission) {
  const std::string name = GivenPreCheck();
  v1::RequestCompletionRequest ask;
  ask.set_name(name);
  ask.add_items()->set_slot("M01");
  ASSERT_TRUE(Do(assistant_, "RequestCompletion", ask).ok());
  DaysPass(8);
  ASSERT_TRUE(Move<v1::ResubmitApplicationRequest>(applicant_, "ResubmitApplication", name).ok());

  DaysPass(8);
  EXPECT_THAT(List(Request::PRE_CHECK), IsEmpty());
  DaysPass(3);
  EXPECT_THAT(List(Request::PRE_CHECK), ElementsAre(name));
}

TEST_F(WorklistsTest, WhatWaitsForThePartyOrForAnotherBody) {
  catalogue_.rules.facts = {{"MARRIAGE_RECORD", 30, {"applicant.name"}}};
  const std::string party = GivenReviewing();
  ASSERT_TRUE(AskForAPaper(party).ok());
  const std::string agency = GivenReviewing();
  ASSERT_TRUE(AskTheRegister(agency).ok());

  DaysPass(10);
  EXPECT_THAT(List(Request::SUPPLEMENT), IsEmpty());
  DaysPass(1);
  EXPECT_THAT(List(Request::SUPPLEMENT), ElementsAre(party));
  EXPECT_THAT(List(Request::ENTRUSTED_VERIFICATION), ElementsAre(agency));
}

TEST_F(WorklistsTest, WhatEndedAndIsNotFiled) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(Pay(name).ok());
  ASSERT_TRUE(Move<v1::WithdrawApplicationRequest>(applicant_, "WithdrawApplication", name).ok());
  ASSERT_TRUE(ReportClosure(name).ok());
  v1::ApproveClosureRequest close;
  close.set_name(name);
  close.set_fault("NOBODY");
  ASSERT_TRUE(Do(head_, "ApproveClosure", close).ok());

  DaysPass(10);
  EXPECT_THAT(List(Request::ARCHIVE), IsEmpty());
  DaysPass(1);
  EXPECT_THAT(List(Request::ARCHIVE), ElementsAre(name));
  v1::ArchiveApplicationRequest archive;
  archive.set_name(name);
  archive.set_retention("SHORT");
  const rpc::Principal archivist = testing::Staff("xuhui", "r1", {rpc::Role::ROLE_ARCHIVIST});
  ASSERT_TRUE(Do(archivist, "ArchiveApplication", archive).ok());
  EXPECT_THAT(List(Request::ARCHIVE), IsEmpty());
}

TEST_F(WorklistsTest, ARecusalThatWaitsForTheHead) {
  const std::string name = GivenReviewing();
  GivenReviewing();
  v1::RequestRecusalRequest ask;
  ask.set_name(name);
  ask.set_ground("INTERESTED");
  ask.set_explanation("有经济往来");
  ASSERT_TRUE(Do(applicant_, "RequestRecusal", ask).ok());

  EXPECT_THAT(List(Request::RECUSAL), ElementsAre(name));
}

TEST_F(WorklistsTest, AFindingThatWaitsForItsSecondPerson) {
  catalogue_.rules.facts = {{"MARRIAGE_RECORD", 30, {"applicant.name"}}};
  const std::string name = GivenReviewing();
  GivenReviewing();
  v1::RecordManualVerificationRequest finding;
  finding.set_name(name);
  finding.set_fact("MARRIAGE_RECORD");
  finding.set_means("INSPECT");
  finding.set_second_person(head_.subject);
  finding.set_opinion("到登记机关核实，属实");
  const Result found = Do(notary_, "RecordManualVerification", finding);
  ASSERT_TRUE(found.ok()) << found.status();

  const std::string documents = GivenReviewing();
  finding.set_name(documents);
  finding.set_request_id("");
  finding.set_means("DOCUMENTS");
  ASSERT_TRUE(Do(notary_, "RecordManualVerification", finding).ok());
  EXPECT_THAT(List(Request::FINDING), ElementsAre(name)) << "documents are read by one alone";
  Request of_another;
  of_another.set_parent("offices/xuhui");
  of_another.set_worklist(Request::FINDING);
  EXPECT_EQ(Ask(approver_, of_another)->applications_size(), 0) << "it waits for the head";
  v1::ConfirmVerificationRequest confirm;
  confirm.set_name(name);
  confirm.set_verification(found->verifications(0).verification());
  ASSERT_TRUE(Do(head_, "ConfirmVerification", confirm).ok());
  EXPECT_THAT(List(Request::FINDING), IsEmpty());
}

TEST_F(WorklistsTest, PagesAndStatesAreAsInAnyList) {
  const std::string first = GivenPreCheck();
  harness_.clock().Advance(absl::Seconds(1));
  const std::string second = GivenPreCheck();
  DaysPass(11);
  Request request;
  request.set_parent("offices/xuhui");
  request.set_worklist(Request::PRE_CHECK);
  request.set_page_size(1);

  const auto one = Ask(head_, request);
  ASSERT_TRUE(one.ok()) << one.status();
  EXPECT_EQ(one->applications(0).name(), second);
  request.set_page_token(one->next_page_token());
  const auto two = Ask(head_, request);
  ASSERT_TRUE(two.ok()) << two.status();
  EXPECT_EQ(two->applications(0).name(), first);
  EXPECT_EQ(two->next_page_token(), "");
  request.set_worklist(Request::PRE_CHECK_TARGET);
  EXPECT_FALSE(Ask(head_, request).ok()) << "a token of another list";
  request.clear_page_token();
  request.set_state(v1::Application::SUBMITTED);
  EXPECT_THAT(Ask(head_, request)->applications(), IsEmpty());
}

TEST_F(WorklistsTest, IsForStaff) {
  Request request;
  request.set_parent("offices/xuhui");
  request.set_worklist(Request::ISSUE);

  EXPECT_EQ(ReasonOf(Ask(applicant_, request).status()), "WORKLIST_FOR_STAFF");
}

// Every name of the contract is one of the domain's, and counts by a limit of the catalogue.
TEST_F(WorklistsTest, TheContractAndTheDomainNameTheSame) {
  EXPECT_EQ(Request::Worklist_ARRAYSIZE, static_cast<int>(kWorklists.size()) + 1);
  for (int i = 1; i < Request::Worklist_ARRAYSIZE; ++i) {
    const std::string& name = Request::Worklist_Name(static_cast<Request::Worklist>(i));
    EXPECT_TRUE(FindWorklist(name)) << name;
  }
}

}  // namespace
}  // namespace notary::application
