#include "services/delivery/service/delivery_service.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "notary/application/v1/application_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/pg/queue.h"
#include "platform/rpc/durable_call.h"
#include "platform/rpc/resource_name.h"
#include "platform/rpc/timestamp.h"

namespace notary::delivery {
namespace {

using Report = application::v1::ReportShipmentRequest;

// A batch is done before its lease ends, however slow the courier: three questions of 10 s each.
constexpr int64_t kBatch = 4;
constexpr absl::Duration kLease = absl::Minutes(2);
constexpr absl::Duration kRetry = absl::Seconds(30);
constexpr absl::Duration kRetryAtMost = absl::Minutes(30);
constexpr char kContent[] = "法律文书";
// Key of the one event of a journey that no courier scans.
constexpr char kOurCancellation[] = "OUR_CANCELLATION";

// xuhui-0190…: the office leads, so that a push finds its shard without a look-up (R4).
std::string OrderNumber(const std::string& office, const std::string& id) {
  return absl::StrCat(office, "-", id);
}

v1::Shipment ToProto(const Shipment& s) {
  v1::Shipment out;
  out.set_name(absl::StrCat("offices/", s.office, "/shipments/", s.id));
  out.set_application(s.application);
  out.set_waybill(s.waybill);
  out.set_state(Name(s.state));
  out.set_failed_attempts(static_cast<int32_t>(s.failed_attempts));
  *out.mutable_create_time() = rpc::ToTimestamp(s.create_time);
  out.set_freight_collect(s.freight_collect);
  if (s.recall_time) *out.mutable_recall_time() = rpc::ToTimestamp(*s.recall_time);
  return out;
}

// The courier has answered, and does not give the parcel back. Any other refusal says nothing about
// the parcel: our signature, its own trouble, what nobody understands.
bool DoesNotGiveBack(const absl::Status& answer) {
  const std::string reason = ReasonOf(answer);
  return reason == "COURIER_ALREADY_PICKED_UP" || reason == "COURIER_NOT_ENTITLED";
}

// The longer a parcel has been wanted back in vain, the rarer the courier is asked for it.
absl::Duration RetryAfter(const Shipment& s, absl::Time now) {
  if (!s.IsWantedBack()) return kRetry;
  return std::clamp((now - *s.recall_time) / 4, kRetry, kRetryAtMost);
}

// Of a parcel of which nothing new was heard since then.
std::optional<absl::Time> NextLook(const Shipment& s, absl::Time since, absl::Time now) {
  const std::optional<absl::Duration> wait = AskAgainAfter(s.state, now - since);
  if (!wait) return std::nullopt;
  return now + (s.IsWantedBack() ? RetryAfter(s, now) : *wait);
}

// All that the courier has ever said of the parcel: couriers drop old scans from their answers, and
// what they said has happened all the same. Of a scan that it tells again, what it says now.
std::vector<Scan> Known(const std::vector<RouteEvent>& answer,
                        const std::vector<StoredScan>& before) {
  std::vector<Scan> scans;
  std::set<std::string> told;
  for (const RouteEvent& event : answer) {
    told.insert(event.key);
    if (event.event) scans.push_back({event.at, event.key, *event.event});
  }
  for (const StoredScan& scan : before) {
    if (scan.event && !told.contains(scan.key)) scans.push_back({scan.at, scan.key, *scan.event});
  }
  return scans;
}

// The last segment of offices/{office}/applications/{uuid}: the case, whose calls keep their order.
std::string CaseKey(const Shipment& s) {
  return s.application.substr(s.application.rfind('/') + 1);
}

}  // namespace

rpc::Service DeliveryService::Bind() {
  rpc::Service service("notary.delivery.v1.DeliveryService");
  service.Method("CreateShipment", this, &DeliveryService::CreateShipment);
  service.Method("RecallShipment", this, &DeliveryService::RecallShipment);
  service.Method("GetShipment", this, &DeliveryService::GetShipment);
  service.Method("ReceiveCourierPush", this, &DeliveryService::ReceiveCourierPush);
  return service;
}

absl::StatusOr<v1::Shipment> DeliveryService::CreateShipment(
    const Call& call, const v1::CreateShipmentRequest& request) {
  using Secret = Sensitive<std::string>;
  const Shipment shipment{
      .office = call.office,
      .id = request.shipment_id(),
      .application = request.application(),
      .recipient = request.recipient(),
      .to = {Secret(request.recipient_name()), Secret(request.recipient_mobile()),
             request.province(), request.city(), request.district(), Secret(request.address())},
      .certificate_numbers = {request.certificate_numbers().begin(),
                              request.certificate_numbers().end()},
      .order_number = OrderNumber(call.office, request.shipment_id()),
      .freight_collect = request.freight_collect(),
      .create_time = call.now};
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Shipment> {
    store_.Insert(tx, shipment);
    tx.WakeWorkers();
    return ToProto(shipment);
  });
}

