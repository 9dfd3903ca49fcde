// The security administrator of an office, made and let in again from the machine it runs on:
// somebody must be able to make the other accounts. `db` is connected as the service's role.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "platform/pg/database.h"

namespace notary::identity {

struct FirstAdmin {
  std::string office;
  std::string login;
  std::string display_name;
};

// Makes a security administrator and returns its one-time password, which is nowhere else.
// FAILED_PRECONDITION (ADMIN_EXISTS) when the office has one; INVALID_ARGUMENT (LOGIN_MALFORMED);
// ALREADY_EXISTS (LOGIN_TAKEN).
absl::StatusOr<std::string> CreateFirstAdmin(pg::Database& db, const FirstAdmin& admin,
                                             absl::Time now);

// For one who has lost the password or the authenticator, or was disabled, when nobody else can
// help: a new one-time password, to set both up again. Every session of the account is over; the
// audit administrator sees who did it ("notaryctl"). NOT_FOUND (ACCOUNT_UNKNOWN) where the office
// has no such security administrator: other accounts are reset by theirs.
absl::StatusOr<std::string> RecoverAdmin(pg::Database& db, const std::string& office,
                                         const std::string& login, absl::Time now);

// 16 characters, 80 random bits, easy to type.
std::string NewOneTimePassword();

}  // namespace notary::identity
