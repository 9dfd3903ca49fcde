// Parcels over gRPC, and the worker that orders couriers and follows parcels. Thread-safe.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "notary/delivery/v1/delivery_service.pb.h"
#include "platform/pg/database.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service.h"
#include "services/application/client/sides.h"
#include "services/delivery/domain/courier.h"
#include "services/delivery/storage/shipment_store.h"

namespace notary::delivery {

using Senders = std::map<std::string, Contact>;  // by office

class DeliveryService {
 public:
  using Call = rpc::Call;

  DeliveryService(pg::Database& db, Courier& courier, application::Sides& sides, Senders senders)
      : db_(db), courier_(courier), sides_(sides), senders_(std::move(senders)) {}

  rpc::Service Bind();

  absl::StatusOr<v1::Shipment> CreateShipment(const Call& call,
                                              const v1::CreateShipmentRequest& request);
  absl::StatusOr<v1::Shipment> RecallShipment(const Call& call,
                                              const v1::RecallShipmentRequest& request);
  absl::StatusOr<v1::Shipment> GetShipment(const Call& call, const v1::GetShipmentRequest& request);
  absl::StatusOr<v1::ReceiveCourierPushResponse> ReceiveCourierPush(
      const Call& call, const v1::ReceiveCourierPushRequest& request);

  // Orders couriers for new parcels, cancels those that are wanted back and asks about those on
  // their way: one batch of what is due. Returns how many parcels had news.
  absl::StatusOr<int64_t> FollowParcels(absl::Time now);

 private:
  // What a push speaks of, as far as it is of offices that send parcels: anybody may push.
  std::map<std::string, std::set<std::string>> OrdersByOffice(
      const std::vector<RouteEvent>& events) const;
  // All are true when there was news.
  absl::StatusOr<bool> LookAfter(Shipment shipment, absl::Time now);
  // False when the courier does not give it back: the parcel goes on.
  absl::StatusOr<bool> TakeBack(Shipment& shipment, absl::Time now);
  absl::StatusOr<bool> Order(Shipment& shipment, absl::Time now);
  absl::StatusOr<bool> Follow(Shipment& shipment, absl::Time now);
  // Stores the parcel, in its state since then, and, if it changed, reports to the case: one
  // transaction.
  absl::Status Record(Shipment& shipment, const std::vector<RouteEvent>& events, bool report,
                      absl::Time since, absl::Time now);

  pg::Database& db_;
  Courier& courier_;
  application::Sides& sides_;
  const Senders senders_;
  const ShipmentStore store_{};
};

}  // namespace notary::delivery
