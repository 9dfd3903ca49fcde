#include "services/delivery/storage/shipment_store.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/delivery/storage/delivery_sql.sql.h"

namespace notary::delivery {
namespace {

using Secret = Sensitive<std::string>;

absl::StatusOr<Shipment> ToShipment(const pg::Row& row) {
  const std::optional<ShipmentState> state = Parse<ShipmentState>(row.Str("state"));
  if (!state) return absl::DataLossError("shipment: unknown state");
  return Shipment{
      .office = row.Str("office_id"),
      .id = row.Str("id"),
      .application = row.Str("application"),
      .recipient = row.Str("recipient"),
      .to = {Secret(row.Str("recipient_name")), Secret(row.Str("recipient_mobile")),
             row.Str("province"), row.Str("city"), row.Str("district"), Secret(row.Str("address"))},
      .certificate_numbers = row.Array("certificate_numbers"),
      .order_number = row.Str("order_number"),
      .waybill = row.Str("waybill"),
      .state = *state,
      .failed_attempts = row.Int("failed_attempts"),
      .fence = row.Int("fence"),
      .create_time = row.Time("create_time")};
}

}  // namespace

void ShipmentStore::Insert(pg::Tx& tx, const Shipment& s) const {
  tx.ExecLater(sql::kShipmentInsert, s.office, s.id, s.application, s.recipient, s.to.name.Reveal(),
               s.to.mobile.Reveal(), s.to.province, s.to.city, s.to.district, s.to.address.Reveal(),
               s.certificate_numbers, s.order_number, s.create_time);
}

absl::StatusOr<Shipment> ShipmentStore::Get(pg::Tx& tx, const std::string& office,
                                            const std::string& id) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kShipmentGet, office, id));
  if (!row) return NotFoundError("RESOURCE_NOT_FOUND", {"未找到", "Not found"});
  return ToShipment(*row);
}

absl::StatusOr<std::vector<Shipment>> ShipmentStore::Claim(pg::Tx& tx, absl::Time now,
                                                           absl::Time lease_end,
                                                           int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kShipmentClaim, now, lease_end, limit));
  std::vector<Shipment> shipments;
  for (const pg::Row& row : rows) {
    ASSIGN_OR_RETURN(Shipment shipment, ToShipment(row));
    shipment.lease_end = lease_end;
    shipments.push_back(std::move(shipment));
  }
  return shipments;
}

absl::StatusOr<bool> ShipmentStore::Update(pg::Tx& tx, const Shipment& s,
                                           std::optional<absl::Time> next_look) const {
  ASSIGN_OR_RETURN(const int64_t rows,
                   tx.Exec(sql::kShipmentUpdate, s.office, s.id, s.fence, s.waybill, Name(s.state),
                           s.failed_attempts, next_look, s.lease_end));
  return rows == 1;
}

void ShipmentStore::LookNow(pg::Tx& tx, const std::string& office, const std::string& order_number,
                            absl::Time now) const {
  tx.ExecLater(sql::kShipmentLookNow, office, order_number, now);
}

void ShipmentStore::AddScan(pg::Tx& tx, const Shipment& s, const RouteEvent& event) const {
  tx.ExecLater(sql::kScanInsert, s.office, s.id, event.key, event.at,
               event.event ? Name(*event.event) : "", event.code, event.place);
}

absl::StatusOr<std::vector<StoredScan>> ShipmentStore::Scans(pg::Tx& tx, const Shipment& s) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kScanList, s.office, s.id));
  std::vector<StoredScan> scans;
  for (const pg::Row& row : rows) {
    scans.push_back({row.Str("scan_key"), row.Time("scan_time"),
                     Parse<ShipmentEvent>(row.Str("event")), row.Str("code"), row.Str("place")});
  }
  return scans;
}

}  // namespace notary::delivery
