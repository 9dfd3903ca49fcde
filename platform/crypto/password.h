// Password hashes: Argon2id (RFC 9106) with 64 MiB and two passes, by libsodium. A hash takes
// 0.1 to 0.2 s of one core and its memory, so callers bound how many run at once.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace notary::crypto {

// "$argon2id$v=19$m=65536,t=2,p=1$…", with a fresh random salt. Thread-safe.
std::string HashPassword(absl::string_view password);

// Whether `hash` is one of this password. A text that is no hash costs as much as one that is, so
// that an account without a password takes no less time. Thread-safe.
bool IsPasswordOf(absl::string_view hash, absl::string_view password);

}  // namespace notary::crypto