absl::StatusOr<v1::Shipment> DeliveryService::RecallShipment(
    const Call& call, const v1::RecallShipmentRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "shipments"));
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Shipment> {
    store_.AskBack(tx, call.office, id, call.now, call.now + kLease);
    ASSIGN_OR_RETURN(const Shipment shipment, store_.Get(tx, call.office, id));
    tx.WakeWorkers();
    return ToProto(shipment);
  });
}

absl::StatusOr<v1::Shipment> DeliveryService::GetShipment(const Call& call,
                                                          const v1::GetShipmentRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "shipments"));
  const absl::StatusOr<Shipment> shipment =
      db_.Read(call.office, [&](pg::Tx& tx) { return store_.Get(tx, call.office, id); });
  RETURN_IF_ERROR(application::CheckSideOf(sides_, call, shipment));
  ASSIGN_OR_RETURN(const std::vector<StoredScan> scans,
                   db_.Read(call.office, [&](pg::Tx& tx) { return store_.Scans(tx, *shipment); }));
  v1::Shipment out = ToProto(*shipment);
  for (const StoredScan& scan : scans) {
    v1::Scan& line = *out.add_scans();
    *line.mutable_time() = rpc::ToTimestamp(scan.at);
    line.set_code(scan.code);
    line.set_place(scan.place);
  }
  return out;
}

std::map<std::string, std::set<std::string>> DeliveryService::OrdersByOffice(
    const std::vector<RouteEvent>& events) const {
  std::map<std::string, std::set<std::string>> orders;
  for (const RouteEvent& event : events) {
    const std::string& number = event.order_number;
    const std::string office = number.substr(0, number.find('-'));
    if (senders_.contains(office)) orders[office].insert(number);
  }
  return orders;
}

absl::StatusOr<v1::ReceiveCourierPushResponse> DeliveryService::ReceiveCourierPush(
    const Call& call, const v1::ReceiveCourierPushRequest& request) {
  const absl::StatusOr<std::vector<RouteEvent>> events = courier_.ReadPush(request.body());
  absl::Status outcome = events.status();
  if (events.ok()) {
    for (const auto& of : OrdersByOffice(*events)) {
      outcome.Update(db_.Transact(of.first, [&](pg::Tx& tx) {
        tx.WakeWorkers();
        store_.LookNow(tx, of.first, {of.second.begin(), of.second.end()}, call.now);
        return absl::OkStatus();
      }));
    }
  }
  v1::ReceiveCourierPushResponse response;
  response.set_body(courier_.AnswerPush(outcome));
  return response;
}

absl::StatusOr<int64_t> DeliveryService::FollowParcels(absl::Time now) {
  ASSIGN_OR_RETURN(
      const std::vector<Shipment> due,
      pg::ClaimInOffices(
          db_, kBatch, [&](pg::Tx& tx) { return store_.OfficesDue(tx, now, kBatch); },
          [&](pg::Tx& tx, int64_t room) { return store_.Claim(tx, now, now + kLease, room); }));
  int64_t news = 0;
  for (const Shipment& shipment : due) {
    const absl::StatusOr<bool> moved = LookAfter(shipment, now);
    if (moved.ok()) {
      news += *moved ? 1 : 0;
      continue;
    }
    // As it was claimed: what went wrong half-way is not known to anybody yet.
    Log(Severity::kWarning, "courier_failed",
        {{"shipment", shipment.id}, {"status", moved.status()}});
    RETURN_IF_ERROR(db_.Transact(shipment.office, [&](pg::Tx& tx) {
      return store_.Update(tx, shipment, now + RetryAfter(shipment, now)).status();
    }));
  }
  return news;
}

absl::StatusOr<bool> DeliveryService::LookAfter(Shipment shipment, absl::Time now) {
  if (shipment.IsWantedBack()) {
    const absl::StatusOr<bool> taken_back = TakeBack(shipment, now);
    // Whether it can be cancelled is asked again; what is on its way is followed meanwhile.
    if (!taken_back.ok() && shipment.waybill.empty()) return taken_back.status();
    if (taken_back.ok() && *taken_back) return true;
  }
  return shipment.waybill.empty() ? Order(shipment, now) : Follow(shipment, now);
}

