// What becomes of parcels, taken through every service to its end: lost, returned, called back, or
// taken by somebody else.
#include "tests/e2e/turns/turns_fixture.h"

namespace notary::testing {
namespace {

using ParcelsTest = TurnsTest;

TEST_F(ParcelsTest, ALostParcelIsProducedAndSentAgain) {
  demo::CaseRun run = Diploma();
  NextParcel("lost");
  ASSERT_EQ(UpToDispatch(run), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::INCIDENT), absl::OkStatus());
  const std::string lost = run.Get()->waybill();
  EXPECT_NE(lost, "");

  ASSERT_EQ(Verb(By::kAssistant, "ResolveIncident", run.name(), "note: '快件遗失'").status(),
            absl::OkStatus());
  ASSERT_EQ(run.ProduceAndCheck(), absl::OkStatus());
  ASSERT_EQ(run.SendByCourier(), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::DELIVERED), absl::OkStatus());
  EXPECT_NE(run.Get()->waybill(), lost);
  EXPECT_EQ(run.ExpectNotices("N13", 2), absl::OkStatus());
  EXPECT_EQ(run.Archive(), absl::OkStatus());
}

// The lost parcel turns up and goes back while the second one is under way.
TEST_F(ParcelsTest, AnEarlierParcelMovesNothing) {
  demo::CaseRun run = Diploma();
  NextParcel("lost");
  ASSERT_EQ(UpToDispatch(run), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::INCIDENT), absl::OkStatus());
  const std::string lost = run.Get()->shipment();
  ASSERT_EQ(Verb(By::kAssistant, "ResolveIncident", run.name(), "note: '快件遗失'").status(),
            absl::OkStatus());
  ASSERT_EQ(run.ProduceAndCheck(), absl::OkStatus());
  ASSERT_EQ(run.SendByCourier(), absl::OkStatus());
  const std::string second = run.Get()->shipment();

  ASSERT_EQ(Verb(By::kSystem, "ReportShipment", run.name(),
                 absl::StrCat("shipment: '", lost, "' shipment_state: 'RETURNED'"))
                .status(),
            absl::OkStatus());
  EXPECT_EQ(run.Get()->state(), App::IN_TRANSIT);
  EXPECT_EQ(run.Get()->shipment(), second);
  EXPECT_EQ(run.AwaitState(App::DELIVERED), absl::OkStatus());
  EXPECT_EQ(run.ExpectNotices("N12_COLLECT", 0), absl::OkStatus());
}

TEST_F(ParcelsTest, ALostParcelThatComesBackIsCollected) {
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
  EXPECT_EQ(run.ExpectNotices("N12_COLLECT", 1), absl::OkStatus());
  EXPECT_EQ(run.HandOverAtCounter(), absl::OkStatus());
}

TEST_F(ParcelsTest, AParcelThatSomebodyElseTookIsConfirmedByTheParty) {
  demo::CaseRun run = Diploma();
  NextParcel("other");
  ASSERT_EQ(UpToDispatch(run), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::INCIDENT), absl::OkStatus());

  ASSERT_EQ(Verb(By::kAssistant, "ResolveIncident", run.name(), "received: true").status(),
            absl::OkStatus());
  EXPECT_EQ(run.ExpectNotices("N14", 1), absl::OkStatus());
  EXPECT_EQ(run.Archive(), absl::OkStatus());
}

TEST_F(ParcelsTest, AParcelThatComesBackIsSentAgain) {
  demo::CaseRun run = Diploma();
  NextParcel("returned");
  ASSERT_EQ(UpToDispatch(run), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::READY), absl::OkStatus());
  const std::string first = run.Get()->waybill();
  EXPECT_EQ(run.ExpectNotices("N12_RETURNED", 1), absl::OkStatus());

  // To relatives, in a province that the first courier was not paid for.
  ASSERT_EQ(SendElsewhere(run, "province: '江苏省' city: '苏州市' district: '姑苏区'"),
            absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::DELIVERED), absl::OkStatus());
  EXPECT_TRUE(run.Get()->freight_collect()) << "the second parcel is the party's to pay";
  EXPECT_NE(run.Get()->waybill(), first);
}

TEST_F(ParcelsTest, AParcelIsCalledBackAndSentElsewhere) {
  demo::CaseRun run = Diploma();
  ASSERT_EQ(UpToTheOrder(run), absl::OkStatus());
  const std::string first = run.Get()->waybill();

  ASSERT_EQ(Verb(By::kApplicant, "RecallCertificate", run.name()).status(), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::READY), absl::OkStatus());
  EXPECT_EQ(run.ExpectNotices("N12_KEPT", 1), absl::OkStatus());
  ASSERT_EQ(SendElsewhere(run, "province: '上海市' city: '上海市' district: '黄浦区'"),
            absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::DELIVERED), absl::OkStatus());
  EXPECT_FALSE(run.Get()->freight_collect()) << "the first parcel cost nothing";
  EXPECT_NE(run.Get()->waybill(), first);
}

TEST_F(ParcelsTest, AParcelThatIsCalledBackAndCollectedGivesItsFeeBack) {
  demo::CaseRun run = Diploma();
  ASSERT_EQ(UpToTheOrder(run), absl::OkStatus());
  ASSERT_EQ(
      Verb(By::kAssistant, "RecallCertificate", run.name(), "note: '当事人改为自取'").status(),
      absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::READY), absl::OkStatus());

  EXPECT_EQ(run.HandOverAtCounter(), absl::OkStatus());
  EXPECT_EQ(AwaitPartOfTheFee(run), absl::OkStatus());
}

TEST_F(ParcelsTest, AParcelThatComesBackIsCollectedInstead) {
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

TEST_F(ParcelsTest, ACourierThatWasNotNeededIsPaidBack) {
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

TEST_F(ParcelsTest, ASecondAttemptDelivers) {
  demo::CaseRun run = Diploma();
  NextParcel("failed_once");
  ASSERT_EQ(UpToDispatch(run), absl::OkStatus());
  EXPECT_EQ(run.AwaitState(App::DELIVERED), absl::OkStatus());
}

TEST_F(ParcelsTest, WhereTheCourierDoesNotGoTheCertificateComesBack) {
  demo::CaseScript script = ScriptOf("Diploma for study");
  script.form["courier.address"] = "不可达路1号";
  demo::CaseRun run(World().office(), script);
  ASSERT_EQ(UpToDispatch(run), absl::OkStatus());
  ASSERT_EQ(run.AwaitState(App::READY), absl::OkStatus());

  EXPECT_EQ(run.ExpectNotices("N12_KEPT", 1), absl::OkStatus());
  EXPECT_EQ(run.HandOverAtCounter(), absl::OkStatus());
  EXPECT_EQ(AwaitPartOfTheFee(run), absl::OkStatus()) << "nobody took the parcel";
}

}  // namespace
}  // namespace notary::testing
