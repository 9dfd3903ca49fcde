#include "services/certificate/storage/certificate_store.h"

#include "platform/base/status_macros.h"
#include "services/certificate/storage/certificate_sql.sql.h"

namespace notary::certificate {
namespace {

Certificate ToCertificate(const pg::Row& row) {
  Certificate c{.office = row.Str("office_id"),
                .id = row.Str("id"),
                .application = row.Str("application"),
                .matter = row.Str("matter"),
                .kind = row.Str("kind"),
                .number = row.Str("number"),
                .issue_date = row.Date("issue_date"),
                .holder = row.Str("holder"),
                .holder_name = row.Str("holder_name"),
                .zh = {row.Str("zh_title"), row.Str("number"), row.Str("zh_head"),
                       row.Str("zh_body"), row.Str("zh_foot")},
                .check_code = row.Str("check_code"),
                .digest = row.Str("digest"),
                .voided = row.Str("status") == "VOID",
                .create_time = row.Time("create_time")};
  if (!row.Str("en_body").empty()) {
    c.en = Page{row.Str("en_title"), row.Str("en_number"), row.Str("en_head"), row.Str("en_body"),
                row.Str("en_foot")};
  }
  return c;
}

}  // namespace

void CertificateStore::Insert(pg::Tx& tx, const Certificate& c) const {
  const Page en = c.en.value_or(Page{});
  tx.ExecLater(sql::kCertificateInsert, c.office, c.id, c.application, c.matter, c.kind, c.number,
               c.issue_date, c.holder, c.holder_name, c.zh.title, c.zh.head, c.zh.body, c.zh.foot,
               en.title, en.number, en.head, en.body, en.foot, c.check_code, c.digest,
               c.create_time);
}

absl::StatusOr<Certificate> CertificateStore::Get(pg::Tx& tx, const std::string& office,
                                                  const std::string& id) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kCertificateGet, office, id));
  if (!row) return NotFoundError("RESOURCE_NOT_FOUND", {"未找到", "Not found"});
  return ToCertificate(*row);
}

absl::StatusOr<std::vector<Certificate>> CertificateStore::List(
    pg::Tx& tx, const std::string& office, const std::string& application) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kCertificateList, office, application));
  std::vector<Certificate> certificates;
  for (const pg::Row& row : rows) certificates.push_back(ToCertificate(row));
  return certificates;
}

absl::StatusOr<std::optional<Certificate>> CertificateStore::FindByNumber(
    pg::Tx& tx, const std::string& office, const std::string& number) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row,
                   tx.MaybeOne(sql::kCertificateByNumber, office, number));
  if (!row) return std::nullopt;
  return ToCertificate(*row);
}

absl::StatusOr<int64_t> CertificateStore::Void(pg::Tx& tx, const std::string& office,
                                               const std::string& application) const {
  return tx.Exec(sql::kCertificateVoid, office, application);
}

}  // namespace notary::certificate
