// Row 11: another notary is asked for, and who was recused stays out (L23(3), R20).
#include "notary/notification/v1/notification_service.pb.h"
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

using ::testing::Contains;
using ::testing::Not;

class RecusalTest : public ApplicationFixture {
 protected:
  Result Ask(const rpc::Principal& who, const std::string& name,
             const std::string& ground = "NEAR_RELATIVE") {
    v1::RequestRecusalRequest request;
    request.set_name(name);
    request.set_ground(ground);
    request.set_explanation("公证员是我前夫的兄弟");
    return Do(who, "RequestRecusal", request);
  }

  Result Uphold(const std::string& name, const rpc::Principal& notary) {
    return Uphold(name, notary, head_);
  }
  Result Uphold(const std::string& name, const rpc::Principal& notary, const rpc::Principal& by) {
    v1::DecideRecusalRequest request;
    request.set_name(name);
    request.set_upheld(true);
    request.set_notary(notary.subject);
    return Do(by, "DecideRecusal", request);
  }

  Result Deny(const std::string& name) {
    v1::DecideRecusalRequest request;
    request.set_name(name);
    request.set_reason("二人并无亲属关系");
    return Do(head_, "DecideRecusal", request);
  }

  Result Reassign(const std::string& name, const rpc::Principal& notary) {
    return Reassign(name, notary, head_);
  }
  Result Reassign(const std::string& name, const rpc::Principal& notary,
                  const rpc::Principal& head) {
    v1::ReassignNotaryRequest request;
    request.set_name(name);
    request.set_notary(notary.subject);
    request.set_note("承办公证员病假");
    return Do(head, "ReassignNotary", request);
  }

  // The last notice owed.
  notification::v1::Notice LastNotice() { return Notices().back(); }

  absl::Status Change(const std::string& id, const std::function<void(Application&)>& change,
                      State from, Event event) {
    const ApplicationStore store;
    return db_->Transact("xuhui", [&](pg::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(Case c, store.Get(tx, "xuhui", id));
      change(c.application);
      store.Advance(tx, c.application, from, event, {"HEAD", "staff/h1", "", ""});
      return absl::OkStatus();
    });
  }

  static std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }
};

TEST_F(RecusalTest, ThePartyIsToldWhoHandlesTheCase) {
  GivenReviewing();
  EXPECT_EQ(LastNotice().code(), "N04_NOTARY");
  EXPECT_EQ(LastNotice().values().at("notary"), "公证员甲");
}

// Who assigns does not choose what the certificate prints.
TEST_F(RecusalTest, TheNameIsThatOfTheAccount) {
  const std::string name = GivenPreCheck();
  ASSERT_TRUE(Accept(name).ok());
  v1::AssignNotaryRequest assign;
  assign.set_name(name);
  assign.set_notary("staff/s1");
  EXPECT_EQ(ReasonOf(Do(head_, "AssignNotary", assign).status()), "NOT_A_NOTARY");
  assign.set_notary(notary_.subject);
  assign.set_notary_name("名公证员");
  EXPECT_EQ(ReasonOf(Do(head_, "AssignNotary", assign).status()), "NAME_DIFFERS");
  assign.set_notary_name("公证员甲");
  EXPECT_TRUE(Do(head_, "AssignNotary", assign).ok());
}

TEST_F(RecusalTest, AnotherNotaryForAnotherCauseIsNoRecusal) {
  const std::string name = GivenReviewing();

  const Result other = Reassign(name, approver_);

  ASSERT_TRUE(other.ok()) << other.status();
  EXPECT_EQ(other->handler(), approver_.subject);
  EXPECT_EQ(LastNotice().code(), "N04_NEW_NOTARY");
  EXPECT_EQ(LastNotice().values().at("notary"), "公证员乙");
  EXPECT_EQ(Reassign(name, notary_).status(), absl::OkStatus()) << "who was ill may come back";
}

