#include "adapters/civil_affairs/register/storage/register_store.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "adapters/civil_affairs/register/domain/keys.h"
#include "adapters/civil_affairs/register/storage/register_sql.sql.h"
#include "platform/base/status_macros.h"
#include "services/common/civil_date.h"
#include "services/common/marriage_certificate.h"

namespace notary::marriage_register {
namespace {

// A statement has ten seconds.
constexpr int64_t kRemovedAtOnce = 20000;

// In no number: spaces go when it is read.
constexpr char kBeforeDay[] = " ";

// Tells records apart: an old number carries no year and comes again, so its day belongs to it.
std::string RowOf(const Record& record, absl::CivilDay today) {
  const auto number = common::ParseMarriageCertificateNumber("", record.certificate_number,
                                                             static_cast<int>(today.year()));
  const bool legacy = number.ok() && number->kind == common::MarriageCertificateKind::kLegacy;
  if (!legacy) return record.certificate_number;
  return absl::StrCat(record.certificate_number, kBeforeDay,
                      common::FormatCivilDay(record.registration_date));
}

std::string NumberOf(const std::string& row) { return row.substr(0, row.find(kBeforeDay)); }

absl::StatusOr<Record> ToRecord(const pg::Row& row) {
  const std::optional<RecordKind> kind = Parse<RecordKind>(row.Str("kind"));
  const std::optional<Hold> hold = Parse<Hold>(row.Str("hold"));
  if (!kind || !hold) return absl::DataLossError("record: unknown kind or hold");
  return Record{.kind = *kind,
                .certificate_number = NumberOf(row.Str("certificate_number")),
                .registration_date = row.Date("registration_date"),
                .authority = row.Str("authority"),
                .first = {row.Str("first_name"), row.Str("first_id_type"),
                          row.Str("first_id_number"), row.MaybeDate("first_birth_date")},
                .second = {row.Str("second_name"), row.Str("second_id_type"),
                           row.Str("second_id_number"), row.MaybeDate("second_birth_date")},
                .refers_to = row.Str("refers_to"),
                .hold = *hold};
}

// Columns of a statement that puts many rows. An empty text is a day that is not held.
struct Columns {
  std::vector<std::string> number, kind, day, authority, refers_to, hold;
  std::vector<std::string> first_name, first_type, first_number, first_birth;
  std::vector<std::string> second_name, second_type, second_number, second_birth;

  void Add(const std::string& row, const Record& r) {
    const auto text = [](const std::optional<absl::CivilDay>& of) {
      return of ? common::FormatCivilDay(*of) : "";
    };
    number.push_back(row);
    kind.emplace_back(Name(r.kind));
    day.push_back(text(r.registration_date));
    authority.push_back(r.authority);
    refers_to.push_back(r.refers_to);
    hold.emplace_back(Name(r.hold));
    first_name.push_back(r.first.name);
    first_type.push_back(r.first.id_type);
    first_number.push_back(r.first.id_number);
    first_birth.push_back(text(r.first.birth_date));
    second_name.push_back(r.second.name);
    second_type.push_back(r.second.id_type);
    second_number.push_back(r.second.id_number);
    second_birth.push_back(text(r.second.birth_date));
  }
};

}  // namespace

absl::Status RegisterStore::BeginImport(pg::Tx& tx, absl::Time data_time) const {
  return tx.Exec(sql::kSynchronisationPut, data_time).status();
}

absl::Status RegisterStore::PutRecords(pg::Tx& tx, const std::vector<Record>& records,
                                       const std::string& import, absl::CivilDay today) const {
  // One statement changes a row once; of two lines with one number the later counts.
  std::map<std::string, const Record*> latest;
  for (const Record& record : records) latest[RowOf(record, today)] = &record;
  Columns c;
  std::vector<std::string> keys, key_rows;
  for (const auto& [row, record] : latest) {
    c.Add(row, *record);
    for (std::string& key : KeysOf(*record, today)) {
      keys.push_back(std::move(key));
      key_rows.push_back(row);
    }
  }
  RETURN_IF_ERROR(tx.Exec(sql::kRecordPut, c.number, c.kind, c.day, c.authority, c.refers_to,
                          c.hold, c.first_name, c.first_type, c.first_number, c.first_birth,
                          c.second_name, c.second_type, c.second_number, c.second_birth, import)
                      .status());
  RETURN_IF_ERROR(tx.Exec(sql::kRecordKeysDrop, c.number).status());
  return tx.Exec(sql::kRecordKeysPut, keys, key_rows).status();
}

absl::Status RegisterStore::EndImport(pg::Tx& tx, const std::string& import,
                                      const std::vector<District>& districts) const {
  for (int64_t removed = kRemovedAtOnce; removed == kRemovedAtOnce;) {
    ASSIGN_OR_RETURN(removed, tx.Exec(sql::kRecordDrop, import, kRemovedAtOnce));
  }
  std::vector<std::string> divisions;
  for (const District& d : districts) {
    RETURN_IF_ERROR(tx.Exec(sql::kDistrictPut, d.division, d.name, d.complete_from).status());
    divisions.push_back(d.division);
  }
  return tx.Exec(sql::kDistrictDrop, divisions).status();
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
