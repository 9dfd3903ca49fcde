// An account of a staff member, and what it is proved by.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace notary::identity {

// The days on which a notary's signature is on file with the foreign ministry, both included.
struct Specimen {
  absl::CivilDay valid_from;
  absl::CivilDay valid_until;
};

struct Staff {
  std::string office;
  std::string id;
  std::string login;
  std::string display_name;
  std::string name_pinyin;         // as in the passport; "" until spelt
  std::vector<std::string> roles;  // NOTARY …
  bool disabled = false;
  int64_t revision = 1;
  absl::Time create_time;
  bool password_change_required = false;
  bool totp_enrolled = false;
  std::optional<Specimen> specimen = {};
};

struct Credential {
  std::string password_hash;  // Argon2id; empty: none yet
  bool change_required = false;
  std::optional<absl::Time> password_expire_time = {};  // of a one-time password
  std::string totp_secret;                              // encrypted; empty: none yet
  bool totp_enrolled = false;                           // a code of the secret has been accepted
  int64_t totp_last_step = 0;
  int64_t failures = 0;
  std::optional<absl::Time> locked_until = {};
};

struct Account {
  Staff staff;
  Credential credential;
};

inline constexpr absl::Duration kOneTimePasswordLife = absl::Hours(72);

// Kinds are those of notary.identity.v1.AccountEvent.
struct AccountEvent {
  std::string office;
  std::string id;
  std::string staff;
  std::string kind;
  std::string actor;
  std::string role;
  absl::Time event_time;
  std::optional<Specimen> specimen = {};  // of SPECIMEN_FILED
};

// [a-z][a-z0-9.-]{2,31}
bool IsLogin(absl::string_view text);

// Only a notary's signature is filed, for at least a day. FAILED_PRECONDITION (NOT_A_NOTARY);
// INVALID_ARGUMENT (SPECIMEN_PERIOD).
absl::Status CheckSpecimen(const Staff& staff, const Specimen& specimen);

// Letters A to Z of either case, spaces, hyphens and apostrophes; not empty.
bool IsSpelling(absl::string_view text);

// A new one-time password of this hash. What wrong tries had locked is open again.
void GiveOneTimePassword(Credential& credential, std::string hash, absl::Time now);

// The owner sets up another authenticator.
void ForgetAuthenticator(Credential& credential);

// Whether the account lets its owner in, as far as the password goes. The one refusal there is says
// nothing of which of them it was: unknown, locked, disabled, wrong, outlived.
absl::Status CheckMayEnter(const std::optional<Account>& account, bool password_fits,
                           absl::Time now);

// UNAUTHENTICATED (SIGN_IN_FAILED).
absl::Status SignInFailed();

bool IsLocked(const Credential& credential, absl::Time now);

}  // namespace notary::identity
