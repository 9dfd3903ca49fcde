// The delivery service on a real database, with a courier that lives in memory.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "notary/application/v1/application_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "services/delivery/service/delivery_service.h"
#include "services/delivery/storage/delivery_sql.sql.h"
#include "tests/testing/fake_sides.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/test_database.h"

namespace notary::delivery {

// A courier in memory: keeps orders by number, answers with the scans a test gives it.
class FakeCourier final : public Courier {
 public:
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
    ++asked;
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
  int64_t asked = 0;                // for them
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
  testing::FakeSides sides_{{"persons/zhang"}};
  DeliveryService service_{*db_, courier_, sides_, {{"xuhui", Contact{}}}};
  testing::RpcHarness harness_{[this] {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    return services;
  }()};
};

}  // namespace notary::delivery
