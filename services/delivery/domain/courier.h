// Port: a courier company as the office sees it. Adapters: SF Express. Source: domain.md 8.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/base/sensitive.h"
#include "services/delivery/domain/shipment_state.h"

namespace notary::delivery {

struct Contact {
  Sensitive<std::string> name;
  Sensitive<std::string> mobile;
  std::string province;
  std::string city;
  std::string district;
  Sensitive<std::string> address;  // street, number, door
  std::string postcode = "";
};

enum class PaidBy { kSender, kRecipient };

struct CourierOrder {
  std::string number;  // ours, at most 64 characters; the same number is the same parcel
  Contact sender;
  Contact recipient;
  std::string content;  // what the label declares: 法律文书
  PaidBy paid_by = PaidBy::kSender;
  bool only_named_person = true;
};

struct RouteEvent {
  std::string waybill;
  std::string order_number;
  std::string key;  // the same for every repetition of this event
  absl::Time at;
  std::optional<ShipmentEvent> event;  // nullopt: a scan that changes nothing, kept for the record
  std::string code;                    // the courier's
  std::string place;
  Sensitive<std::string> remark;  // may hold the name and phone of people
};

// Thread-safe. Where an answer was lost, the adapter asks what happened before it repeats. Errors:
//   UNAVAILABLE, DEADLINE_EXCEEDED, UNKNOWN, RESOURCE_EXHAUSTED  try later with the same number
//   NOT_FOUND COURIER_ORDER_UNKNOWN
//   FAILED_PRECONDITION COURIER_NOT_DELIVERABLE                  no service to that address
//   FAILED_PRECONDITION COURIER_ALREADY_PICKED_UP                too late to cancel
//   PERMISSION_DENIED COURIER_NOT_ENTITLED                       not for us to ask
//   anything else                                                says nothing of the parcel
class Courier {
 public:
  virtual ~Courier() = default;

  // Both return the waybill. CreateOrder with a number that exists returns that order's waybill.
  virtual absl::StatusOr<std::string> CreateOrder(const CourierOrder& order) = 0;
  virtual absl::StatusOr<std::string> FindOrder(absl::string_view order_number) = 0;

  // OK also when it was cancelled before.
  virtual absl::Status CancelOrder(absl::string_view order_number) = 0;

  // All events of the parcel so far.
  virtual absl::StatusOr<std::vector<RouteEvent>> Routes(absl::string_view waybill) = 0;

  // Events of a message the courier sent us. Nothing proves who sent it, so it only tells which
  // parcels to ask about with Routes().
  virtual absl::StatusOr<std::vector<RouteEvent>> ReadPush(absl::string_view body) = 0;
  // The body to answer a push with, always under HTTP 200.
  virtual std::string AnswerPush(const absl::Status& outcome) = 0;
};

}  // namespace notary::delivery
