#include "services/certificate/storage/certificate_store.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/pg/sealed.h"
#include "services/certificate/storage/certificate_sql.sql.h"
#include "services/certificate/storage/sealed_columns.h"

namespace notary::certificate {
namespace {

absl::StatusOr<Certificate> ToCertificate(const pg::Tx& tx, const pg::Row& row) {
  pg::Opener open(tx, row, row.Str("id"));
  Certificate c{.office = row.Str("office_id"),
                .id = row.Str("id"),
                .application = row.Str("application"),
                .matter = row.Str("matter"),
                .kind = row.Str("kind"),
                .number = row.Str("number"),
                .issue_date = row.Date("issue_date"),
                .holder = row.Str("holder"),
                .holder_name = open(kHolderName),
                .zh = {row.Str("zh_title"), row.Str("number"), open(kZhHead), open(kZhBody),
                       row.Str("zh_foot")},
                .check_code = row.Str("check_code"),
                .digest = row.Str("digest"),
                .voided = row.Str("status") == "VOID",
                .create_time = row.Time("create_time")};
  if (!row.Bytes("en_body").empty()) {
    c.en = Page{row.Str("en_title"), row.Str("en_number"), open(kEnHead), open(kEnBody),
                row.Str("en_foot")};
  }
  RETURN_IF_ERROR(open.status());
  return c;
}

}  // namespace

void CertificateStore::Insert(pg::Tx& tx, const Certificate& c) const {
  const Page en = c.en.value_or(Page{});
  tx.ExecLater(sql::kCertificateInsert, c.office, c.id, c.application, c.matter, c.kind, c.number,
               c.issue_date, c.holder, pg::Seal(tx, kHolderName, c.id, c.holder_name), c.zh.title,
               pg::Seal(tx, kZhHead, c.id, c.zh.head), pg::Seal(tx, kZhBody, c.id, c.zh.body),
               c.zh.foot, en.title, en.number, pg::Seal(tx, kEnHead, c.id, en.head),
               pg::Seal(tx, kEnBody, c.id, en.body), en.foot, c.check_code, c.digest,
               c.create_time);
}

absl::StatusOr<Certificate> CertificateStore::Get(pg::Tx& tx, const std::string& office,
                                                  const std::string& id) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kCertificateGet, office, id));
  if (!row) return NotHere();
  return ToCertificate(tx, *row);
}

absl::StatusOr<std::vector<Certificate>> CertificateStore::List(
    pg::Tx& tx, const std::string& office, const std::string& application) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kCertificateList, office, application));
  std::vector<Certificate> certificates;
  for (const pg::Row& row : rows) {
    ASSIGN_OR_RETURN(Certificate certificate, ToCertificate(tx, row));
    certificates.push_back(std::move(certificate));
  }
  return certificates;
}

absl::StatusOr<std::optional<Certificate>> CertificateStore::FindByNumber(
    pg::Tx& tx, const std::string& office, const std::string& number) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row,
                   tx.MaybeOne(sql::kCertificateByNumber, office, number));
  if (!row) return std::nullopt;
  return ToCertificate(tx, *row);
}

absl::StatusOr<int64_t> CertificateStore::Void(pg::Tx& tx, const std::string& office,
                                               const std::string& application) const {
  return tx.Exec(sql::kCertificateVoid, office, application);
}

}  // namespace notary::certificate
