#include "platform/vault/old_rows.h"

#include <deque>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "platform/base/status_macros.h"
#include "platform/pg/request_log.h"
#include "platform/vault/vault_sql.sql.h"

namespace notary::vault {
namespace {

constexpr int64_t kBatch = 500;

constexpr char kFind[] = R"sql(
SELECT office_id, ($2)::text AS row_id, ctid::text AS place, $1 AS value FROM $0
WHERE octet_length($1) > 0 AND get_byte($1, 0) > 2 LIMIT $3)sql";
constexpr char kReplace[] = "UPDATE $0 SET $1 = $$1 WHERE ctid = $$2::tid AND $1 = $$3";

// A statement is known to a connection by its address, so these live as long as the connection.
struct Statements {
  explicit Statements(const pg::SealedColumn& column)
      : find_text(absl::Substitute(kFind, column.table, column.column, column.row, kBatch)),
        replace_text(absl::Substitute(kReplace, column.table, column.column)),
        find_name(absl::StrCat("old_", column.table, "_", column.column)),
        replace_name(absl::StrCat("seal_", column.table, "_", column.column)) {}

  const std::string find_text, replace_text, find_name, replace_name;
  const pg::Statement find{find_name.c_str(), find_text.c_str()};
  const pg::Statement replace{replace_name.c_str(), replace_text.c_str()};
};

absl::StatusOr<int64_t> SealColumn(OwnerDatabase& owner, const pg::SealedColumn& column,
                                   const Statements& statements) {
  for (int64_t sealed = 0;;) {
    ASSIGN_OR_RETURN(const pg::Rows rows, owner.db().Read(pg::kNoOffice, [&](pg::Tx& tx) {
      return tx.Query(statements.find);
    }));
    if (rows.empty()) return sealed;
    std::vector<std::string> values;
    for (const pg::Row& row : rows) {
      ASSIGN_OR_RETURN(const auto cipher,
                       owner.keys().FirstCipherOf(pg::KeyOfficeOf(row.Str("office_id"))));
      values.push_back(
          cipher->Seal({column.table, column.column, row.Str("row_id")}, row.Bytes("value")));
    }
    RETURN_IF_ERROR(owner.db().Transact(pg::kNoOffice, [&](pg::Tx& tx) {
      for (size_t i = 0; i < rows.size(); ++i) {
        const std::string clear = rows[i].Bytes("value");
        tx.ExecLater(statements.replace, pg::Bytes{values[i]}, rows[i].Str("place"),
                     pg::Bytes{clear});
      }
      return absl::OkStatus();
    }));
    sealed += static_cast<int64_t>(rows.size());
  }
}

// Digests of requests that were stored without a key.
absl::Status KeyOldDigests(OwnerDatabase& owner) {
  while (true) {
    ASSIGN_OR_RETURN(const pg::Rows rows, owner.db().Read(pg::kNoOffice, [&](pg::Tx& tx) {
      return tx.Query(sql::kOldDigests, kBatch);
    }));
    if (rows.empty()) return absl::OkStatus();
    std::vector<std::string> digests;
    for (const pg::Row& row : rows) {
      ASSIGN_OR_RETURN(const auto cipher,
                       owner.keys().FirstCipherOf(pg::KeyOfficeOf(row.Str("office_id"))));
      digests.push_back(pg::KeyedDigest(*cipher, row.Str("hash")));
    }
    RETURN_IF_ERROR(owner.db().Transact(pg::kNoOffice, [&](pg::Tx& tx) {
      for (size_t i = 0; i < rows.size(); ++i) {
        tx.ExecLater(sql::kOldDigestReplace, rows[i].Str("office_id"), rows[i].Str("principal"),
                     rows[i].Str("request_id"), digests[i]);
      }
      return absl::OkStatus();
    }));
  }
}

}  // namespace

OwnerDatabase::OwnerDatabase(const std::string& target, const std::string& schema, Secrets secrets,
                             const Clock& clock)
    : vault_(db_, std::move(secrets)),
      keys_(vault_, clock),
      db_({.target = absl::StrCat(target, " options='-c row_security=off -c search_path=", schema,
                                  " -c timezone=UTC'"),
           .name = absl::StrCat("owner of ", schema),
           .connections = 1,
           .keys = &keys_}) {}

absl::StatusOr<int64_t> SealOldRows(const std::string& target, const std::string& schema,
                                    const std::vector<pg::SealedColumn>& columns, Secrets secrets,
                                    const Clock& clock) {
  std::vector<pg::SealedColumn> all = pg::PlatformSealedColumns();
  all.insert(all.end(), columns.begin(), columns.end());
  std::deque<Statements> statements;
  OwnerDatabase owner(target, schema, std::move(secrets), clock);
  RETURN_IF_ERROR(KeyOldDigests(owner));
  int64_t sealed = 0;
  for (const pg::SealedColumn& column : all) {
    statements.emplace_back(column);
    ASSIGN_OR_RETURN(const int64_t more, SealColumn(owner, column, statements.back()));
    sealed += more;
  }
  return sealed;
}

}  // namespace notary::vault
