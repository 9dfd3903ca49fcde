// Ordering a courier, and its news.
#include "tests/integration/services/delivery/delivery_fixture.h"

namespace notary::delivery {
namespace {

TEST_F(DeliveryTest, OrdersOnceAndReportsTheWaybill) {
  const std::string name = GivenShipment();

  ASSERT_TRUE(service_.FollowParcels(harness_.clock().Now()).ok());
  ASSERT_TRUE(service_.FollowParcels(harness_.clock().Now()).ok());

  EXPECT_EQ(Get(name).waybill(), "SF0000000000001");
  EXPECT_EQ(courier_.orders.size(), 1u);
  EXPECT_EQ(courier_.orders.begin()->second, 1);
  EXPECT_EQ(Reports(), 1);
}

TEST_F(DeliveryTest, WhoPaysTheCourierIsSaidInTheOrder) {
  GivenShipment();
  ASSERT_TRUE(service_.FollowParcels(harness_.clock().Now()).ok());
  EXPECT_EQ(courier_.paid_by, PaidBy::kSender);

  const std::string name = GivenShipment(/*freight_collect=*/true);
  courier_.waybill = "SF0000000000002";
  ASSERT_TRUE(service_.FollowParcels(harness_.clock().Now()).ok());
  EXPECT_EQ(courier_.paid_by, PaidBy::kRecipient);
  EXPECT_TRUE(Get(name).freight_collect());
}

TEST_F(DeliveryTest, ACourierThatIsDownIsAskedAgainLater) {
  const std::string name = GivenShipment();
  courier_.down = absl::UnavailableError("down");
  ASSERT_TRUE(service_.FollowParcels(harness_.clock().Now()).ok());
  EXPECT_EQ(Get(name).waybill(), "");
  courier_.down = absl::OkStatus();
  harness_.clock().Advance(absl::Minutes(2));

  ASSERT_TRUE(service_.FollowParcels(harness_.clock().Now()).ok());

  EXPECT_EQ(Get(name).waybill(), "SF0000000000001");
}

TEST_F(DeliveryTest, AnAddressWithoutServiceIsTheEndOfTheParcel) {
  const std::string name = GivenShipment();
  courier_.down = PreconditionError("COURIER_NOT_DELIVERABLE", {"不在派送范围", "No service"});

  EXPECT_EQ(*service_.FollowParcels(harness_.clock().Now()), 1);

  EXPECT_EQ(Get(name).state(), "CANCELLED");
  EXPECT_EQ(Reports(), 1);
  harness_.clock().Advance(absl::Hours(1));
  EXPECT_EQ(*service_.FollowParcels(harness_.clock().Now()), 0);
}

TEST_F(DeliveryTest, APushMakesItAskAndTheReplayDecides) {
  const std::string name = GivenShipment();
  ASSERT_TRUE(service_.FollowParcels(harness_.clock().Now()).ok());
  // Late and out of order, as couriers send them.
  courier_.scans = {ScanAt(absl::Hours(9), ShipmentEvent::kSign, "3"),
                    ScanAt(absl::Hours(1), ShipmentEvent::kPickUp, "1"),
                    ScanAt(absl::Hours(5), ShipmentEvent::kFailAttempt, "2")};
  Push();

  EXPECT_EQ(*service_.FollowParcels(harness_.clock().Now()), 1);

  const v1::Shipment shipment = Get(name);
  EXPECT_EQ(shipment.state(), "SIGNED");
  EXPECT_EQ(shipment.failed_attempts(), 1);
  EXPECT_EQ(shipment.scans_size(), 3);
  EXPECT_EQ(Reports(), 2);
  harness_.clock().Advance(absl::Hours(24));
  EXPECT_EQ(*service_.FollowParcels(harness_.clock().Now()), 0);  // settled: never asked again
}

// Couriers keep a parcel's scans for a while only.
TEST_F(DeliveryTest, AnAnswerThatDropsOldScansMovesNothingBack) {
  const std::string name = GivenShipment();
  ASSERT_TRUE(service_.FollowParcels(harness_.clock().Now()).ok());
  courier_.scans = {ScanAt(absl::Hours(1), ShipmentEvent::kPickUp, "1"),
                    ScanAt(absl::Hours(2), ShipmentEvent::kFailAttempt, "2"),
                    ScanAt(absl::Hours(3), ShipmentEvent::kReturn, "3")};
  harness_.clock().Advance(absl::Hours(4));
  EXPECT_EQ(Look(), 1);
  EXPECT_EQ(Get(name).state(), "RETURNING");
  EXPECT_EQ(Reports(), 2);

  courier_.scans = {};
  harness_.clock().Advance(absl::Hours(1));
  EXPECT_EQ(Look(), 0);
  EXPECT_EQ(Get(name).state(), "RETURNING");
  EXPECT_EQ(Get(name).failed_attempts(), 1);
  EXPECT_EQ(Reports(), 2);

  // Signed for now means: by the office that it came back to.
  courier_.scans = {ScanAt(absl::Hours(5), ShipmentEvent::kSign, "4")};
  harness_.clock().Advance(absl::Hours(1));
  EXPECT_EQ(Look(), 1);
  EXPECT_EQ(Get(name).state(), "RETURNED");
}

TEST_F(DeliveryTest, AnIncidentIsAskedAboutEverRarerAndThenOnlyWhenTheCourierPushes) {
  const std::string name = GivenShipment();
  ASSERT_TRUE(service_.FollowParcels(harness_.clock().Now()).ok());
  courier_.scans = {ScanAt(absl::Hours(1), ShipmentEvent::kLose, "1")};
  harness_.clock().Advance(absl::Hours(1));
  EXPECT_EQ(Look(), 1);
  const int64_t first = courier_.asked;
  for (int half_hour = 0; half_hour < 2 * 24 * 40; ++half_hour) {
    harness_.clock().Advance(absl::Minutes(30));
    EXPECT_EQ(Look(), 0);
  }
  EXPECT_GT(courier_.asked - first, 30) << "daily at least";
  EXPECT_LT(courier_.asked - first, 80);
  const int64_t last = courier_.asked;

  Push();
  EXPECT_EQ(Look(), 0);
  EXPECT_EQ(courier_.asked, last + 1) << "a push is looked after";
  courier_.scans.push_back(ScanAt(absl::Hours(24 * 40), ShipmentEvent::kSign, "2"));
  harness_.clock().Advance(absl::Hours(24));
  EXPECT_EQ(Look(), 0);
  EXPECT_EQ(courier_.asked, last + 1) << "and nothing else is";
  Push();
  EXPECT_EQ(Look(), 1);
  EXPECT_EQ(Get(name).state(), "SIGNED");
}

TEST_F(DeliveryTest, AParcelThatIsNeverScannedIsNotAskedAboutForYears) {
  const std::string name = GivenShipment();
  ASSERT_TRUE(service_.FollowParcels(harness_.clock().Now()).ok());
  for (int half_hour = 0; half_hour < 2 * 24 * 95; ++half_hour) {
    harness_.clock().Advance(absl::Minutes(30));
    EXPECT_EQ(Look(), 0);
  }
  EXPECT_GT(courier_.asked, 80) << "daily at least";
  EXPECT_LT(courier_.asked, 150);
  const int64_t last = courier_.asked;
  harness_.clock().Advance(absl::Hours(24 * 365));
  EXPECT_EQ(Look(), 0);
  EXPECT_EQ(courier_.asked, last);

  courier_.scans = {ScanAt(absl::Hours(24 * 460), ShipmentEvent::kMove, "1")};
  Push();
  EXPECT_EQ(Look(), 1) << "a push is looked after";
  EXPECT_EQ(Get(name).state(), "IN_TRANSIT");
  courier_.scans.push_back(ScanAt(absl::Hours(24 * 461), ShipmentEvent::kSign, "2"));
  harness_.clock().Advance(absl::Hours(24));
  EXPECT_EQ(Look(), 1) << "and what is alive again is asked about";
}

TEST_F(DeliveryTest, APushOfNoOfficeThatSendsIsTakenAndDoesNothing) {
  GivenShipment();
  for (const char* number : {"*-1", "nowhere-1", "-"}) {
    v1::ReceiveCourierPushRequest push;
    push.set_body(number);
    const auto answer =
        harness_.Call<v1::ReceiveCourierPushResponse>({}, Method("ReceiveCourierPush"), push);
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_EQ(answer->body(), courier_.AnswerPush(absl::OkStatus()));
  }
}

TEST_F(DeliveryTest, APushThatArrivesWhileAskingIsNotForgotten) {
  const std::string name = GivenShipment();
  ASSERT_TRUE(service_.FollowParcels(harness_.clock().Now()).ok());
  harness_.clock().Advance(absl::Hours(2));
  courier_.meanwhile = [&] {
    harness_.clock().Advance(absl::Seconds(1));
    courier_.scans = {ScanAt(absl::Hours(2), ShipmentEvent::kSign, "1")};
    Push();
  };
  ASSERT_TRUE(service_.FollowParcels(harness_.clock().Now()).ok());
  EXPECT_NE(Get(name).state(), "SIGNED");

  ASSERT_TRUE(service_.FollowParcels(harness_.clock().Now()).ok());

  EXPECT_EQ(Get(name).state(), "SIGNED");
}

TEST_F(DeliveryTest, WhoseCaseItIsNowFollowsTheParcel) {
  v1::GetShipmentRequest request;
  request.set_name(GivenShipment());
  sides_.owners = {"persons/li"};

  const auto former =
      harness_.Call<v1::Shipment>(testing::Person("zhang"), Method("GetShipment"), request);
  EXPECT_EQ(former.status().code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(
      harness_.Call<v1::Shipment>(testing::Person("li"), Method("GetShipment"), request).ok());
}

TEST_F(DeliveryTest, OthersDoNotSeeAParcel) {
  v1::GetShipmentRequest request;
  request.set_name(GivenShipment());

  EXPECT_EQ(harness_.Call<v1::Shipment>(testing::Person("li"), Method("GetShipment"), request)
                .status()
                .code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace notary::delivery
