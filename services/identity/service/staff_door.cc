#include "services/identity/service/staff_door.h"

#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/totp.h"
#include "services/identity/domain/lockout.h"
#include "services/identity/service/fields.h"

namespace notary::identity {
namespace {

// Where a login leads that nobody has: the same statements run, and find nothing.
const StaffKey& Nowhere() {
  static const auto& key = *new StaffKey{kDirectory, "00000000-0000-0000-0000-000000000000"};
  return key;
}

// One wrong try more. A locked account does not count further: its owner would never get in.
void CountFailure(pg::Tx& tx, const StaffStore& store, Account& account, absl::Time now) {
  Credential& credential = account.credential;
  if (IsLocked(credential, now)) return;
  credential.failures += 1;
  const absl::Duration lock = LockAfter(credential.failures);
  if (lock > absl::ZeroDuration()) credential.locked_until = now + lock;
  store.UpdateCredential(tx, account);
  store.InsertEvent(tx, EventOf(account.staff, "SIGN_IN_REFUSED", "", now));
  if (lock > absl::ZeroDuration()) {
    store.InsertEvent(tx, EventOf(account.staff, "LOCKED", "", now));
  }
}

}  // namespace

AccountEvent EventOf(const Staff& staff, absl::string_view kind, absl::string_view actor,
                     absl::Time now) {
  return {.office = staff.office,
          .id = NewId(now),
          .staff = staff.id,
          .kind = std::string(kind),
          .actor = std::string(actor),
          .role = "",
          .event_time = now};
}

absl::Status AcceptTotp(const crypto::FieldCipher& cipher, Account& account,
                        const std::string& code, absl::Time now) {
  Credential& credential = account.credential;
  ASSIGN_OR_RETURN(const std::string secret,
                   cipher.Open(TotpSecret(account.staff.id), credential.totp_secret));
  const auto step = crypto::MatchTotp(secret, code, now, credential.totp_last_step);
  if (!step) return SignInFailed();
  credential.totp_last_step = *step;
  return absl::OkStatus();
}

absl::Status StaffDoor::Enter(const std::string& login, const std::string& password, absl::Time now,
                              const Act& act) {
  RETURN_IF_ERROR(tries_.Admit(login));
  return Prove(login, password, now, act);
}

// Nothing is hashed for whoever tries too often.
absl::Status StaffDoor::EnterToChange(const std::string& login, const std::string& password,
                                      const std::string& new_password, absl::Time now,
                                      const ActWithHash& act) {
  RETURN_IF_ERROR(tries_.Admit(login));
  // Made whether the old password fits or not, so that the time tells nothing.
  ASSIGN_OR_RETURN(const std::string new_hash, hasher_.Hash(new_password));
  return Prove(login, password, now,
               [&](pg::Tx& tx, Account& account, const crypto::FieldCipher& cipher) {
                 return act(tx, account, cipher, new_hash);
               });
}

absl::Status StaffDoor::Prove(const std::string& login, const std::string& password, absl::Time now,
                              const Act& act) {
  ASSIGN_OR_RETURN(const std::optional<StaffKey> found, db_.Read(pg::kNoOffice, [&](pg::Tx& tx) {
    return store_.FindLogin(tx, login);
  }));
  const StaffKey& key = found ? *found : Nowhere();
  ASSIGN_OR_RETURN(const std::string hash,
                   db_.Read(key.office, [&](pg::Tx& tx) { return store_.PasswordHash(tx, key); }));
  ASSIGN_OR_RETURN(const bool fits, hasher_.Fits(hash, password));
  ASSIGN_OR_RETURN(const crypto::FieldCipher cipher, vault_.Cipher(key.office, now));
  absl::Status outcome;
  RETURN_IF_ERROR(db_.Transact(key.office, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(std::optional<Account> account, store_.Lock(tx, key));
    // A password that was changed while we compared is no longer the one that fits.
    const bool current = account && account->credential.password_hash == hash;
    outcome = CheckMayEnter(account, fits && current, now);
    if (outcome.ok()) outcome = act(tx, *account, cipher);
    if (account && ReasonOf(outcome) == "SIGN_IN_FAILED") CountFailure(tx, store_, *account, now);
    return ReasonOf(outcome).empty() ? outcome : absl::OkStatus();
  }));
  return outcome;
}

}  // namespace notary::identity
