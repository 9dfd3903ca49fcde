#include "services/identity/service/first_admin.h"

#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/password.h"
#include "platform/crypto/totp.h"
#include "services/identity/service/staff_door.h"
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

}  // namespace notary::identity
