#include "services/identity/storage/mandate_store.h"

#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/pg/enum_of.h"
#include "services/identity/storage/identity_sql.sql.h"

namespace notary::identity {
namespace {

absl::StatusOr<Mandate> ToMandate(const pg::Row& row) {
  ASSIGN_OR_RETURN(const MandateKind kind, pg::EnumOf<MandateKind>(row, "kind"));
  ASSIGN_OR_RETURN(const MandateState state, pg::EnumOf<MandateState>(row, "state"));
  return Mandate{
      .id = row.Str("id"),
      .kind = kind,
      .state = state,
      .represented = row.Str("represented"),
      .representative = row.Str("representative"),
      .ward = {row.Bytes("ward_name"), row.Str("ward_id_type"), row.Bytes("ward_id_number")},
      .scope = {row.Array("matters"), row.Str("office"), row.Str("application")},
      .invitation_hash = row.Bytes("invitation_hash"),
      .acceptor = row.Str("acceptor"),
      .proof = row.Str("proof"),
      .expire_time = row.Time("expire_time"),
      .create_time = row.Time("create_time")};
}

absl::StatusOr<Mandate> Found(const std::optional<pg::Row>& row) {
  if (!row) return NotHere();
  return ToMandate(*row);
}

}  // namespace

void MandateStore::Insert(pg::Tx& tx, const Mandate& m, const std::string& actor) const {
  tx.ExecLater(sql::kMandateInsert, m.id, Name(m.kind), m.represented, m.representative,
               pg::Bytes{m.ward.name}, m.ward.id_type, pg::Bytes{m.ward.id_number}, m.scope.matters,
               m.scope.office, m.scope.application, pg::Bytes{m.invitation_hash}, m.expire_time,
               m.create_time);
  tx.ExecLater(sql::kMandateHistoryInsert, m.id, NewId(m.create_time), "NEW", "OFFER", "OFFERED",
               actor, m.create_time);
}

absl::StatusOr<Mandate> MandateStore::Get(pg::Tx& tx, const std::string& id) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kMandateGet, id));
  return Found(row);
}

absl::StatusOr<Mandate> MandateStore::Lock(pg::Tx& tx, const std::string& id) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kMandateLock, id));
  return Found(row);
}

absl::StatusOr<std::vector<Mandate>> MandateStore::List(pg::Tx& tx,
                                                        const std::string& person) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kMandateList, person));
  std::vector<Mandate> mandates;
  for (const pg::Row& row : rows) {
    ASSIGN_OR_RETURN(Mandate mandate, ToMandate(row));
    mandates.push_back(std::move(mandate));
  }
  return mandates;
}

absl::StatusOr<bool> MandateStore::HasAny(pg::Tx& tx, const std::string& person,
                                          absl::Time now) const {
  ASSIGN_OR_RETURN(const pg::Row row, tx.One(sql::kMandateAny, person, now));
  return row.Bool("has");
}

void MandateStore::Advance(pg::Tx& tx, const Mandate& m, MandateState from, absl::string_view event,
                           const std::string& actor, absl::Time now) const {
  tx.ExecLater(sql::kMandateUpdate, m.id, Name(m.state), m.representative, m.acceptor, m.proof);
  tx.ExecLater(sql::kMandateHistoryInsert, m.id, NewId(now), Name(from), event, Name(m.state),
               actor, now);
}

}  // namespace notary::identity
