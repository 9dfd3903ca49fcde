#include "services/identity/domain/staff.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "platform/base/error.h"

namespace notary::identity {
namespace {

constexpr size_t kLoginSizeMin = 3;
constexpr size_t kLoginSizeMax = 32;

bool IsLoginCharacter(char c) {
  const auto u = static_cast<unsigned char>(c);
  return absl::ascii_islower(u) || absl::ascii_isdigit(u) || c == '.' || c == '-';
}

}  // namespace

bool IsLogin(absl::string_view text) {
  return text.size() >= kLoginSizeMin && text.size() <= kLoginSizeMax &&
         absl::ascii_islower(static_cast<unsigned char>(text[0])) &&
         std::all_of(text.begin(), text.end(), IsLoginCharacter);
}

absl::Status CheckSpecimen(const Staff& staff, const Specimen& specimen) {
  if (std::find(staff.roles.begin(), staff.roles.end(), "NOTARY") == staff.roles.end()) {
    return PreconditionError("NOT_A_NOTARY",
                             {"仅公证员的签名可以备案", "Only a notary's signature is filed"});
  }
  if (specimen.valid_from <= specimen.valid_until) return absl::OkStatus();
  return InvalidField("specimen.valid_until", "SPECIMEN_PERIOD",
                      {"备案截止日期不得早于起始日期", "It cannot end before it begins"});
}

bool IsSpelling(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return absl::ascii_isalpha(c) || c == ' ' || c == '-' || c == '\'';
  });
}

absl::Status SignInFailed() {
  return MakeError(absl::StatusCode::kUnauthenticated, "SIGN_IN_FAILED",
                   {"账号、密码或动态码有误，或账号暂时锁定，请稍后再试",
                    "Name, password or code is wrong, or the account is locked for a while"});
}

bool IsLocked(const Credential& credential, absl::Time now) {
  return credential.locked_until && now < *credential.locked_until;
}

void GiveOneTimePassword(Credential& credential, std::string hash, absl::Time now) {
  credential.password_hash = std::move(hash);
  credential.change_required = true;
  credential.password_expire_time = now + kOneTimePasswordLife;
  credential.failures = 0;
  credential.locked_until.reset();
}

void ForgetAuthenticator(Credential& credential) {
  credential.totp_secret.clear();
  credential.totp_enrolled = false;
}

absl::Status CheckMayEnter(const std::optional<Account>& account, bool password_fits,
                           absl::Time now) {
  if (!account || !password_fits || account->staff.disabled) return SignInFailed();
  const Credential& credential = account->credential;
  const bool outlived = credential.password_expire_time && now >= *credential.password_expire_time;
  if (IsLocked(credential, now) || outlived) return SignInFailed();
  return absl::OkStatus();
}

}  // namespace notary::identity
