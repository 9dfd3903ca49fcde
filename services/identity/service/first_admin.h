// The first account of an office: somebody must be able to make the others.
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
// ALREADY_EXISTS (LOGIN_TAKEN). `db` is connected as the service's role.
absl::StatusOr<std::string> CreateFirstAdmin(pg::Database& db, const FirstAdmin& admin,
                                             absl::Time now);

// 16 characters, 80 random bits, easy to type.
std::string NewOneTimePassword();

}  // namespace notary::identity
