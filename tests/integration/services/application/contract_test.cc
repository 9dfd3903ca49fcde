// What every mutating method promises: once, in order, to the right people, or not at all.
#include <google/protobuf/util/message_differencer.h>

#include <thread>

#include "services/application/domain/state.h"
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

class ContractTest : public ApplicationFixture {};

TEST_F(ContractTest, TheSameRequestTwiceIsOneEffectAndOneAnswer) {
  v1::CreateApplicationRequest request = NewCase();
  request.set_request_id(NewId(harness_.clock().Now()));

  const Result first = Do(applicant_, "CreateApplication", request);
  const Result second = Do(applicant_, "CreateApplication", request);

  ASSERT_TRUE(first.ok() && second.ok()) << second.status();
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(*first, *second));
}

TEST_F(ContractTest, ARepeatedMoveAnswersAsTheFirstThoughTheStateHasChanged) {
  const std::string name = GivenDraft();
  v1::SubmitApplicationRequest request = Submission(name);
  request.set_request_id(NewId(harness_.clock().Now()));

  const Result first = Do(applicant_, "SubmitApplication", request);
  const Result second = Do(applicant_, "SubmitApplication", request);

  ASSERT_TRUE(first.ok() && second.ok()) << second.status();
  EXPECT_EQ(first->etag(), second->etag());
  EXPECT_THAT(Owed(), ElementsAre("ReportOwnCase", "CreateNotice"));
}

TEST_F(ContractTest, OneRequestIdForTwoContentsIsRefused) {
  v1::CreateApplicationRequest request = NewCase();
  request.set_request_id(NewId(harness_.clock().Now()));
  ASSERT_TRUE(Do(applicant_, "CreateApplication", request).ok());
  (*request.mutable_application()->mutable_form())["applicant.name"] = "李二";

  EXPECT_EQ(ReasonOf(Do(applicant_, "CreateApplication", request).status()), "REQUEST_ID_REUSED");
}

