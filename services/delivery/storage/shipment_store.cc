#include "services/delivery/storage/shipment_store.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/pg/enum_of.h"
#include "platform/pg/office_wall.h"
#include "platform/pg/sealed.h"
#include "services/delivery/storage/delivery_sql.sql.h"
#include "services/delivery/storage/sealed_columns.h"

namespace notary::delivery {
namespace {

using Secret = Sensitive<std::string>;

absl::StatusOr<Shipment> ToShipment(const pg::Tx& tx, const pg::Row& row) {
  ASSIGN_OR_RETURN(const ShipmentState state, pg::EnumOf<ShipmentState>(row, "state"));
  pg::Opener open(tx, row, row.Str("id"));
  Shipment shipment{
      .office = row.Str("office_id"),
      .id = row.Str("id"),
      .application = row.Str("application"),
      .recipient = row.Str("recipient"),
      .to = {Secret(open(kRecipientName)), Secret(open(kRecipientMobile)), row.Str("province"),
             row.Str("city"), row.Str("district"), Secret(open(kAddress))},
      .certificate_numbers = row.Array("certificate_numbers"),
      .order_number = row.Str("order_number"),
      .waybill = row.Str("waybill"),
      .state = state,
      .failed_attempts = row.Int("failed_attempts"),
      .fence = row.Int("fence"),
      .freight_collect = row.Bool("freight_collect"),
      .recall_time = row.MaybeTime("recall_time"),
      .cancel_time = row.MaybeTime("cancel_time"),
      .create_time = row.Time("create_time")};
  RETURN_IF_ERROR(open.status());
  return shipment;
}

}  // namespace

void ShipmentStore::Insert(pg::Tx& tx, const Shipment& s) const {
  tx.ExecLater(sql::kShipmentInsert, s.office, s.id, s.application, s.recipient,
               pg::Seal(tx, kRecipientName, s.id, s.to.name.Reveal()),
               pg::Seal(tx, kRecipientMobile, s.id, s.to.mobile.Reveal()), s.to.province, s.to.city,
               s.to.district, pg::Seal(tx, kAddress, s.id, s.to.address.Reveal()),
               s.certificate_numbers, s.order_number, s.create_time, s.freight_collect);
}

absl::StatusOr<Shipment> ShipmentStore::Get(pg::Tx& tx, const std::string& office,
                                            const std::string& id) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kShipmentGet, office, id));
  if (!row) return NotHere();
  return ToShipment(tx, *row);
}

absl::StatusOr<std::vector<std::string>> ShipmentStore::OfficesDue(pg::Tx& tx, absl::Time now,
                                                                   int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kShipmentDue, now, limit));
  return pg::OfficesOf(rows);
}

absl::StatusOr<std::vector<Shipment>> ShipmentStore::Claim(pg::Tx& tx, absl::Time now,
                                                           absl::Time lease_end,
                                                           int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows,
                   tx.Query(sql::kShipmentClaim, tx.office(), now, lease_end, limit));
  std::vector<Shipment> shipments;
  for (const pg::Row& row : rows) {
    ASSIGN_OR_RETURN(Shipment shipment, ToShipment(tx, row));
    shipment.lease_end = lease_end;
    shipments.push_back(std::move(shipment));
  }
  return shipments;
}

absl::StatusOr<bool> ShipmentStore::Update(pg::Tx& tx, const Shipment& s,
                                           std::optional<absl::Time> next_look) const {
  ASSIGN_OR_RETURN(const int64_t rows,
                   tx.Exec(sql::kShipmentUpdate, s.office, s.id, s.fence, s.waybill, Name(s.state),
                           s.failed_attempts, next_look, s.lease_end, s.cancel_time,
                           s.recall_too_late, s.recall_time));
  return rows == 1;
}

absl::StatusOr<bool> ShipmentStore::Renew(pg::Tx& tx, const Shipment& s,
                                          absl::Time lease_end) const {
  ASSIGN_OR_RETURN(const int64_t rows,
                   tx.Exec(sql::kShipmentRenew, s.office, s.id, s.fence, lease_end, s.recall_time));
  return rows == 1;
}

void ShipmentStore::AskBack(pg::Tx& tx, const std::string& office, const std::string& id,
                            absl::Time now, absl::Time lease_end) const {
  tx.ExecLater(sql::kShipmentRecall, office, id, now, lease_end);
}

void ShipmentStore::LookNow(pg::Tx& tx, const std::string& office,
                            const std::vector<std::string>& order_numbers, absl::Time now) const {
  tx.ExecLater(sql::kShipmentLookNow, office, order_numbers, now);
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