TEST_F(RecusalTest, WhatIsUpheldBringsAnotherNotaryAndANotice) {
  const std::string name = GivenReviewing();
  const Result asked = Ask(applicant_, name);
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_TRUE(asked->recusal_open());
  ASSERT_EQ(asked->recusals_size(), 1);
  EXPECT_EQ(asked->recusals(0).explanation(), "公证员是我前夫的兄弟");

  const Result upheld = Uphold(name, approver_);

  ASSERT_TRUE(upheld.ok()) << upheld.status();
  EXPECT_EQ(upheld->state(), v1::Application::REVIEWING);
  EXPECT_EQ(upheld->handler(), approver_.subject);
  EXPECT_FALSE(upheld->recusal_open());
  EXPECT_EQ(upheld->recusals(0).outcome(), v1::Recusal::UPHELD);
  EXPECT_EQ(upheld->recusals(0).decider(), head_.subject);
  EXPECT_EQ(LastNotice().code(), "N09");
  EXPECT_EQ(LastNotice().values().at("asked_of"), "公证员甲");
  EXPECT_EQ(LastNotice().values().at("notary"), "公证员乙");
}

TEST_F(RecusalTest, WhatIsNotUpheldIsToldWithTheReason) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(Ask(applicant_, name).ok());

  const Result denied = Deny(name);

  ASSERT_TRUE(denied.ok()) << denied.status();
  EXPECT_EQ(denied->handler(), notary_.subject);
  EXPECT_EQ(Get(name).recusals(0).outcome(), v1::Recusal::NOT_UPHELD);
  EXPECT_EQ(Get(name).recusals(0).reason(), "二人并无亲属关系");
  EXPECT_EQ(LastNotice().code(), "N09_NOT_UPHELD");
  EXPECT_EQ(LastNotice().values().at("reason"), "二人并无亲属关系");
  // Another reason may come up later.
  EXPECT_TRUE(Ask(applicant_, name, "INTERESTED").ok());
  EXPECT_EQ(Get(name).recusals_size(), 2);
}

TEST_F(RecusalTest, FromTheAssignmentToTheIssueAndOnlyThen) {
  const std::string accepted = GivenPreCheck();
  ASSERT_TRUE(Accept(accepted).ok());
  EXPECT_EQ(ReasonOf(Ask(applicant_, accepted).status()), "STATE_NOT_ALLOWED");

  const std::string waiting = GivenReviewing();
  ASSERT_TRUE(AskForAPaper(waiting).ok());
  EXPECT_TRUE(Ask(applicant_, waiting).ok());
  EXPECT_EQ(Uphold(waiting, approver_)->state(), v1::Application::SUPPLEMENT_WAIT);

  catalogue_.rules.facts = {{"MARRIAGE_RECORD", 30, {"applicant.name"}}};
  const std::string verified = GivenReviewing();
  ASSERT_TRUE(AskTheRegister(verified).ok());
  EXPECT_TRUE(Ask(applicant_, verified).ok());
  EXPECT_EQ(Deny(verified)->state(), v1::Application::VERIFY_WAIT);

  catalogue_.rules.facts.clear();
  const std::string issued = GivenPendingApproval();
  ASSERT_TRUE(Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", issued).ok());
  EXPECT_EQ(ReasonOf(Ask(applicant_, issued).status()), "STATE_NOT_ALLOWED");
}

TEST_F(RecusalTest, WhileItIsOpenNothingIsDrafted) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(Ask(applicant_, name).ok());
  v1::SubmitDraftRequest draft;
  draft.set_name(name);
  draft.set_opinion("属实");

  EXPECT_EQ(ReasonOf(Do(notary_, "SubmitDraft", draft).status()), "RECUSAL_OPEN");
  EXPECT_EQ(ReasonOf(Ask(applicant_, name).status()), "RECUSAL_OPEN");
  EXPECT_EQ(ReasonOf(Ask(notary_, name).status()), "RECUSAL_OPEN");
  EXPECT_EQ(ReasonOf(Reassign(name, approver_).status()), "RECUSAL_OPEN");
}

