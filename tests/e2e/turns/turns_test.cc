// What goes wrong on the way, taken through every service to its end: codes that expire, visits
// that are missed, papers that are not what they seemed.
#include "notary/notification/v1/notification_service.pb.h"
#include "notary/payment/v1/payment_service.pb.h"
#include "platform/base/error.h"
#include "tests/e2e/turns/turns_fixture.h"

namespace notary::testing {
namespace {

TEST_F(TurnsTest, WhoHasALowIncomePaysTheCourierOnly) {
  demo::CaseRun run = Diploma();
  ASSERT_EQ(UpToReview(run), absl::OkStatus());
  ASSERT_EQ(run.Await("the fee note", [](const App& a) { return !a.fee_note().empty(); }),
            absl::OkStatus());
  const App assessed = *run.Get();
  constexpr char kReduce[] = "PaymentService/ReduceFeeNote";
  const auto reduced =
      Send(World(), By::kHead, kReduce,
           RequestOf(kReduce,
                     absl::StrCat("name: '", assessed.fee_note(),
                                  "' reduction: 'LOW_INCOME' percent: 100 reason: '低保' proof: '",
                                  assessed.materials(0).document(), "'"),
                     World().Now()));
  ASSERT_EQ(reduced.status(), absl::OkStatus());
  ASSERT_EQ(
      run.Await("the smaller fee", [&](const App& a) { return a.fee_fen() < assessed.fee_fen(); }),
      absl::OkStatus());
  EXPECT_EQ(run.ExpectNotices("N06", 2), absl::OkStatus());
  ASSERT_EQ(UpToDraft(run), absl::OkStatus());
  EXPECT_EQ(run.DraftAndApprove(), absl::OkStatus());
}

TEST_F(TurnsTest, AnExpiredCodeIsFollowedByAnother) {
  demo::CaseRun run = Diploma();
  ASSERT_EQ(UpToReview(run), absl::OkStatus());
  ASSERT_EQ(run.Await("the fee note", [](const App& a) { return !a.fee_note().empty(); }),
            absl::OkStatus());
  const auto start = [&]() -> absl::StatusOr<payment::v1::Payment> {
    payment::v1::StartPaymentRequest request;
    request.set_name(run.Get()->fee_note());
    request.set_request_id(World().office().NewRequestId());
    return World().office().Call<payment::v1::Payment>(
        PrincipalOf(By::kApplicant), "/notary.payment.v1.PaymentService/StartPayment", request);
  };
  const auto first = start();
  ASSERT_TRUE(first.ok()) << first.status();
  World().office().Advance(absl::Hours(3));
  const auto second = start();
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_NE(second->order_number(), first->order_number());
  EXPECT_EQ(run.Pay(), absl::OkStatus());
  EXPECT_NE(start().status(), absl::OkStatus());
}

// The paper that the party brings is another than the one that was uploaded.
TEST_F(TurnsTest, WhatIsWithheldIsRevokedAndArchived) {
  demo::CaseRun run(World().office(), ScriptOf("one visit at collection"));
  ASSERT_EQ(UpToReview(run), absl::OkStatus());
  ASSERT_EQ(run.VerifyByHand(), absl::OkStatus());
  ASSERT_EQ(run.Pay(), absl::OkStatus());
  ASSERT_EQ(run.DraftAndApprove(), absl::OkStatus());
  ASSERT_EQ(run.ProduceAndCheck(), absl::OkStatus());

  ASSERT_EQ(Verb(By::kNotary, "WithholdCertificate", run.name(), "ground: 'REF05'").status(),
            absl::OkStatus());
  EXPECT_EQ(run.ExpectNotices("N18", 1), absl::OkStatus());
  EXPECT_EQ(run.Get()->visit_count(), 1);
  EXPECT_EQ(run.Archive(), absl::OkStatus());
}

// The register is down when the party comes at the time it booked.
TEST_F(TurnsTest, AVisitIsRecordedWhileTheCaseWaits) {
  const demo::RegisterSwitch civil_affairs = World().Register();
  demo::CaseRun run(World().office(), ScriptOf("The register is down"));
  ASSERT_EQ(UpToReview(run), absl::OkStatus());
  ASSERT_EQ(civil_affairs.off(), absl::OkStatus());
  const absl::Status asked = run.Verify("MARRIAGE_RECORD", "VERIFY", /*blocking=*/true);
  const absl::Status visited = run.VisitOffice();
  ASSERT_EQ(civil_affairs.on(), absl::OkStatus());
  ASSERT_EQ(asked, absl::OkStatus());
  ASSERT_EQ(visited, absl::OkStatus());

  ASSERT_EQ(run.AwaitState(App::REVIEWING), absl::OkStatus());
  ASSERT_EQ(run.Pay(), absl::OkStatus());
  EXPECT_EQ(FromApprovalByCourier(run), absl::OkStatus());
  EXPECT_EQ(run.Get()->visit_count(), 1);
}

// Who comes only to collect finds nothing to collect before it is issued.
TEST_F(TurnsTest, AVisitAtCollectionIsNotBookedBeforeThereIsACertificate) {
  demo::CaseScript script = ScriptOf("Diploma for study");
  script.visit = App::AT_COLLECTION;
  script.handover = App::COUNTER;
  std::erase_if(script.form, [](const auto& field) { return field.first.starts_with("courier."); });
  demo::CaseRun run(World().office(), script);
  const auto book = [&run] { return ReasonOf(run.Book(run.FirstFreeSlot()->value()).status()); };
  ASSERT_EQ(UpToReview(run), absl::OkStatus());
  EXPECT_EQ(book(), "CASE_AWAITS_NO_VISIT");

  ASSERT_EQ(FromReviewAtCounter(run), absl::OkStatus());
  EXPECT_EQ(book(), "CASE_AWAITS_NO_VISIT") << "it was collected";
}

TEST_F(TurnsTest, NothingComesAfterAWithdrawalWhileTheRegisterIsDown) {
  const demo::RegisterSwitch civil_affairs = World().Register();
  demo::CaseRun run(World().office(), ScriptOf("The register is down"));
  ASSERT_EQ(UpToReview(run), absl::OkStatus());
  ASSERT_EQ(run.Pay(), absl::OkStatus());
  ASSERT_EQ(civil_affairs.off(), absl::OkStatus());
  const absl::Status asked = run.Verify("MARRIAGE_RECORD", "VERIFY", /*blocking=*/true);
  const absl::Status withdrawn = run.Withdraw();
  const absl::Status closed = run.ApproveClosure("NOBODY");
  ASSERT_EQ(civil_affairs.on(), absl::OkStatus());
  ASSERT_EQ(asked, absl::OkStatus());
  ASSERT_EQ(withdrawn, absl::OkStatus());
  ASSERT_EQ(closed, absl::OkStatus());

  EXPECT_EQ(run.Await("the refund", [](const App& a) { return a.refund_fen() > 0; }),
            absl::OkStatus());
  World().office().Advance(absl::Hours(24));
  EXPECT_EQ(run.Get()->state(), App::TERMINATED);
}

// The first date was a slip of the pen; the paper shows the right one.
TEST_F(TurnsTest, AWrongDateIsCorrectedAndAskedAgain) {
  demo::CaseRun run(World().office(), ScriptOf("The date is not the registered one"));
  ASSERT_EQ(UpToReview(run), absl::OkStatus());
  ASSERT_EQ(run.Pay(), absl::OkStatus());
  ASSERT_EQ(run.Verify("MARRIAGE_RECORD", "VERIFY", /*blocking=*/true), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::REVIEWING), absl::OkStatus());
  ASSERT_EQ(run.ExpectAnswer("MISMATCH", "M03"), absl::OkStatus());

