// What goes wrong on the way, taken through every service to its end: parcels that do not arrive,
// codes that expire, visits that are missed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "cmd/fsck/fsck.h"
#include "cmd/notaryctl/demo/scripts.h"
#include "notary/notification/v1/notification_service.pb.h"
#include "notary/payment/v1/payment_service.pb.h"
#include "tests/testing/office/cast.h"
#include "tests/testing/office/digest.h"

namespace notary::testing {
namespace {

using App = application::v1::Application;

class TurnsTest : public ::testing::Test {
 protected:
  // Whatever happened, the invariants hold and nothing is owed any more.
  void TearDown() override {
    const absl::Time until = absl::Now() + absl::Seconds(10);
    std::string broken;
    do {
      broken.clear();
      const auto findings = fsck::Check(World().owner());
      ASSERT_TRUE(findings.ok()) << findings.status();
      for (const fsck::Finding& finding : *findings) {
        if (!finding.ok) absl::StrAppend(&broken, finding.name, ": ", finding.detail, "\n");
      }
      if (!broken.empty()) absl::SleepFor(absl::Milliseconds(100));
    } while (!broken.empty() && absl::Now() < until);
    EXPECT_EQ(broken, "");
  }

  // A diploma of xuhui that goes by courier.
  demo::CaseRun Diploma() { return demo::CaseRun(World().office(), ScriptOf("Diploma for study")); }

  static absl::Status UpToDispatch(demo::CaseRun& run) {
    RETURN_IF_ERROR(UpToReview(run));
    RETURN_IF_ERROR(UpToDraft(run));
    RETURN_IF_ERROR(run.DraftAndApprove());
    RETURN_IF_ERROR(run.ProduceAndCheck());
    return run.SendByCourier();
  }

  static absl::Status AwaitPartOfTheFee(demo::CaseRun& run) {
    return run.Await("the refund of the courier", [](const App& a) {
      return a.payment_state() == App::PART_REFUNDED && a.refund_fen() > 0;
    });
  }

  // How the courier carries the next parcel.
  static void NextParcel(const std::string& journey) {
    // Where the office reaches the courier: …/std/service.
    const std::string service = World().office().config().sf_express().url();
    const std::string base = service.substr(0, service.find("/std/"));
    const auto set =
        World().office().phone().Send({.method = "POST",
                                       .url = absl::StrCat(base, "/control/journey"),
                                       .body = absl::StrCat("{\"journey\":\"", journey, "\"}")});
    ASSERT_TRUE(set.ok()) << set.status();
    ASSERT_EQ(set->status, 204);
  }

  static absl::StatusOr<std::string> Verb(By by, const std::string& verb, const std::string& name,
                                          const std::string& more = "") {
    const std::string method = absl::StrCat("ApplicationService/", verb);
    return Send(World(), by, method,
                RequestOf(method, absl::StrCat("name: '", name, "' ", more), World().Now()));
  }
};

TEST_F(TurnsTest, ALostParcelIsProducedAndSentAgain) {
  demo::CaseRun run = Diploma();
  NextParcel("lost");
  ASSERT_EQ(UpToDispatch(run), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::INCIDENT), absl::OkStatus());
  const std::string lost = run.Get()->waybill();
  EXPECT_NE(lost, "");

  ASSERT_EQ(Verb(By::kAssistant, "ResolveIncident", run.name(), "note: '快件遗失'").status(),
            absl::OkStatus());
  ASSERT_EQ(run.PassQualityCheck(), absl::OkStatus());
  ASSERT_EQ(run.SendByCourier(), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::DELIVERED), absl::OkStatus());
  EXPECT_NE(run.Get()->waybill(), lost);
  EXPECT_EQ(run.ExpectNotices("N13", 2), absl::OkStatus());
  EXPECT_EQ(run.Archive(), absl::OkStatus());
}

// The lost parcel turns up and goes back while the second one is under way.
TEST_F(TurnsTest, AnEarlierParcelMovesNothing) {
  demo::CaseRun run = Diploma();
  NextParcel("lost");
  ASSERT_EQ(UpToDispatch(run), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::INCIDENT), absl::OkStatus());
  const std::string lost = run.Get()->shipment();
  ASSERT_EQ(Verb(By::kAssistant, "ResolveIncident", run.name(), "note: '快件遗失'").status(),
            absl::OkStatus());
  ASSERT_EQ(run.PassQualityCheck(), absl::OkStatus());
  ASSERT_EQ(run.SendByCourier(), absl::OkStatus());
  const std::string second = run.Get()->shipment();

  ASSERT_EQ(Verb(By::kSystem, "ReportShipment", run.name(),
                 absl::StrCat("shipment: '", lost, "' shipment_state: 'RETURNED'"))
                .status(),
            absl::OkStatus());
  EXPECT_EQ(run.Get()->state(), App::IN_TRANSIT);
  EXPECT_EQ(run.Get()->shipment(), second);
  EXPECT_EQ(run.AwaitState(App::DELIVERED), absl::OkStatus());
  EXPECT_EQ(run.ExpectNotices("N12", 0), absl::OkStatus());
}