TEST_F(RecusalTest, ADraftOfWhoIsRecusedGoesBackAndIsNotApprovedMeanwhile) {
  const std::string name = GivenPendingApproval();
  const rpc::Principal third = testing::Staff("xuhui", "n3", {rpc::Role::ROLE_NOTARY});
  ASSERT_TRUE(Ask(applicant_, name).ok());
  EXPECT_EQ(
      ReasonOf(Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name).status()),
      "RECUSAL_OPEN");

  EXPECT_EQ(Uphold(name, third)->state(), v1::Application::REVIEWING);

  v1::SubmitDraftRequest draft;
  draft.set_name(name);
  draft.set_opinion("属实");
  EXPECT_EQ(ReasonOf(Do(notary_, "SubmitDraft", draft).status()), "NOTARY_RECUSED");
  ASSERT_TRUE(Do(third, "SubmitDraft", draft).ok());
  EXPECT_EQ(
      ReasonOf(Move<v1::ApproveApplicationRequest>(notary_, "ApproveApplication", name).status()),
      "NOTARY_RECUSED");
  EXPECT_TRUE(Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name).ok());
}

TEST_F(RecusalTest, TheHandlerMayAskAndNoOtherNotary) {
  const std::string name = GivenReviewing();
  EXPECT_EQ(ReasonOf(Ask(approver_, name).status()), "NOT_THE_HANDLER");
  const Result asked = Ask(notary_, name);
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_EQ(asked->recusals(0).asker(), notary_.subject);
  EXPECT_NE(asked->recusals(0).explanation(), "");
  EXPECT_EQ(Get(name).recusals(0).explanation(), "") << "the party reads what is the notary's";
  const rpc::Principal both =
      testing::Staff("xuhui", "n1", {rpc::Role::ROLE_NOTARY, rpc::Role::ROLE_HEAD});
  EXPECT_EQ(ReasonOf(Uphold(name, approver_, both).status()), "FOUR_EYES");
}

TEST_F(RecusalTest, WhoWasRecusedDoesNotComeBack) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(Ask(applicant_, name).ok());
  EXPECT_EQ(ReasonOf(Uphold(name, notary_).status()), "SAME_NOTARY");
  ASSERT_TRUE(Uphold(name, approver_).ok());

  EXPECT_EQ(ReasonOf(Reassign(name, notary_).status()), "NOTARY_RECUSED");
  v1::RevealHistoryRequest reveal;
  reveal.set_name(name);
  reveal.set_purpose("REVIEW");
  const auto read = [&](const rpc::Principal& who) {
    return harness_.Call<v1::ListHistoryResponse>(who, Method("RevealHistory"), reveal).status();
  };
  EXPECT_EQ(ReasonOf(read(notary_)), "NOTARY_RECUSED") << "nor reads what the others write";
  EXPECT_EQ(read(approver_), absl::OkStatus());
  ASSERT_TRUE(Ask(applicant_, name).ok());
  EXPECT_EQ(ReasonOf(Uphold(name, notary_).status()), "NOTARY_RECUSED");
}

// L23(3): not as the head either, who would choose the successor or send the end back.
TEST_F(RecusalTest, WhoWasRecusedMakesNoMoveInAnyRole) {
  const rpc::Principal both = testing::Staff(
      "xuhui", "n1", {rpc::Role::ROLE_NOTARY, rpc::Role::ROLE_APPROVER, rpc::Role::ROLE_HEAD});
  const std::string name = GivenReviewing();
  ASSERT_TRUE(Ask(applicant_, name).ok());
  ASSERT_TRUE(Uphold(name, approver_).ok());

  EXPECT_EQ(ReasonOf(Reassign(name, notary_, both).status()), "NOTARY_RECUSED");
  EXPECT_EQ(ReasonOf(Move<v1::StartForceMajeureRequest>(both, "StartForceMajeure", name).status()),
            "NOTARY_RECUSED");
  v1::GetApplicationRequest get;
  get.set_name(name);
  const auto seen = harness_.Call<v1::Application>(both, Method("GetApplication"), get);
  ASSERT_TRUE(seen.ok()) << seen.status();
  EXPECT_THAT(seen->acts(), ::testing::IsEmpty());
}