  ASSERT_EQ(Verb(By::kNotary, "RequestSupplement", run.name(),
                 "items { slot: 'M01' note: '登记日期有误' } note: '请更正'")
                .status(),
            absl::OkStatus());
  constexpr char kUpdate[] = "ApplicationService/UpdateApplication";
  const std::string correction =
      absl::StrCat("application { name: '", run.name(),
                   "' form { key: 'marriage.registration_date' value: '2016-05-20' } }");
  ASSERT_EQ(Send(World(), By::kApplicant, kUpdate, RequestOf(kUpdate, correction, World().Now()))
                .status(),
            absl::OkStatus());
  ASSERT_EQ(Verb(By::kApplicant, "SupplementApplication", run.name()).status(), absl::OkStatus());

  ASSERT_EQ(run.Verify("MARRIAGE_RECORD", "VERIFY", /*blocking=*/true), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::REVIEWING), absl::OkStatus());
  ASSERT_EQ(run.ExpectAnswer("VERIFIED", "V00"), absl::OkStatus());
  ASSERT_EQ(run.VisitOffice(), absl::OkStatus());
  EXPECT_EQ(FromApprovalByCourier(run), absl::OkStatus());
}

// Who is married in the register gets no certificate that nothing was found, whoever writes what.
TEST_F(TurnsTest, ARegisteredMarriageIsNotCertifiedAway) {
  demo::CaseScript script = ScriptOf("No registration found");
  const demo::CaseScript married = ScriptOf("every field as registered");
  script.applicant = married.applicant;
  for (const auto& [field, value] : married.form) {
    if (field.starts_with("applicant.")) script.form[field] = value;
  }
  demo::CaseRun run(World().office(), script);
  ASSERT_EQ(UpToReview(run), absl::OkStatus());
  ASSERT_EQ(run.Pay(), absl::OkStatus());
  ASSERT_EQ(run.Verify("MARRIAGE_RECORD", "VERIFY", /*blocking=*/true), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::REVIEWING), absl::OkStatus());
  ASSERT_EQ(run.ExpectAnswer("VERIFIED", "V00"), absl::OkStatus());

  EXPECT_EQ(run.ExpectNoDraft("VERIFICATION_NOT_SUPPORTING"), absl::OkStatus());
  ASSERT_EQ(run.GiveOpinion("与声明一致。"), absl::OkStatus());
  EXPECT_EQ(run.ExpectNoDraft("VERIFICATION_NOT_SUPPORTING"), absl::OkStatus());
}