absl::StatusOr<bool> DeliveryService::TakeBack(Shipment& shipment, absl::Time now) {
  if (shipment.state == ShipmentState::kCreated) {
    const absl::Status answer = courier_.CancelOrder(shipment.order_number);
    // An order that the courier does not know is one that nobody picks up.
    const bool gone = answer.ok() || ReasonOf(answer) == "COURIER_ORDER_UNKNOWN";
    if (!gone) {
      Log(Severity::kWarning, "recall_failed", {{"shipment", shipment.id}, {"status", answer}});
    }
    if (!gone && !DoesNotGiveBack(answer)) return answer;
    shipment.recall_too_late = !gone;
  } else {
    shipment.recall_too_late = shipment.state != ShipmentState::kCancelled;
  }
  if (shipment.recall_too_late) return false;
  Shipment cancelled = shipment;
  cancelled.state = ShipmentState::kCancelled;
  cancelled.cancel_time = now;
  RETURN_IF_ERROR(Record(cancelled, {}, /*report=*/true, now, now));
  return true;
}

absl::StatusOr<bool> DeliveryService::Order(Shipment& shipment, absl::Time now) {
  const auto sender = senders_.find(shipment.office);
  if (sender == senders_.end())
    return absl::FailedPreconditionError("office without a sender address");
  // A courier that is ordered now comes, whoever has cancelled before.
  shipment.lease_end = now + kLease;
  bool ours = false;
  RETURN_IF_ERROR(db_.Transact(shipment.office, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(ours, store_.Renew(tx, shipment, shipment.lease_end));
    return absl::OkStatus();
  }));
  if (!ours) return false;
  const PaidBy paid_by = shipment.freight_collect ? PaidBy::kRecipient : PaidBy::kSender;
  absl::StatusOr<std::string> waybill = courier_.CreateOrder({.number = shipment.order_number,
                                                              .sender = sender->second,
                                                              .recipient = shipment.to,
                                                              .content = kContent,
                                                              .paid_by = paid_by});
  if (waybill.ok()) {
    shipment.waybill = *std::move(waybill);
  } else if (ReasonOf(waybill.status()) == "COURIER_NOT_DELIVERABLE") {
    shipment.state = ShipmentState::kCancelled;  // asked again, it would say the same
  } else {
    return waybill.status();
  }
  RETURN_IF_ERROR(Record(shipment, {}, /*report=*/true, now, now));
  return true;
}

absl::StatusOr<bool> DeliveryService::Follow(Shipment& shipment, absl::Time now) {
  ASSIGN_OR_RETURN(const std::vector<RouteEvent> events, courier_.Routes(shipment.waybill));
  ASSIGN_OR_RETURN(const std::vector<StoredScan> before, db_.Read(shipment.office, [&](pg::Tx& tx) {
    return store_.Scans(tx, shipment);
  }));
  std::vector<Scan> scans = Known(events, before);
  if (shipment.cancel_time) {
    scans.push_back({*shipment.cancel_time, kOurCancellation, ShipmentEvent::kCancel});
  }
  const Journey journey = Replay(shipment.create_time, scans);
  const bool moved = shipment.recall_too_late || journey.state != shipment.state ||
                     journey.failed_attempts != shipment.failed_attempts;
  shipment.state = journey.state;
  shipment.failed_attempts = journey.failed_attempts;
  RETURN_IF_ERROR(Record(shipment, events, moved, journey.since, now));
  return moved;
}

absl::Status DeliveryService::Record(Shipment& shipment, const std::vector<RouteEvent>& events,
                                     bool report, absl::Time since, absl::Time now) {
  return db_.Transact(shipment.office, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const bool ours, store_.Update(tx, shipment, NextLook(shipment, since, now)));
    if (!ours) return absl::OkStatus();  // another worker holds it by now and will report
    for (const RouteEvent& event : events) store_.AddScan(tx, shipment, event);
    if (!report) return absl::OkStatus();
    Report request;
    request.set_name(shipment.application);
    request.set_shipment(absl::StrCat("offices/", shipment.office, "/shipments/", shipment.id));
    request.set_shipment_state(Name(shipment.state));
    request.set_waybill(shipment.waybill);
    *request.mutable_event_time() = rpc::ToTimestamp(now);
    if (shipment.cancel_time) request.set_recall(Report::GIVEN_BACK);
    if (shipment.recall_too_late) request.set_recall(Report::TOO_LATE);
    rpc::CallLater(tx, shipment.office, CaseKey(shipment),
                   "/notary.application.v1.ApplicationService/ReportShipment", request, now);
    return absl::OkStatus();
  });
}

}  // namespace notary::delivery
