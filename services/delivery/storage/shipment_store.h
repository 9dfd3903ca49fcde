// Parcels in PostgreSQL. Stateless; works in the caller's transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/tx.h"
#include "services/delivery/domain/courier.h"

namespace notary::delivery {

struct Shipment {
  std::string office;
  std::string id;
  std::string application;
  std::string recipient;  // "persons/…"
  Contact to;
  std::vector<std::string> certificate_numbers;
  std::string order_number;
  std::string waybill;
  ShipmentState state = ShipmentState::kCreated;
  int64_t failed_attempts = 0;
  int64_t fence = 0;
  bool freight_collect = false;           // the recipient pays
  std::optional<absl::Time> recall_time;  // the case wants it back
  std::optional<absl::Time> cancel_time;  // when the courier agreed to that
  bool recall_too_late = false;           // what the courier says now; the recall is over

  bool IsWantedBack() const { return recall_time && !cancel_time && !recall_too_late; }
  absl::Time lease_end;  // of one that was claimed
  absl::Time create_time;
};

struct StoredScan {
  std::string key;
  absl::Time at;
  std::optional<ShipmentEvent> event;
  std::string code;
  std::string place;
};

class ShipmentStore {
 public:
  void Insert(pg::Tx& tx, const Shipment& s) const;
  // NOT_FOUND (RESOURCE_NOT_FOUND).
  absl::StatusOr<Shipment> Get(pg::Tx& tx, const std::string& office, const std::string& id) const;
  // Offices of the `limit` parcels that wait longest for a look. Pre: tx is of every office.
  absl::StatusOr<std::vector<std::string>> OfficesDue(pg::Tx& tx, absl::Time now,
                                                      int64_t limit) const;
  // Due ones of the transaction's office.
  absl::StatusOr<std::vector<Shipment>> Claim(pg::Tx& tx, absl::Time now, absl::Time lease_end,
                                              int64_t limit) const;
  // What was claimed. False when the lease was lost: somebody else is at it. The next look is
  // `next_look`, or at once when a push or a recall came since the claim.
  absl::StatusOr<bool> Update(pg::Tx& tx, const Shipment& s,
                              std::optional<absl::Time> next_look) const;
  // Holds on to what was claimed until lease_end. False when somebody else is at it, or it is
  // wanted back since.
  absl::StatusOr<bool> Renew(pg::Tx& tx, const Shipment& s, absl::Time lease_end) const;
  // A parcel that is not cancelled is wanted back. It is looked at at once, or by `lease_end`, when
  // whoever may hold it now is done with it.
  void AskBack(pg::Tx& tx, const std::string& office, const std::string& id, absl::Time now,
               absl::Time lease_end) const;
  void LookNow(pg::Tx& tx, const std::string& office, const std::vector<std::string>& order_numbers,
               absl::Time now) const;
  void AddScan(pg::Tx& tx, const Shipment& s, const RouteEvent& event) const;
  absl::StatusOr<std::vector<StoredScan>> Scans(pg::Tx& tx, const Shipment& s) const;
};

}  // namespace notary::delivery
