#include "adapters/civil_affairs/register/storage/register_store.h"

#include "adapters/civil_affairs/register/domain/keys.h"
#include "adapters/civil_affairs/register/storage/register_sql.sql.h"
#include "platform/base/status_macros.h"
#include "platform/time/clock.h"

namespace notary::marriage_register {
namespace {

absl::StatusOr<Record> ToRecord(const pg::Row& row) {
  const std::optional<RecordKind> kind = Parse<RecordKind>(row.Str("kind"));
  const std::optional<Hold> hold = Parse<Hold>(row.Str("hold"));
  if (!kind || !hold) return absl::DataLossError("record: unknown kind or hold");
  return Record{.kind = *kind,
                .certificate_number = row.Str("certificate_number"),
                .registration_date = row.Date("registration_date"),
                .authority = row.Str("authority"),
                .first = {row.Str("first_name"), row.Str("first_id_type"),
                          row.Str("first_id_number"), row.MaybeDate("first_birth_date")},
                .second = {row.Str("second_name"), row.Str("second_id_type"),
                           row.Str("second_id_number"), row.MaybeDate("second_birth_date")},
                .refers_to = row.Str("refers_to"),
                .hold = *hold};
}

absl::Status PutRecord(pg::Tx& tx, const Record& r, absl::CivilDay today) {
  RETURN_IF_ERROR(tx.Exec(sql::kRecordPut, r.certificate_number, Name(r.kind), r.registration_date,
                          r.authority, r.refers_to, Name(r.hold), r.first.name, r.first.id_type,
                          r.first.id_number, r.first.birth_date, r.second.name, r.second.id_type,
                          r.second.id_number, r.second.birth_date)
                      .status());
  RETURN_IF_ERROR(tx.Exec(sql::kRecordKeysDrop, r.certificate_number).status());
  return tx.Exec(sql::kRecordKeysPut, KeysOf(r, today), r.certificate_number).status();
}

}  // namespace

absl::Status RegisterStore::Import(pg::Tx& tx, const std::vector<Record>& records,
                                   const std::vector<District>& districts, absl::Time now) const {
  const absl::CivilDay today = absl::ToCivilDay(now, ShanghaiZone());
  for (const Record& record : records) RETURN_IF_ERROR(PutRecord(tx, record, today));
  for (const District& d : districts) {
    RETURN_IF_ERROR(tx.Exec(sql::kDistrictPut, d.division, d.name, d.complete_from).status());
  }
  return tx.Exec(sql::kSynchronisationPut, now).status();
}

absl::StatusOr<std::vector<Record>> RegisterStore::Find(pg::Tx& tx,
                                                        const Question& question) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kRecordFind, KeysOf(question)));
  std::vector<Record> records;
  for (const pg::Row& row : rows) {
    ASSIGN_OR_RETURN(Record record, ToRecord(row));
    records.push_back(std::move(record));
  }
  return records;
}

absl::StatusOr<Holdings> RegisterStore::GetHoldings(pg::Tx& tx) const {
  Holdings holdings;
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kDistrictList));
  for (const pg::Row& row : rows) {
    holdings.districts.push_back({row.Str("division"), row.Str("name"), row.Date("complete_from")});
  }
  ASSIGN_OR_RETURN(const pg::Row row, tx.One(sql::kSynchronisationGet));
  holdings.sync_time = row.Time("sync_time");
  return holdings;
}

absl::StatusOr<int64_t> RegisterStore::NextSerial(pg::Tx& tx, int64_t year) const {
  ASSIGN_OR_RETURN(const pg::Row row, tx.One(sql::kReplyNumber, year));
  return row.Int("last");
}

absl::Status RegisterStore::Put(pg::Tx& tx, const GivenAnswer& g) const {
  RETURN_IF_ERROR(tx.Exec(sql::kAnswerPut, g.office, g.request_id, pg::Bytes{g.question_digest},
                          pg::Bytes{g.question}, pg::Bytes{g.answer}, g.year, g.serial,
                          Name(g.outcome), g.code, g.time)
                      .status());
  if (g.ticket == Ticket::kNone) return absl::OkStatus();
  return tx.Exec(sql::kTicketPut, g.office, g.request_id, Name(g.ticket), g.code, g.time).status();
}

absl::StatusOr<std::optional<GivenAnswer>> RegisterStore::Get(pg::Tx& tx, const std::string& office,
                                                              const std::string& request_id) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row,
                   tx.MaybeOne(sql::kAnswerGet, office, request_id));
  if (!row) return std::nullopt;
  return GivenAnswer{.office = office,
                     .request_id = request_id,
                     .question_digest = row->Bytes("question_digest"),
                     .answer = row->Bytes("answer")};
}

absl::StatusOr<int64_t> RegisterStore::CountSince(pg::Tx& tx, const std::string& office,
                                                  absl::Time from) const {
  ASSIGN_OR_RETURN(const pg::Row row, tx.One(sql::kAnswerCount, office, from));
  return row.Int("n");
}

}  // namespace notary::marriage_register
