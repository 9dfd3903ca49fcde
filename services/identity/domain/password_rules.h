// What a password must be: long, and not one that everybody tries. No rules about kinds of
// characters: they make passwords alike, not strong (NIST SP 800-63B 5.1.1.2).
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace notary::identity {

inline constexpr size_t kPasswordCharactersMin = 12;

// INVALID_ARGUMENT on new_password: PASSWORD_TOO_SHORT, PASSWORD_COMMON, PASSWORD_LIKE_LOGIN.
absl::Status CheckPassword(absl::string_view password, absl::string_view login);

}  // namespace notary::identity
