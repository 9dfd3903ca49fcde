// A parcel that is wanted back, in time and too late (domain.md 8.4).
#include "tests/integration/services/application/handover_fixture.h"

namespace notary::application {
namespace {

using ::testing::Contains;
using ::testing::Not;

class RecallTest : public HandOverTest {
 protected:
  // On its way, and wanted back by the party.
  std::string GivenRecalled() {
    const std::string name = GivenReady();
    EXPECT_TRUE(Dispatch(name).ok());
    EXPECT_TRUE(Report(name, "CREATED").ok());
    EXPECT_TRUE(Ask(name).ok());
    return name;
  }

  Result Ask(const std::string& name) {
    return Move<v1::RecallCertificateRequest>(applicant_, "RecallCertificate", name);
  }

  Result Answer(const std::string& name, const std::string& state, Recall recall) {
    return Report(name, state, Get(name).waybill(), recall);
  }

  Result GiveBack(const std::string& name) {
    return Answer(name, "CANCELLED", v1::ReportShipmentRequest::GIVEN_BACK);
  }
};

TEST_F(RecallTest, WhatIsNotPickedUpIsCalledBackAndCostNothing) {
  const std::string name = GivenReady();
  ASSERT_TRUE(Dispatch(name).ok());
  ASSERT_TRUE(Report(name, "CREATED").ok());

  const Result asked = Ask(name);
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_EQ(asked->state(), v1::Application::IN_TRANSIT);
  EXPECT_EQ(asked->recall_state(), v1::Application::RECALL_ASKED);
  EXPECT_THAT(asked->acts(), Not(Contains("recall")));
  EXPECT_EQ(OwedTo<delivery::v1::RecallShipmentRequest>("RecallShipment").back().name(),
            asked->shipment());
  EXPECT_EQ(ReasonOf(Ask(name).status()), "ALREADY_RECALLED");
  const Result back = GiveBack(name);

  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(back->state(), v1::Application::READY);
  EXPECT_EQ(back->recall_state(), v1::Application::RECALLED);
  EXPECT_FALSE(back->freight_collect());
  EXPECT_EQ(NoticeCodes().back(), "N12_KEPT");
  EXPECT_EQ(Notices().back().values().at("why"), "RECALLED");
  EXPECT_EQ(ReasonOf(Do(applicant_, "ChangeDeliveryAddress", NewAddress(name)).status()),
            "FIXED_AT_ACCEPTANCE")
      << "no parcel has left: the first is still the one that was charged for";
  EXPECT_TRUE(Do(applicant_, "ChangeDeliveryAddress", NewAddress(name, "上海市")).ok());
  EXPECT_THAT(Dispatch(name)->acts(), Contains("recall")) << "another parcel";
}

TEST_F(RecallTest, ARecallThatComesTooLateIsSaidAndNotRepeated) {
  const std::string name = GivenReady();
  ASSERT_TRUE(Dispatch(name).ok());
  v1::RecallCertificateRequest recall;
  recall.set_name(name);
  EXPECT_EQ(ReasonOf(Do(assistant_, "RecallCertificate", recall).status()), "REQUIRED");
  recall.set_note("当事人来电，身份已核");
  ASSERT_TRUE(Do(assistant_, "RecallCertificate", recall).ok());

  const Result goes_on = Answer(name, "PICKED_UP", v1::ReportShipmentRequest::TOO_LATE);

  ASSERT_TRUE(goes_on.ok()) << goes_on.status();
  EXPECT_EQ(goes_on->state(), v1::Application::IN_TRANSIT);
  EXPECT_EQ(goes_on->recall_state(), v1::Application::RECALL_TOO_LATE);
  EXPECT_EQ(NoticeCodes().back(), "N13_TOO_LATE");
  EXPECT_EQ(ReasonOf(Do(assistant_, "RecallCertificate", recall).status()), "RECALL_TOO_LATE");
  ASSERT_TRUE(Report(name, "RETURNED").ok());
  EXPECT_EQ(Dispatch(name)->recall_state(), v1::Application::NOT_RECALLED) << "another parcel";
}

TEST_F(RecallTest, NobodyCallsAParcelBackForAParty) {
  const std::string name = GivenReady();
  ASSERT_TRUE(Dispatch(name).ok());
  rpc::Principal long_ago = applicant_;
  long_ago.sign_in_time = harness_.clock().Now() - absl::Minutes(11);
  v1::RecallCertificateRequest recall;
  recall.set_name(name);

  EXPECT_EQ(ReasonOf(Do(long_ago, "RecallCertificate", recall).status()), "SIGN_IN_AGAIN");
  EXPECT_TRUE(absl::IsNotFound(Do(testing::Person("li"), "RecallCertificate", recall).status()));
}

// The courier said that it was cancelled, and delivered it all the same.
TEST_F(RecallTest, WhatThePartyHasInHandIsDelivered) {
  const std::string name = GivenRecalled();
  ASSERT_TRUE(GiveBack(name).ok());
  ASSERT_TRUE(Report(name, "PICKED_UP").ok());
  EXPECT_EQ(NoticeCodes().back(), "N13") << "it is on its way after all";

  const Result signed_for = Report(name, "SIGNED");

  ASSERT_TRUE(signed_for.ok()) << signed_for.status();
  EXPECT_EQ(signed_for->state(), v1::Application::DELIVERED);
  EXPECT_EQ(signed_for->recall_state(), v1::Application::NOT_RECALLED);
  EXPECT_EQ(NoticeCodes().back(), "N14");
}

// It left although it was cancelled, and came back: the courier has earned its fee.
TEST_F(RecallTest, WhatTravelledAfterItsCancellationIsPaidFor) {
  const std::string name = GivenRecalled();
  ASSERT_TRUE(GiveBack(name).ok());
  ASSERT_TRUE(Report(name, "PICKED_UP").ok());
  ASSERT_TRUE(Report(name, "RETURNED").ok());
  v1::HandOverRequest collect;
  collect.set_name(name);
  collect.set_identity_record("device-2");
  collect.set_signer_name("张一");
  collect.set_repeat_reason("PARTY_COLLECTS");

  ASSERT_TRUE(Do(assistant_, "HandOver", collect).ok());

  EXPECT_THAT(Owed(), Not(Contains("RefundUnusedCourier")));
}

TEST_F(RecallTest, WhatEndsAnotherWayEndsTheRecallToo) {
  const std::string name = GivenRecalled();

  const Result lost = Answer(name, "LOST", v1::ReportShipmentRequest::TOO_LATE);

  ASSERT_TRUE(lost.ok()) << lost.status();
  EXPECT_EQ(lost->recall_state(), v1::Application::NOT_RECALLED);
  EXPECT_THAT(NoticeCodes(), Not(Contains("N13_TOO_LATE"))) << "it is not being delivered";
}

TEST_F(RecallTest, WhatIsOnItsWayBackIsNotSaidToGoOn) {
  const std::string name = GivenRecalled();

  EXPECT_EQ(Answer(name, "RETURNING", v1::ReportShipmentRequest::TOO_LATE)->recall_state(),
            v1::Application::RECALL_TOO_LATE);

  EXPECT_THAT(NoticeCodes(), Not(Contains("N13_TOO_LATE")));
}

// Found after other papers were made for it: they are what is handed over.
TEST_F(RecallTest, ALostParcelThatTurnsUpAfterItWasReplacedMovesNothing) {
  const std::string name = GivenReady();
  ASSERT_TRUE(Dispatch(name).ok());
  const std::string lost = Get(name).shipment();
  ASSERT_TRUE(Report(name, "LOST").ok());
  ASSERT_TRUE(Move<v1::ResolveIncidentRequest>(assistant_, "ResolveIncident", name).ok());
  Produce(name);
  v1::ReportShipmentRequest found;
  found.set_name(name);
  found.set_shipment(lost);
  found.set_shipment_state("SIGNED");

  const Result after = Do(system_, "ReportShipment", found);

  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(after->state(), v1::Application::READY);
}

TEST_F(RecallTest, WhatWasCalledBackAndIsNotCollectedIsRemindedOf) {
  const std::string name = GivenRecalled();
  ASSERT_TRUE(GiveBack(name).ok());
  harness_.clock().Advance(absl::Hours(24 * 11));

  ASSERT_TRUE(service_.PassTimeLimits(harness_.clock().Now()).ok());

  EXPECT_THAT(NoticeCodes(), Contains("N12_COLLECT_REMINDER"));
}

}  // namespace
}  // namespace notary::application
