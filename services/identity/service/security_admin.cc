#include "services/identity/service/security_admin.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/password.h"
#include "platform/crypto/totp.h"
#include "services/identity/service/staff_door.h"
#include "services/identity/storage/directory_store.h"
#include "services/identity/storage/staff_store.h"

namespace notary::identity {
namespace {

constexpr char kRole[] = "SECURITY_ADMIN";
constexpr char kActor[] = "notaryctl";
constexpr size_t kOneTimePasswordBytes = 10;

absl::Status Write(pg::Tx& tx, const Account& account, absl::Time now) {
  const StaffStore store;
  const Staff& staff = account.staff;
  ASSIGN_OR_RETURN(const int64_t holders, store.CountHolders(tx, staff.office, kRole));
  if (holders > 0) {
    return PreconditionError("ADMIN_EXISTS", {"本处已有安全管理员，请由其新增账号",
                                              "The office has a security administrator"});
  }
  RETURN_IF_ERROR(store.Insert(tx, staff));
  store.UpdateCredential(tx, account);
  store.InsertEvent(tx, EventOf(staff, "CREATED", kActor, now));
  AccountEvent granted = EventOf(staff, "ROLE_GRANTED", kActor, now);
  granted.role = kRole;
  store.InsertEvent(tx, granted);
  return absl::OkStatus();
}

absl::StatusOr<Account> LockAdmin(pg::Tx& tx, const std::string& office, const std::string& login) {
  const StaffStore store;
  ASSIGN_OR_RETURN(const std::optional<StaffKey> key, store.FindLogin(tx, login));
  if (key && key->office == office) {
    ASSIGN_OR_RETURN(std::optional<Account> account, store.Lock(tx, *key));
    if (account && absl::c_linear_search(account->staff.roles, kRole)) return *std::move(account);
  }
  return NotFoundError("ACCOUNT_UNKNOWN", {"本处没有此安全管理员账号",
                                           "The office has no such security administrator"});
}

absl::Status LetIn(pg::Tx& tx, Account account, const std::string& hash, absl::Time now) {
  const StaffStore store;
  Staff& staff = account.staff;
  GiveOneTimePassword(account.credential, hash, now);
  ForgetAuthenticator(account.credential);
  store.UpdateCredential(tx, account);
  for (const char* kind : {"PASSWORD_RESET", "TOTP_RESET"}) {
    store.InsertEvent(tx, EventOf(staff, kind, kActor, now));
  }
  DirectoryStore().EndAllSessions(tx, absl::StrCat("staff/", staff.id), now);
  if (!staff.disabled) return absl::OkStatus();
  staff.disabled = false;
  store.InsertEvent(tx, EventOf(staff, "ENABLED", kActor, now));
  return store.Update(tx, staff);
}

}  // namespace

std::string NewOneTimePassword() {
  return crypto::Base32(crypto::RandomBytes(kOneTimePasswordBytes));
}

absl::StatusOr<std::string> CreateFirstAdmin(pg::Database& db, const FirstAdmin& admin,
                                             absl::Time now) {
  if (!IsLogin(admin.login)) {
    return InvalidField("login", "LOGIN_MALFORMED",
                        {"账号名须为3至32位小写字母、数字、点或连字符，以字母开头",
                         "A login has 3 to 32 of a-z, 0-9, dot and hyphen, the first a letter"});
  }
  const std::string password = NewOneTimePassword();
  const Account account{{.office = admin.office,
                         .id = NewId(now),
                         .login = admin.login,
                         .display_name = admin.display_name,
                         .roles = {kRole},
                         .create_time = now},
                        {.password_hash = crypto::HashPassword(password),
                         .change_required = true,
                         .password_expire_time = now + kOneTimePasswordLife}};
  RETURN_IF_ERROR(db.Transact(admin.office, [&](pg::Tx& tx) { return Write(tx, account, now); }));
  return password;
}

absl::StatusOr<std::string> RecoverAdmin(pg::Database& db, const std::string& office,
                                         const std::string& login, absl::Time now) {
  const std::string password = NewOneTimePassword();
  const std::string hash = crypto::HashPassword(password);
  RETURN_IF_ERROR(db.Transact(office, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(Account account, LockAdmin(tx, office, login));
    return LetIn(tx, std::move(account), hash, now);
  }));
  return password;
}

}  // namespace notary::identity