TEST_F(RecusalTest, ACaseIsEndedOverItOnlyByTheParty) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(Ask(applicant_, name).ok());
  v1::ProposeRefusalRequest refuse;
  refuse.set_name(name);
  refuse.set_ground("REF06");
  refuse.set_report("材料不足");
  ASSERT_TRUE(Do(notary_, "ProposeRefusal", refuse).ok());
  v1::ApproveClosureRequest close;
  close.set_name(name);
  close.set_fault("PARTY");
  EXPECT_EQ(ReasonOf(Do(head_, "ApproveClosure", close).status()), "RECUSAL_OPEN");
  v1::SendBackClosureRequest back;
  back.set_name(name);
  back.set_note("先决定回避");
  ASSERT_TRUE(Do(head_, "SendBackClosure", back).ok());
  ASSERT_TRUE(Move<v1::WithdrawApplicationRequest>(applicant_, "WithdrawApplication", name).ok());
  ASSERT_TRUE(ReportClosure(name).ok());

  const Result ended = Do(head_, "ApproveClosure", close);

  ASSERT_TRUE(ended.ok()) << ended.status();
  EXPECT_FALSE(ended->recusal_open());
  EXPECT_EQ(ended->recusals(0).outcome(), v1::Recusal::LAPSED);
  EXPECT_EQ(ended->recusals(0).decider(), "");
}

TEST_F(RecusalTest, WhatMayBeDoneSaysIt) {
  const std::string name = GivenReviewing();
  EXPECT_THAT(Get(name).acts(), Contains("requestRecusal"));
  ASSERT_TRUE(Ask(applicant_, name).ok());
  EXPECT_THAT(Get(name).acts(), Not(Contains("requestRecusal")));
  v1::GetApplicationRequest get;
  get.set_name(name);
  EXPECT_THAT(harness_.Call<v1::Application>(head_, Method("GetApplication"), get)->acts(),
              Contains("decideRecusal"));
  ASSERT_TRUE(Deny(name).ok());
  EXPECT_THAT(harness_.Call<v1::Application>(head_, Method("GetApplication"), get)->acts(),
              Not(Contains("decideRecusal")));
}

// The pair assertions, tried from the wrong side.
TEST_F(RecusalTest, TheDatabaseLetsNobodyBackAndIssuesNothingOverARequest) {
  const std::string name = GivenPendingApproval();
  ASSERT_TRUE(Ask(applicant_, name).ok());
  const auto issue = [](Application& a) {
    a.state = State::kIssued;
    a.approver = "staff/n2";
  };
  EXPECT_EQ(Change(IdOf(name), issue, State::kPendingApproval, Event::kApprove).code(),
            absl::StatusCode::kFailedPrecondition);
  ASSERT_TRUE(Uphold(name, approver_).ok());
  const auto back = [](Application& a) { a.handler = "staff/n1"; };
  EXPECT_EQ(Change(IdOf(name), back, State::kReviewing, Event::kReassign).code(),
            absl::StatusCode::kFailedPrecondition);

  static constexpr pg::Statement kRewrite{"test_rewrite", "UPDATE recusal SET ground = 'SELF'"};
  static constexpr pg::Statement kOwn{"test_own", "UPDATE recusal SET decider = notary"};
  static constexpr pg::Statement kForget{"test_forget_recusal", "DELETE FROM recusal"};
  for (const pg::Statement* statement : {&kRewrite, &kOwn, &kForget}) {
    const absl::Status done =
        db_->Transact("xuhui", [&](pg::Tx& tx) { return tx.Exec(*statement).status(); });
    EXPECT_FALSE(done.ok()) << statement->name;
  }
}

}  // namespace
}  // namespace notary::application
