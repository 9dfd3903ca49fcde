// The client against the simulator, over HTTP, in one process.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "adapters/courier_sf/sf_courier.h"
#include "adapters/courier_sf/simulator/simulator.h"
#include "adapters/courier_sf/wire.h"
#include "platform/base/error.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/json/json.h"

namespace notary::sf {
namespace {

using Json = nlohmann::json;
using delivery::RouteEvent;
using delivery::ShipmentState;
using testing::SizeIs;

const absl::Time kStart = absl::FromUnixSeconds(1795420800);

// What the delivery service does with pushes, in small.
class Office {
 public:
  absl::Status Listen() {
    absl::StatusOr<std::unique_ptr<http::Server>> server =
        http::Server::Start({}, [this](const http::ServerRequest& r) { return Take(r); });
    if (server.ok()) server_ = *std::move(server);
    return server.status();
  }
  std::string Url() const { return server_->Url() + "/v1/sf/routes"; }
  void SetCourier(delivery::Courier* courier) { courier_ = courier; }
  void SetDown(bool down) {
    absl::MutexLock lock(&mutex_);
    down_ = down;
  }
  std::vector<RouteEvent> Events() {
    absl::MutexLock lock(&mutex_);
    return events_;
  }

 private:
  http::Response Take(const http::ServerRequest& request) {
    absl::MutexLock lock(&mutex_);
    const absl::StatusOr<std::vector<RouteEvent>> events = courier_->ReadPush(request.body);
    const absl::Status outcome = down_ ? absl::UnavailableError("down") : events.status();
    if (outcome.ok()) events_.insert(events_.end(), events->begin(), events->end());
    return {200, {}, courier_->AnswerPush(outcome)};
  }

  delivery::Courier* courier_ = nullptr;
  absl::Mutex mutex_;
  bool down_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<RouteEvent> events_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<http::Server> server_;
};

class SfTest : public testing::Test {
 protected:
  SfTest() {
    EXPECT_TRUE(office_.Listen().ok());
    StartSimulator();
    courier_ = NewTestCourier(Options());
    office_.SetCourier(courier_.get());
  }
  ~SfTest() override { unlink(ledger_path_.c_str()); }

  void StartSimulator() {
    auto simulator = Simulator::Start({.ledger_path = ledger_path_,
                                       .partner = "NOTARY",
                                       .check_word = "testCheckWord0001",
                                       .push_url = office_.Url()},
                                      clock_);
    ASSERT_TRUE(simulator.ok()) << simulator.status();
    simulator_ = *std::move(simulator);
  }

  CourierOptions Options() const {
    CourierOptions options{.url = simulator_->Url(),
                           .partner = "NOTARY",
                           .check_word = Sensitive<std::string>("testCheckWord0001"),
                           .monthly_card = "7551234567"};
    options.http.allow_plain_http = true;
    return options;
  }

  std::unique_ptr<delivery::Courier> NewTestCourier(CourierOptions options) {
    auto courier = NewCourier(std::move(options), clock_);
    EXPECT_TRUE(courier.ok()) << courier.status();
    return *std::move(courier);
  }

  static delivery::Contact Person(const std::string& name, const std::string& address) {
    return {.name = Sensitive<std::string>(name),
            .mobile = Sensitive<std::string>("13800000000"),
            .province = "上海市",
            .city = "上海市",
            .district = "黄浦区",
            .address = Sensitive<std::string>(address)};
  }
  static delivery::CourierOrder Order(const std::string& number = "NT-2026-0001",
                                      const std::string& address = "人民大道 200 号") {
    return {.number = number,
            .sender = Person("公证处", "延安中路 816 号"),
            .recipient = Person("张 三·买买提", address),
            .content = "法律文书"};
  }

  int Control(const std::string& what, const Json& body) {
    return control_
        .Send({.method = "POST",
               .url = absl::StrCat(simulator_->ControlUrl(), "/", what),
               .body = body.dump()})
        ->status;
  }
  void Fault(const std::string& kind, int64_t value = 0, int64_t count = 1) {
    ASSERT_EQ(Control("fault", {{"kind", kind}, {"value", value}, {"count", count}}), 204);
  }
  Json Ledger() {
    return *json::ParseObject(control_.Send({.url = simulator_->ControlUrl() + "/ledger"})->body);
  }

  // The state the delivery domain makes of these events.
  static ShipmentState StateOf(const std::vector<RouteEvent>& events) {
    std::vector<delivery::Scan> scans;
    for (const RouteEvent& event : events) {
      if (event.event) scans.push_back({event.at, event.key, *event.event});
    }
    return Replay(kStart, scans).state;
  }

  // Lets the whole of a journey happen and returns the state by the courier's own routes.
  ShipmentState Travel(const std::string& waybill, const std::string& journey) {
    EXPECT_EQ(Control("journey", {{"waybill", waybill}, {"journey", journey}}), 204);
    for (int i = 0; i < 10; ++i) {
      clock_.Advance(absl::Hours(24));
      EXPECT_TRUE(simulator_->RunOnce().ok());
    }
    return StateOf(*courier_->Routes(waybill));
  }