TEST_F(TurnsTest, ALostParcelThatComesBackIsCollected) {
  demo::CaseRun run = Diploma();
  NextParcel("lost");
  ASSERT_EQ(UpToDispatch(run), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::INCIDENT), absl::OkStatus());

  const std::string shipment = run.Get()->shipment();
  ASSERT_EQ(Verb(By::kSystem, "ReportShipment", run.name(),
                 absl::StrCat("shipment: '", shipment, "' shipment_state: 'RETURNED'"))
                .status(),
            absl::OkStatus());
  EXPECT_EQ(run.Get()->state(), App::READY);
  EXPECT_EQ(run.ExpectNotices("N12", 1), absl::OkStatus());
  EXPECT_EQ(run.HandOverAtCounter(), absl::OkStatus());
}

TEST_F(TurnsTest, AParcelThatSomebodyElseTookIsConfirmedByTheParty) {
  demo::CaseRun run = Diploma();
  NextParcel("other");
  ASSERT_EQ(UpToDispatch(run), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::INCIDENT), absl::OkStatus());

  ASSERT_EQ(Verb(By::kAssistant, "ResolveIncident", run.name(), "received: true").status(),
            absl::OkStatus());
  EXPECT_EQ(run.ExpectNotices("N14", 1), absl::OkStatus());
  EXPECT_EQ(run.Archive(), absl::OkStatus());
}

TEST_F(TurnsTest, AParcelThatComesBackIsSentAgain) {
  demo::CaseRun run = Diploma();
  NextParcel("returned");
  ASSERT_EQ(UpToDispatch(run), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::READY), absl::OkStatus());
  const std::string first = run.Get()->waybill();
  EXPECT_EQ(run.ExpectNotices("N12_RETURNED", 1), absl::OkStatus());

  // To relatives, in a province that the first courier was not paid for.
  ASSERT_EQ(Verb(By::kApplicant, "ChangeDeliveryAddress", run.name(),
                 "province: '江苏省' city: '苏州市' district: '姑苏区' address: '示范路2号'")
                .status(),
            absl::OkStatus());
  ASSERT_EQ(run.SendByCourier(), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::DELIVERED), absl::OkStatus());
  EXPECT_TRUE(run.Get()->freight_collect()) << "the second parcel is the party's to pay";
  EXPECT_NE(run.Get()->waybill(), first);
}

TEST_F(TurnsTest, AParcelThatComesBackIsCollectedInstead) {
  demo::CaseRun run = Diploma();
  NextParcel("returned");
  ASSERT_EQ(UpToDispatch(run), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::READY), absl::OkStatus());

  EXPECT_EQ(run.ExpectNotices("N12_RETURNED", 1), absl::OkStatus());
  EXPECT_EQ(run.HandOverAtCounter(), absl::OkStatus());
  EXPECT_EQ(run.Get()->state(), App::DELIVERED);
  Settle(World().owner());
  EXPECT_EQ(run.Get()->payment_state(), App::PAID) << "the courier has earned it";
}

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

TEST_F(TurnsTest, ACourierThatWasNotNeededIsPaidBack) {
  demo::CaseRun run = Diploma();
  ASSERT_EQ(UpToReview(run), absl::OkStatus());
  ASSERT_EQ(UpToDraft(run), absl::OkStatus());
  ASSERT_EQ(run.DraftAndApprove(), absl::OkStatus());
  ASSERT_EQ(run.ProduceAndCheck(), absl::OkStatus());
  ASSERT_EQ(run.HandOverAtCounter(), absl::OkStatus());
  ASSERT_EQ(AwaitPartOfTheFee(run), absl::OkStatus());
  EXPECT_EQ(run.ExpectNotices("N15", 1), absl::OkStatus());
  EXPECT_EQ(run.Archive(), absl::OkStatus());
}

TEST_F(TurnsTest, ASecondAttemptDelivers) {
  demo::CaseRun run = Diploma();
  NextParcel("failed_once");
  ASSERT_EQ(UpToDispatch(run), absl::OkStatus());
  EXPECT_EQ(run.AwaitState(App::DELIVERED), absl::OkStatus());
}

TEST_F(TurnsTest, WhereTheCourierDoesNotGoTheCertificateComesBack) {
  demo::CaseScript script = ScriptOf("Diploma for study");
  script.form["courier.address"] = "不可达路1号";
  demo::CaseRun run(World().office(), script);
  ASSERT_EQ(UpToDispatch(run), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::READY), absl::OkStatus());

  EXPECT_EQ(run.ExpectNotices("N12", 1), absl::OkStatus());
  EXPECT_EQ(run.HandOverAtCounter(), absl::OkStatus());
  EXPECT_EQ(AwaitPartOfTheFee(run), absl::OkStatus()) << "nobody took the parcel";
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
