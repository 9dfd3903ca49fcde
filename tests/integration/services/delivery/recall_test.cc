// A parcel is called back until it is picked up (domain.md 8.4).
#include "tests/integration/services/delivery/delivery_fixture.h"

namespace notary::delivery {
namespace {

TEST_F(DeliveryTest, AParcelIsCalledBackBeforeItIsPickedUp) {
  const std::string name = GivenShipment();
  Look();

  Recall(name);
  EXPECT_EQ(Look(), 1);

  EXPECT_THAT(courier_.cancelled, ::testing::ElementsAre(courier_.orders.begin()->first));
  EXPECT_EQ(Get(name).state(), "CANCELLED");
  EXPECT_EQ(LastReport().shipment_state(), "CANCELLED");
  EXPECT_EQ(LastReport().recall(), Report::GIVEN_BACK);
  harness_.clock().Advance(absl::Hours(1));
  EXPECT_EQ(Look(), 0);
}

TEST_F(DeliveryTest, AParcelThatWasNeverOrderedIsCalledBackToo) {
  const std::string name = GivenShipment();
  courier_.cancellation = NotFoundError("COURIER_ORDER_UNKNOWN", {"未找到运单", "No such order"});

  Recall(name);
  EXPECT_EQ(Look(), 1);

  EXPECT_TRUE(courier_.orders.empty());
  EXPECT_EQ(Get(name).state(), "CANCELLED");
}

TEST_F(DeliveryTest, WhatIsPickedUpGoesOn) {
  const std::string name = GivenShipment();
  Look();
  courier_.cancellation = PreconditionError("COURIER_ALREADY_PICKED_UP", {"已揽收", "Too late"});

  Recall(name);
  EXPECT_EQ(Look(), 1);

  EXPECT_EQ(LastReport().recall(), Report::TOO_LATE);
  EXPECT_EQ(LastReport().shipment_state(), "CREATED");
  EXPECT_FALSE(Get(name).has_recall_time());
  harness_.clock().Advance(absl::Hours(1));
  courier_.scans = {ScanAt(absl::Hours(1), ShipmentEvent::kPickUp, "1")};
  EXPECT_EQ(Look(), 1);
  EXPECT_EQ(LastReport().recall(), Report::NO_ANSWER) << "it is said once";
  EXPECT_EQ(courier_.cancelled.size(), 1u);
}

TEST_F(DeliveryTest, OnItsWayItIsNotEvenAskedFor) {
  const std::string name = GivenShipment();
  Look();
  courier_.scans = {ScanAt(absl::Hours(1), ShipmentEvent::kPickUp, "1")};
  Push();
  Look();

  Recall(name);
  EXPECT_EQ(Look(), 1);

  EXPECT_TRUE(courier_.cancelled.empty());
  EXPECT_EQ(LastReport().recall(), Report::TOO_LATE);
}

TEST_F(DeliveryTest, TheAnswerToARecallIsNotLostWhenTheNextQuestionFails) {
  const std::string name = GivenShipment();
  Look();
  courier_.cancellation = PreconditionError("COURIER_ALREADY_PICKED_UP", {"已揽收", "Too late"});
  courier_.routes_down = absl::UnavailableError("down");
  Recall(name);
  EXPECT_EQ(Look(), 0);
  EXPECT_TRUE(Get(name).has_recall_time()) << "nobody was told yet";

  courier_.routes_down = absl::OkStatus();
  harness_.clock().Advance(absl::Minutes(2));
  EXPECT_EQ(Look(), 1);
  EXPECT_EQ(LastReport().recall(), Report::TOO_LATE);
}

TEST_F(DeliveryTest, ARefusalForGoodEndsTheRecall) {
  const std::string name = GivenShipment();
  Look();
  courier_.cancellation = DeniedError("COURIER_NOT_ENTITLED", {"无权限", "Not entitled"});
  Recall(name);

  EXPECT_EQ(Look(), 1);
  EXPECT_EQ(LastReport().recall(), Report::TOO_LATE);
  harness_.clock().Advance(absl::Minutes(2));
  EXPECT_EQ(Look(), 0);
  EXPECT_EQ(courier_.cancelled.size(), 1u);
}

// A reply without sense, a signature refused, a trouble of its own: it has not said no.
TEST_F(DeliveryTest, AnAnswerThatSaysNothingOfTheParcelIsAskedForAgain) {
  const std::string name = GivenShipment();
  Look();
  Recall(name);
  for (const char* reason :
       {"COURIER_REPLY_UNREADABLE", "COURIER_SIGNATURE_REFUSED", "COURIER_REQUEST_REFUSED"}) {
    courier_.cancellation = MakeError(absl::StatusCode::kInternal, reason, {"无法识别", "What?"});
    EXPECT_EQ(Look(), 0) << reason;
    EXPECT_TRUE(Get(name).has_recall_time()) << reason;
    harness_.clock().Advance(absl::Minutes(1));
  }

  courier_.cancellation = absl::OkStatus();
  EXPECT_EQ(Look(), 1);
  EXPECT_EQ(LastReport().recall(), Report::GIVEN_BACK);
}

TEST_F(DeliveryTest, WhoIsNotUnderstoodForLongIsAskedRarely) {
  const std::string name = GivenShipment();
  Look();
  courier_.cancellation =
      MakeError(absl::StatusCode::kInternal, "COURIER_REPLY_UNREADABLE", {"无法识别", "What?"});
  Recall(name);
  for (int minute = 0; minute < 24 * 60; ++minute) {
    Look();
    harness_.clock().Advance(absl::Minutes(1));
  }

  EXPECT_LT(courier_.cancelled.size(), 100u);
  EXPECT_TRUE(Get(name).has_recall_time());
}

// While one worker is ordering the courier, no other cancels what is not there yet.
TEST_F(DeliveryTest, ARecallWaitsForWhoeverIsOrderingTheCourier) {
  const std::string name = GivenShipment();
  courier_.meanwhile = [&] {
    Recall(name);
    EXPECT_EQ(Look(), 0) << "somebody is at it";
  };
  EXPECT_EQ(Look(), 1);
  EXPECT_EQ(Get(name).waybill(), "SF0000000000001");
  EXPECT_TRUE(courier_.cancelled.empty());

  EXPECT_EQ(Look(), 1) << "at once after it";

  EXPECT_EQ(courier_.cancelled.size(), 1u);
  EXPECT_EQ(LastReport().recall(), Report::GIVEN_BACK);
}

// A worker that slept past its lease orders no courier for what another has cancelled.
TEST_F(DeliveryTest, WhoLostTheParcelOrdersNoCourier) {
  const std::string first = GivenShipment();
  const std::string second = GivenShipment();
  courier_.meanwhile = [&] {
    harness_.clock().Advance(absl::Minutes(5));
    courier_.cancellation = NotFoundError("COURIER_ORDER_UNKNOWN", {"未找到", "No such order"});
    Recall(first);
    Recall(second);
    Look();
  };

  Look();

  EXPECT_EQ(courier_.orders.size(), 1u) << "the one that was being ordered";
}

// Whatever the courier says to the cancellation, where the parcel is stays known.
TEST_F(DeliveryTest, ARecallThatFailsIsRepeatedAndHidesNoNews) {
  const std::string name = GivenShipment();
  Look();
  courier_.cancellation = absl::UnavailableError("down");
  Recall(name);
  EXPECT_EQ(Look(), 0);
  EXPECT_EQ(Look(), 0) << "not before its time";
  EXPECT_EQ(courier_.cancelled.size(), 1u);

  courier_.scans = {ScanAt(absl::Hours(0), ShipmentEvent::kPickUp, "1")};
  harness_.clock().Advance(absl::Minutes(1));
  EXPECT_EQ(Look(), 1);
  EXPECT_EQ(Get(name).state(), "PICKED_UP");
  harness_.clock().Advance(absl::Minutes(1));
  EXPECT_EQ(Look(), 1);
  EXPECT_EQ(LastReport().recall(), Report::TOO_LATE);
}

// It said that it was cancelled, and its messenger took it along all the same.
TEST_F(DeliveryTest, ACancelledParcelThatIsOnItsWayIsFollowed) {
  const std::string name = GivenShipment();
  Look();
  Recall(name);
  Look();
  Push();
  EXPECT_EQ(Look(), 0);
  EXPECT_EQ(Get(name).state(), "CANCELLED");

  courier_.scans = {ScanAt(absl::Hours(2), ShipmentEvent::kSign, "2")};  // scans get lost
  Push();
  EXPECT_EQ(Look(), 1);

  EXPECT_EQ(LastReport().shipment_state(), "SIGNED");
}

}  // namespace
}  // namespace notary::delivery
