#include "services/identity/storage/staff_store.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/identity/storage/identity_sql.sql.h"

namespace notary::identity {
namespace {

std::optional<Specimen> ToSpecimen(const pg::Row& row) {
  const std::optional<absl::CivilDay> from = row.MaybeDate("specimen_from");
  const std::optional<absl::CivilDay> until = row.MaybeDate("specimen_until");
  return from && until ? std::optional(Specimen{*from, *until}) : std::nullopt;
}

std::optional<absl::CivilDay> FromOf(const std::optional<Specimen>& specimen) {
  return specimen ? std::optional(specimen->valid_from) : std::nullopt;
}

std::optional<absl::CivilDay> UntilOf(const std::optional<Specimen>& specimen) {
  return specimen ? std::optional(specimen->valid_until) : std::nullopt;
}

Staff ToStaff(const pg::Row& row) {
  return {.office = row.Str("office_id"),
          .id = row.Str("id"),
          .login = row.Str("login"),
          .display_name = row.Str("display_name"),
          .name_pinyin = row.Str("name_pinyin"),
          .roles = row.Array("roles"),
          .disabled = row.Bool("disabled"),
          .revision = row.Int("revision"),
          .create_time = row.Time("create_time"),
          .password_change_required = row.Bool("change_required"),
          .totp_enrolled = row.Bool("totp_enrolled"),
          .specimen = ToSpecimen(row)};
}

Credential ToCredential(const pg::Row& row) {
  return {.password_hash = row.Str("password_hash"),
          .change_required = row.Bool("change_required"),
          .password_expire_time = row.MaybeTime("password_expire_time"),
          .totp_secret = row.Bytes("totp_secret"),
          .totp_enrolled = row.Bool("totp_enrolled"),
          .totp_last_step = row.Int("totp_last_step"),
          .failures = row.Int("failures"),
          .locked_until = row.MaybeTime("locked_until")};
}

AccountEvent ToEvent(const pg::Row& row) {
  return {.office = row.Str("office_id"),
          .id = row.Str("id"),
          .staff = row.Str("staff_id"),
          .kind = row.Str("kind"),
          .actor = row.Str("actor"),
          .role = row.Str("role"),
          .event_time = row.Time("event_time"),
          .specimen = ToSpecimen(row)};
}

}  // namespace

absl::StatusOr<std::optional<StaffKey>> StaffStore::FindLogin(pg::Tx& tx,
                                                              const std::string& login) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kLoginFind, login));
  if (!row) return std::nullopt;
  return StaffKey{row->Str("office_id"), row->Str("staff_id")};
}

absl::Status StaffStore::Insert(pg::Tx& tx, const Staff& s) const {
  ASSIGN_OR_RETURN(const int64_t taken, tx.Exec(sql::kLoginInsert, s.login, s.office, s.id));
  if (taken == 0) {
    return MakeError(absl::StatusCode::kAlreadyExists, "LOGIN_TAKEN",
                     {"该账号名已被使用", "This name of an account is taken"});
  }
  tx.ExecLater(sql::kStaffInsert, s.office, s.id, s.login, s.display_name, s.roles, s.create_time,
               s.name_pinyin);
  tx.ExecLater(sql::kCredentialInsert, s.office, s.id);
  return absl::OkStatus();
}

absl::StatusOr<Staff> StaffStore::Get(pg::Tx& tx, const StaffKey& key) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row,
                   tx.MaybeOne(sql::kStaffGet, key.office, key.id));
  if (!row) return NotHere();
  return ToStaff(*row);
}

absl::StatusOr<std::vector<Staff>> StaffStore::List(pg::Tx& tx, const std::string& office,
                                                    const std::string& after, int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kStaffList, office, after, limit));
  std::vector<Staff> staff;
  for (const pg::Row& row : rows) staff.push_back(ToStaff(row));
  return staff;
}

absl::StatusOr<std::optional<Account>> StaffStore::Lock(pg::Tx& tx, const StaffKey& key) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row,
                   tx.MaybeOne(sql::kStaffLock, key.office, key.id));
  if (!row) return std::nullopt;
  return Account{ToStaff(*row), ToCredential(*row)};
}

absl::StatusOr<std::string> StaffStore::PasswordHash(pg::Tx& tx, const StaffKey& key) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row,
                   tx.MaybeOne(sql::kStaffPassword, key.office, key.id));
  return row ? row->Str("password_hash") : "";
}

absl::StatusOr<int64_t> StaffStore::CountHolders(pg::Tx& tx, const std::string& office,
                                                 const std::string& role) const {
  ASSIGN_OR_RETURN(const pg::Row row, tx.One(sql::kStaffHolders, office, role));
  return row.Int("n");
}

absl::Status StaffStore::Update(pg::Tx& tx, Staff& s) const {
  ASSIGN_OR_RETURN(const int64_t rows,
                   tx.Exec(sql::kStaffUpdate, s.office, s.id, s.roles, s.disabled, s.revision + 1,
                           FromOf(s.specimen), UntilOf(s.specimen), s.name_pinyin));
  if (rows != 1) {
    return MakeError(absl::StatusCode::kAborted, "ETAG_STALE",
                     {"账号已被他人修改，请刷新", "Somebody has changed the account; reload"});
  }
  s.revision += 1;
  return absl::OkStatus();
}

void StaffStore::UpdateCredential(pg::Tx& tx, const Account& account) const {
  const Credential& c = account.credential;
  tx.ExecLater(sql::kCredentialUpdate, account.staff.office, account.staff.id, c.password_hash,
               c.change_required, c.password_expire_time, pg::Bytes{c.totp_secret}, c.totp_enrolled,
               c.totp_last_step, c.failures, c.locked_until);
}

void StaffStore::InsertEvent(pg::Tx& tx, const AccountEvent& e) const {
  tx.ExecLater(sql::kAccountEventInsert, e.office, e.id, e.staff, e.kind, e.actor, e.role,
               e.event_time, FromOf(e.specimen), UntilOf(e.specimen));
}

absl::StatusOr<std::vector<AccountEvent>> StaffStore::ListEvents(pg::Tx& tx,
                                                                 const std::string& office,
                                                                 const std::string& before,
                                                                 int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kAccountEventList, office, before, limit));
  std::vector<AccountEvent> events;
  for (const pg::Row& row : rows) events.push_back(ToEvent(row));
  return events;
}

}  // namespace notary::identity