// A diploma for the United States: the ministry compares the notary's signature.
TEST_F(TurnsTest, ANotaryWhoseSignatureIsNotFiledGetsNothingForUseAbroad) {
  constexpr char kCreate[] = "StaffService/CreateStaff";
  const auto made = Send(World(), By::kSecurityAdmin, kCreate,
                         RequestOf(kCreate,
                                   "parent: 'offices/xuhui' login: 'xuhui.unfiled' "
                                   "display_name: '公证员' roles: ROLE_NOTARY",
                                   World().Now()));
  ASSERT_EQ(made.status(), absl::OkStatus());
  const std::string account = NameIn(kCreate, *made);
  const std::string notary =
      absl::StrCat("notary: 'staff/", account.substr(account.rfind('/') + 1), "'");
  demo::CaseRun run = Diploma();
  ASSERT_EQ(run.CreateAndSubmit(), absl::OkStatus());
  ASSERT_EQ(run.TakeAndAccept(), absl::OkStatus());
  const auto assign = [&] { return Verb(By::kHead, "AssignNotary", run.name(), notary).status(); };
  EXPECT_EQ(ReasonOf(assign()), "SPECIMEN_NOT_VALID");

  constexpr char kFile[] = "StaffService/FileSpecimen";
  const std::string specimen = absl::StrCat(
      "name: '", account, "' specimen { valid_from: '2026-01-01' valid_until: '2030-12-31' }");
  ASSERT_EQ(
      Send(World(), By::kSecurityAdmin, kFile, RequestOf(kFile, specimen, World().Now())).status(),
      absl::OkStatus());
  EXPECT_EQ(assign(), absl::OkStatus());
}

TEST_F(TurnsTest, APartyIsCalledInWhenOnlyItsVisitIsWaitedFor) {
  demo::CaseRun run = Diploma();
  ASSERT_EQ(UpToReview(run), absl::OkStatus());
  ASSERT_EQ(run.Pay(), absl::OkStatus());
  ASSERT_EQ(run.VerifyByHand(), absl::OkStatus());
  EXPECT_EQ(run.ExpectNotices("N12_VISIT", 0), absl::OkStatus());

  ASSERT_EQ(run.Draft(), absl::OkStatus());

  EXPECT_EQ(run.ExpectNotices("N12_VISIT", 1), absl::OkStatus());
  EXPECT_THAT(TextOf(run, "N12_VISIT"), ::testing::HasSubstr("身份证件、"));
  ASSERT_EQ(run.VisitOffice(), absl::OkStatus());
  ASSERT_EQ(run.Approve(), absl::OkStatus());
  EXPECT_EQ(run.ExpectNotices("N12_VISIT", 1), absl::OkStatus());
}

TEST_F(TurnsTest, ADraftThatIsSentBackIsDraftedAgain) {
  demo::CaseRun run = Diploma();
  ASSERT_EQ(UpToReview(run), absl::OkStatus());
  ASSERT_EQ(UpToDraft(run), absl::OkStatus());
  ASSERT_EQ(run.Draft(), absl::OkStatus());
  ASSERT_EQ(Verb(By::kApprover, "ReturnApplication", run.name(), "note: '请核对译文'").status(),
            absl::OkStatus());
  EXPECT_EQ(FromApprovalByCourier(run), absl::OkStatus());
}

}  // namespace
}  // namespace notary::testing