TEST_F(ContractTest, AHundredRepetitionsAtOnceAreOneEffect) {
  const std::string name = GivenDraft();
  v1::SubmitApplicationRequest request = Submission(name);
  request.set_request_id(NewId(harness_.clock().Now()));
  std::vector<std::thread> threads;
  std::vector<absl::Status> outcomes(100, absl::OkStatus());
  for (size_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (size_t i = t; i < outcomes.size(); i += 4) {
        outcomes[i] = Do(applicant_, "SubmitApplication", request).status();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  for (const absl::Status& outcome : outcomes) EXPECT_TRUE(outcome.ok()) << outcome;
  EXPECT_THAT(Owed(), ElementsAre("ReportOwnCase", "CreateNotice"));
}

TEST_F(ContractTest, AStaleEtagChangesNothing) {
  const std::string name = GivenDraft();
  v1::SubmitApplicationRequest request = Submission(name);
  request.set_etag("7");

  const Result refused = Do(applicant_, "SubmitApplication", request);

  EXPECT_EQ(refused.status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(refused.status()), "ETAG_STALE");
  EXPECT_EQ(Get(name).state(), v1::Application::DRAFT);
}

TEST_F(ContractTest, OthersDoNotLearnThatACaseExists) {
  const std::string name = GivenDraft();
  v1::GetApplicationRequest request;
  request.set_name(name);
  v1::GetApplicationRequest absent;
  absent.set_name("offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001");
  const rpc::Principal stranger = testing::Person("li");
  const rpc::Principal other_office = testing::Staff("minhang", "s9", {rpc::Role::ROLE_ASSISTANT});

  for (const auto& [who, what] : {std::pair{stranger, request}, std::pair{other_office, request},
                                  std::pair{stranger, absent}}) {
    const Result result = harness_.Call<v1::Application>(who, Method("GetApplication"), what);
    EXPECT_EQ(result.status().code(), absl::StatusCode::kNotFound);
    EXPECT_EQ(ReasonOf(result.status()), "RESOURCE_NOT_FOUND");
  }
}

TEST_F(ContractTest, StaffSeePeopleMaskedUntilTheyRevealThem) {
  const std::string name = GivenPreCheck();
  v1::GetApplicationRequest get;
  get.set_name(name);
  v1::RevealApplicationRequest reveal;
  reveal.set_name(name);
  reveal.set_purpose("REVIEW");
  reveal.set_request_id(NewId(harness_.clock().Now()));

  const Result masked = harness_.Call<v1::Application>(assistant_, Method("GetApplication"), get);
  const Result clear = Do(assistant_, "RevealApplication", reveal);

  EXPECT_EQ(masked->form().at("applicant.id_number"), "310***********1010");
  EXPECT_EQ(masked->form().at("applicant.name"), "张*");
  EXPECT_EQ(clear->form().at("applicant.name"), "张一");
  EXPECT_EQ(clear->form().at("applicant.id_number"), "310111199001151010");
}

TEST_F(ContractTest, AMoveTheStateDoesNotAllowLeavesNoTrace) {
  const std::string name = GivenDraft();

  const Result refused = Move<v1::TakeApplicationRequest>(assistant_, "TakeApplication", name);

  EXPECT_EQ(refused.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(refused.status()), "STATE_NOT_ALLOWED");
  EXPECT_THAT(Owed(), ElementsAre("ReportOwnCase")) << "as before";
}

// Time goes on between the calls, so that one which came in earlier may get its number later.
TEST_F(ContractTest, ConcurrentApprovalsLeaveNoGapAndNoRepeatAndFollowTheTimeOfIssue) {
  constexpr size_t kCases = 48;
  constexpr size_t kThreads = 16;
  std::vector<std::string> names;
  for (size_t i = 0; i < kCases; ++i) names.push_back(GivenPendingApproval());
  std::vector<std::thread> threads;
  for (size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (size_t i = t; i < kCases; i += kThreads) {
        harness_.clock().Advance(absl::Milliseconds(1));
        EXPECT_TRUE(
            Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", names[i]).ok());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  static constexpr pg::Statement kIssued{
      "test_issued",
      "SELECT c.serial, c.issue_time, h.event_time FROM certificate c JOIN history h "
      "ON h.application_id = c.application_id AND h.event = 'APPROVE' ORDER BY c.serial"};
  const auto issued = db_->Read("xuhui", [&](pg::Tx& tx) { return tx.Query(kIssued); });
  ASSERT_TRUE(issued.ok()) << issued.status();
  ASSERT_THAT(*issued, SizeIs(kCases));
  absl::Time before = absl::InfinitePast();
  for (size_t i = 0; i < kCases; ++i) {
    const pg::Row& row = (*issued)[i];
    EXPECT_EQ(row.Int("serial"), static_cast<int64_t>(i) + 1);
    EXPECT_GE(row.Time("issue_time"), before) << "number " << i + 1 << " is dated before " << i;
    EXPECT_EQ(row.Time("issue_time"), row.Time("event_time"));
    before = row.Time("issue_time");
  }
}

TEST_F(ContractTest, PagesNeitherSkipNorRepeat) {
  for (int i = 0; i < 5; ++i) GivenDraft();
  v1::ListApplicationsRequest request;
  request.set_parent("offices/xuhui");
  request.set_page_size(2);
  std::set<std::string> seen;
  int pages = 0;
  do {
    const auto page = harness_.Call<v1::ListApplicationsResponse>(
        applicant_, Method("ListApplications"), request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const auto& a : page->applications()) EXPECT_TRUE(seen.insert(a.name()).second);
    request.set_page_token(page->next_page_token());
    ++pages;
  } while (!request.page_token().empty());

  EXPECT_EQ(pages, 3);
  EXPECT_EQ(seen.size(), 5);
}

TEST_F(ContractTest, APageTokenOfSomebodyElseIsRefused) {
  for (int i = 0; i < 3; ++i) GivenDraft();
  v1::ListApplicationsRequest request;
  request.set_parent("offices/xuhui");
  request.set_page_size(1);
  request.set_page_token(
      harness_.Call<v1::ListApplicationsResponse>(applicant_, Method("ListApplications"), request)
          ->next_page_token());

  const auto page = harness_.Call<v1::ListApplicationsResponse>(
      testing::Person("li"), Method("ListApplications"), request);

  EXPECT_EQ(ReasonOf(page.status()), "PAGE_TOKEN_INVALID");
}

TEST_F(ContractTest, NobodyHandsInAPaperOfSomebodyElse) {
  v1::CreateApplicationRequest draft = NewCase();
  v1::Material& material = *draft.mutable_application()->add_materials();
  material.set_slot("M01");
  material.set_document(absl::StrCat("offices/xuhui/documents/", NewId(testing::TestStart())));
  const std::string name = Do(applicant_, "CreateApplication", draft)->name();
  papers_.owner = "persons/li";

  const Result foreign = Do(applicant_, "SubmitApplication", Submission(name));
  papers_.owner = applicant_.subject;
  const Result own = Do(applicant_, "SubmitApplication", Submission(name));

  EXPECT_EQ(ReasonOf(foreign.status()), "DOCUMENT_UNKNOWN");
  EXPECT_TRUE(own.ok()) << own.status();
}

TEST_F(ContractTest, OnlyTheNoticeThatWasGivenIsSigned) {
  const std::string name = GivenReviewing();
  v1::RecordRemoteIdentityRequest identity;
  identity.set_name(name);
  identity.set_reference("face-1");
  ASSERT_TRUE(Do(system_, "RecordRemoteIdentity", identity).ok());
  v1::SignNoticeRequest sign;
  sign.set_name(name);
  sign.set_text_hash("bb");

  EXPECT_EQ(ReasonOf(Do(applicant_, "SignNotice", sign).status()), "NOTICE_TEXT_DIFFERS");
  notices_.text_hash.reset();
  EXPECT_EQ(ReasonOf(Do(applicant_, "SignNotice", sign).status()), "NOTICE_NOT_GIVEN");
  notices_.text_hash = "bb";
  EXPECT_TRUE(Do(applicant_, "SignNotice", sign).ok());
}

// The pair assertion, tried from the wrong side: even a buggy binary cannot write an illegal move.
TEST_F(ContractTest, TheDatabaseRefusesAMoveThatIsNotInTheRules) {
  const std::string name = GivenDraft();
  const std::string id = name.substr(name.rfind('/') + 1);
  const ApplicationStore store;

  const absl::Status status = db_->Transact("xuhui", [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(Case c, store.Get(tx, "xuhui", id));
    c.application.state = State::kDelivered;
    c.application.approver = "staff/x";
    store.Advance(tx, c.application, State::kDraft, Event::kApprove, {"SYSTEM", "x", "", ""});
    return absl::OkStatus();
  });

  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
}

TEST_F(ContractTest, TheDatabaseRefusesToMoveACaseThatIsNotAsItWasRead) {
  const std::string name = GivenDraft();
  const std::string id = name.substr(name.rfind('/') + 1);
  const ApplicationStore store;

  const absl::Status status = db_->Transact("xuhui", [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(Case c, store.Get(tx, "xuhui", id));
    c.application.revision -= 1;
    store.Advance(tx, c.application, State::kDraft, Event::kUpdate, {"APPLICANT", "x", "", ""});
    return absl::OkStatus();
  });

  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
}

// C++ table = SQL table.
TEST_F(ContractTest, TheRuleTableInSqlIsTheTableInCode) {
  static constexpr pg::Statement kRules{"test_rules",
                                        "SELECT from_state, event, to_state FROM transition_rule"};
  std::set<std::string> in_sql, in_code = {"NEW START DRAFT"};
  const auto rows = db_->Read("xuhui", [&](pg::Tx& tx) { return tx.Query(kRules); });
  for (const pg::Row& row : *rows) {
    in_sql.insert(
        absl::StrCat(row.Str("from_state"), " ", row.Str("event"), " ", row.Str("to_state")));
  }
  for (const Transition& t : kTransitions) {
    in_code.insert(absl::StrCat(Name(t.from), " ", Name(t.on), " ", Name(t.to)));
  }
  for (const RetiredMove& m : kRetiredMoves) {
    in_code.insert(absl::StrCat(Name(m.from), " ", Name(m.on), " ", Name(m.to)));
  }
  for (const char* state : kEnumNames<State>) {
    for (Event fact : kFacts) in_code.insert(absl::StrCat(state, " ", Name(fact), " ", state));
  }
  EXPECT_EQ(in_sql, in_code);
}

// Proto = code: every name is known on both sides.
TEST_F(ContractTest, TheStatesOfTheProtoAreTheStatesOfTheCode) {
  EXPECT_EQ(v1::Application::State_descriptor()->value_count(),
            static_cast<int>(kEnumNames<State>.size()) + 1);
  for (const char* state : kEnumNames<State>) {
    v1::Application::State parsed;
    EXPECT_TRUE(v1::Application::State_Parse(state, &parsed)) << state;
  }
}

}  // namespace
}  // namespace notary::application