  FakeClock clock_{kStart};
  const std::string ledger_path_ =
      absl::StrCat(testing::TempDir(), "sf_", HexEncode(crypto::RandomBytes(6)), ".jsonl");
  Office office_;  // outlives the simulator, whose open connections would make it wait
  std::unique_ptr<Simulator> simulator_;
  std::unique_ptr<delivery::Courier> courier_;
  http::Client control_{{.allow_plain_http = true}};
};

TEST_F(SfTest, OneOrderNumberIsOneWaybill) {
  const auto waybill = courier_->CreateOrder(Order());
  ASSERT_TRUE(waybill.ok()) << waybill.status();
  EXPECT_TRUE(IsWaybill(*waybill));
  EXPECT_EQ(*courier_->CreateOrder(Order()), *waybill);
  EXPECT_EQ(*courier_->FindOrder("NT-2026-0001"), *waybill);
  EXPECT_NE(*courier_->CreateOrder(Order("NT-2026-0002")), *waybill);
  EXPECT_EQ(ReasonOf(courier_->FindOrder("NT-2026-0003").status()), "COURIER_ORDER_UNKNOWN");
}

TEST_F(SfTest, TheLabelDeclaresLegalDocumentsForTheNamedPersonOnly) {
  ASSERT_TRUE(courier_->CreateOrder(Order()).ok());
  const Json message = Ledger()["parcels"][0]["message"];
  EXPECT_EQ(message["cargoDetails"][0]["name"], "法律文书");
  EXPECT_EQ(message["contactInfoList"][1]["contact"], "张 三·买买提");
  EXPECT_EQ(message["payMethod"], 1);
  EXPECT_THAT(message["remark"].get<std::string>(), testing::HasSubstr("本人"));
}

TEST_F(SfTest, TheRecipientPaysWhereWeSaySo) {
  delivery::CourierOrder order = Order();
  order.paid_by = delivery::PaidBy::kRecipient;
  ASSERT_TRUE(courier_->CreateOrder(order).ok());
  EXPECT_EQ(Ledger()["parcels"][0]["message"]["payMethod"], 2);
}

TEST_F(SfTest, ALostAnswerIsAskedAfterAndTheParcelExistsOnce) {
  Fault("reply_error_after");
  const auto waybill = courier_->CreateOrder(Order());
  ASSERT_TRUE(waybill.ok()) << waybill.status();
  Fault("reply_error_before");
  EXPECT_EQ(*courier_->CreateOrder(Order()), *waybill);
  Fault("reply_error_before");
  EXPECT_TRUE(courier_->CreateOrder(Order("NT-2026-0002")).ok());
  EXPECT_THAT(Ledger()["parcels"], SizeIs(2));
  Fault("reply_error_before", 0, 10);
  EXPECT_TRUE(absl::IsUnavailable(courier_->CreateOrder(Order("NT-2026-0003")).status()));
}

TEST_F(SfTest, ATimeoutIsAskedAfter) {
  CourierOptions options = Options();
  options.http.timeout = absl::Milliseconds(150);
  const auto hasty = NewTestCourier(options);
  Fault("reply_delay", 400);
  EXPECT_TRUE(hasty->CreateOrder(Order()).ok());
  EXPECT_THAT(Ledger()["parcels"], SizeIs(1));
}

// A proxy's page under 200: the order may exist, or the cancellation have been made.
TEST_F(SfTest, AnAnswerThatIsNoneIsAskedAfter) {
  std::atomic<int> garbled = 0;
  const auto proxy = *http::Server::Start({}, [&](const http::ServerRequest& request) {
    const auto reply =
        control_.Send({.method = "POST",
                       .url = simulator_->Url(),
                       .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                       .body = request.body});
    if (garbled-- > 0) return http::Response{200, {}, "<html>"};
    return http::Response{200, {}, reply->body};
  });
  CourierOptions options = Options();
  options.url = proxy->Url();
  const auto courier = NewTestCourier(options);

  garbled = 1;
  EXPECT_TRUE(courier->CreateOrder(Order()).ok());
  EXPECT_THAT(Ledger()["parcels"], SizeIs(1));
  garbled = 1;
  EXPECT_TRUE(courier->CancelOrder("NT-2026-0001").ok());
  garbled = 10;
  EXPECT_EQ(ReasonOf(courier->CancelOrder("NT-2026-0001")), "COURIER_REPLY_UNREADABLE");
}

TEST_F(SfTest, AnAddressOutOfReachIsToldAsSuch) {
  EXPECT_EQ(ReasonOf(courier_->CreateOrder(Order("NT-2026-0001", "不可达岛")).status()),
            "COURIER_NOT_DELIVERABLE");
}

TEST_F(SfTest, CancelsBeforePickUpOnly) {
  const std::string first = *courier_->CreateOrder(Order("NT1"));
  const std::string second = *courier_->CreateOrder(Order("NT2"));
  EXPECT_TRUE(courier_->CancelOrder("NT1").ok());
  EXPECT_TRUE(courier_->CancelOrder("NT1").ok());
  EXPECT_EQ(Control("advance", {{"waybill", first}}), 409);
  EXPECT_EQ(Control("advance", {{"waybill", second}}), 204);
  EXPECT_EQ(ReasonOf(courier_->CancelOrder("NT2")), "COURIER_ALREADY_PICKED_UP");
  EXPECT_TRUE(absl::IsNotFound(courier_->CancelOrder("NT3")));
  ASSERT_TRUE(courier_->CreateOrder(Order("NT4")).ok());
  Fault("reply_error_after");
  EXPECT_TRUE(courier_->CancelOrder("NT4").ok());
}

TEST_F(SfTest, JourneysEndAsScripted) {
  const std::pair<const char*, ShipmentState> journeys[] = {
      {"delivered", ShipmentState::kSigned},
      {"failed_once", ShipmentState::kSigned},
      {"returned", ShipmentState::kReturned},
      {"lost", ShipmentState::kLost},
      {"other", ShipmentState::kSignedByOther}};
  for (const auto& [journey, state] : journeys) {
    const std::string waybill = *courier_->CreateOrder(Order(absl::StrCat("NT-", journey)));
    EXPECT_EQ(Travel(waybill, journey), state) << journey;
  }
  EXPECT_EQ(Control("journey", {{"waybill", "x"}, {"journey", "lost"}}), 404);
}

TEST_F(SfTest, PushesSayWhatTheRoutesSay) {
  const std::string waybill = *courier_->CreateOrder(Order());
  Fault("push_duplicate");
  Fault("push_reversed");
  ASSERT_EQ(Control("advance", {{"waybill", waybill}, {"steps", 3}}), 204);
  ASSERT_TRUE(simulator_->RunOnce().ok());
  ASSERT_THAT(office_.Events(), SizeIs(6));
  EXPECT_EQ(office_.Events()[0].order_number, "NT-2026-0001");
  EXPECT_EQ(office_.Events()[0].waybill, waybill);
  EXPECT_GT(office_.Events()[0].at, office_.Events()[2].at);
  EXPECT_EQ(StateOf(office_.Events()), ShipmentState::kInTransit);

  const std::vector<RouteEvent> routes = *courier_->Routes(waybill);
  ASSERT_THAT(routes, SizeIs(3));
  EXPECT_EQ(routes[0].key, office_.Events()[2].key);
  EXPECT_EQ(StateOf(routes), ShipmentState::kInTransit);
}

TEST_F(SfTest, APushIsRepeatedUntilItIsTaken) {
  const std::string waybill = *courier_->CreateOrder(Order());
  office_.SetDown(true);
  ASSERT_EQ(Control("advance", {{"waybill", waybill}}), 204);
  EXPECT_EQ(*simulator_->RunOnce(), 0);
  office_.SetDown(false);
  EXPECT_EQ(*simulator_->RunOnce(), 1);
  EXPECT_EQ(*simulator_->RunOnce(), 0);
  EXPECT_THAT(office_.Events(), SizeIs(1));
}

TEST_F(SfTest, ALostPushStillShowsInTheRoutes) {
  const std::string waybill = *courier_->CreateOrder(Order());
  Fault("push_lost");
  ASSERT_EQ(Control("advance", {{"waybill", waybill}, {"steps", 5}}), 204);
  ASSERT_TRUE(simulator_->RunOnce().ok());
  EXPECT_THAT(office_.Events(), SizeIs(0));
  EXPECT_EQ(StateOf(*courier_->Routes(waybill)), ShipmentState::kSigned);
}

TEST_F(SfTest, AnUnknownWaybillHasNoRoutesAndABadPushIsRefused) {
  EXPECT_THAT(*courier_->Routes("SF0000000000000"), SizeIs(0));
  for (const char* body : {"", "{}", R"({"Body":{"WaybillRoute":[{"mailno":"x"}]}})"}) {
    EXPECT_TRUE(absl::IsInvalidArgument(courier_->ReadPush(body).status())) << body;
  }
}

TEST_F(SfTest, AWrongCheckWordOrPartnerIsRefused) {
  CourierOptions other = Options();
  other.check_word = Sensitive<std::string>("guess");
  EXPECT_EQ(ReasonOf(NewTestCourier(other)->CreateOrder(Order()).status()),
            "COURIER_SIGNATURE_REFUSED");
  other = Options();
  other.partner = "OTHER";
  EXPECT_EQ(ReasonOf(NewTestCourier(other)->CreateOrder(Order()).status()), "COURIER_NOT_ENTITLED");
  other.partner = "";
  EXPECT_EQ(ReasonOf(NewCourier(other, clock_).status()), "COURIER_OPTIONS_INVALID");
}

TEST_F(SfTest, TheLedgerSurvivesARestart) {
  const std::string waybill = *courier_->CreateOrder(Order());
  ASSERT_EQ(Control("advance", {{"waybill", waybill}, {"steps", 2}}), 204);
  const Json before = Ledger();
  simulator_ = nullptr;
  StartSimulator();
  EXPECT_EQ(Ledger(), before);
  courier_ = NewTestCourier(Options());
  EXPECT_EQ(*courier_->CreateOrder(Order()), waybill);
}

}  // namespace
}  // namespace notary::sf
