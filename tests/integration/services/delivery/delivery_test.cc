#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "notary/application/v1/application_service.pb.h"
#include "platform/base/error.h"
#include "services/delivery/service/delivery_service.h"
#include "services/delivery/storage/delivery_sql.sql.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/test_database.h"

namespace notary::delivery {
namespace {

// A courier in memory: keeps orders by number, answers with the scans a test gives it.
class FakeCourier final : public Courier {
 public:
  absl::string_view name() const override { return "FAKE"; }
  absl::StatusOr<std::string> CreateOrder(const CourierOrder& order) override {
    if (meanwhile) std::exchange(meanwhile, nullptr)();
    if (!down.ok()) return down;
    ++orders[order.number];
    paid_by = order.paid_by;
    return waybill;
  }
  absl::StatusOr<std::string> FindOrder(absl::string_view) override {
    return std::string("SF0000000000001");
  }
  absl::Status CancelOrder(absl::string_view number) override {
    cancelled.push_back(std::string(number));
    return cancellation;
  }
  absl::StatusOr<std::vector<RouteEvent>> Routes(absl::string_view) override {
    if (!routes_down.ok()) return routes_down;
    const std::vector<RouteEvent> answer = scans;
    if (meanwhile) std::exchange(meanwhile, nullptr)();
    return answer;
  }
  absl::StatusOr<std::vector<RouteEvent>> ReadPush(absl::string_view body) override {
    return std::vector<RouteEvent>{{.order_number = std::string(body)}};
  }
  std::string AnswerPush(const absl::Status& outcome) override {
    return outcome.ok() ? "ok" : "no";
  }

  absl::Status down = absl::OkStatus();
  absl::Status routes_down = absl::OkStatus();
  std::string waybill = "SF0000000000001";  // of the next order
  std::map<std::string, int> orders;
  std::optional<PaidBy> paid_by;  // of the last order
  std::vector<std::string> cancelled;
  absl::Status cancellation = absl::OkStatus();
  std::vector<RouteEvent> scans;
  std::function<void()> meanwhile;  // happens once, while the courier answers
};

using Report = application::v1::ReportShipmentRequest;

class DeliveryTest : public ::testing::Test {
 protected:
  static std::string Method(absl::string_view name) {
    return absl::StrCat("/notary.delivery.v1.DeliveryService/", name);
  }

  std::string GivenShipment(bool freight_collect = false) {
    v1::CreateShipmentRequest request;
    request.set_freight_collect(freight_collect);
    request.set_parent("offices/xuhui");
    request.set_shipment_id(NewId(harness_.clock().Now()));
    request.set_application("offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001");
    request.set_recipient("persons/zhang");
    request.add_certificate_numbers("1");
    request.set_recipient_name("张一");
    request.set_recipient_mobile("13800000000");
    request.set_province("上海市");
    request.set_city("上海市");
    request.set_district("徐汇区");
    request.set_address("示范路1号");
    request.set_request_id(NewId(harness_.clock().Now()));
    return harness_
        .Call<v1::Shipment>(testing::SystemService("application"), Method("CreateShipment"),
                            request)
        ->name();
  }

  v1::Shipment Get(const std::string& name) {
    v1::GetShipmentRequest request;
    request.set_name(name);
    return *harness_.Call<v1::Shipment>(testing::Person("zhang"), Method("GetShipment"), request);
  }

  void Recall(const std::string& name) {
    v1::RecallShipmentRequest request;
    request.set_name(name);
    request.set_request_id(NewId(harness_.clock().Now()));
    const auto recalled = harness_.Call<v1::Shipment>(testing::SystemService("application"),
                                                      Method("RecallShipment"), request);
    ASSERT_TRUE(recalled.ok()) << recalled.status();
  }

  void Push() {
    v1::ReceiveCourierPushRequest push;
    push.set_body(courier_.orders.begin()->first);
    const auto answer =
        harness_.Call<v1::ReceiveCourierPushResponse>({}, Method("ReceiveCourierPush"), push);
    ASSERT_TRUE(answer.ok()) << answer.status();
  }

  // One round of the worker, as it stands now.
  int64_t Look() { return *service_.FollowParcels(harness_.clock().Now()); }

  // The last of the reports owed to the case.
  Report LastReport() {
    static constexpr pg::Statement kLast{
        "test_last_report",
        "SELECT office_id, id, request FROM outbox ORDER BY position DESC LIMIT 1"};
    const auto row = db_->Read("xuhui", [](pg::Tx& tx) { return tx.One(kLast); });
    Report report;
    EXPECT_TRUE(report.ParseFromString(testing::TestDatabase::OwedRequest(*row)));
    return report;
  }

  // Runs the worker and returns the reports owed to the case since the test began.
  int64_t Reports() {
    static constexpr pg::Statement kCount{"test_reports", "SELECT count(*) AS n FROM outbox"};
    return db_->Read("xuhui", [](pg::Tx& tx) { return tx.One(kCount); })->Int("n");
  }

  RouteEvent ScanAt(absl::Duration after, ShipmentEvent event, const std::string& key) {
    return {.waybill = "SF0000000000001",
            .key = key,
            .at = testing::TestStart() + after,
            .event = event,
            .code = "50"};
  }

  testing::TestDatabase database_{{&sql::kMigrations}};
  std::unique_ptr<pg::Database> db_ = database_.As("delivery");
  FakeCourier courier_;
  DeliveryService service_{*db_, courier_, {{"xuhui", Contact{}}}};
  testing::RpcHarness harness_{[this] {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    return services;
  }()};
};

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
