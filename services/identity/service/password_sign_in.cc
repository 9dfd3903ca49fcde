// Staff: a password and the code of an authenticator.
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/totp.h"
#include "services/identity/domain/password_rules.h"
#include "services/identity/service/fields.h"
#include "services/identity/service/sign_in_service.h"
#include "services/identity/service/start_session.h"

namespace notary::identity {
namespace {

absl::Status NotEnrolled() {
  return PreconditionError("TOTP_NOT_ENROLLED",
                           {"请先绑定动态验证码", "Set up an authenticator first"});
}

absl::Status ChangeRequired() {
  return PreconditionError("PASSWORD_CHANGE_REQUIRED",
                           {"请先修改密码", "Choose a new password first"});
}

std::string SubjectOf(const Staff& staff) { return absl::StrCat("staff/", staff.id); }

}  // namespace

absl::StatusOr<v1::SignInWithPasswordResponse> SignInService::SignInWithPassword(
    const Call& call, const v1::SignInWithPasswordRequest& request) {
  const v1::Credentials& given = request.credentials();
  v1::SignInWithPasswordResponse response;
  const auto act = [&](pg::Tx& tx, Account& account, const crypto::FieldCipher& cipher) {
    if (!account.credential.totp_enrolled) return NotEnrolled();
    // Before the code is used up: ChangePassword needs one.
    if (account.credential.change_required) return ChangeRequired();
    RETURN_IF_ERROR(AcceptTotp(cipher, account, given.totp_code(), call.now));
    account.credential.failures = 0;
    staff_.UpdateCredential(tx, account);
    staff_.InsertEvent(tx, EventOf(account.staff, "SIGNED_IN", SubjectOf(account.staff), call.now));
    response.set_staff(SubjectOf(account.staff));
    *response.mutable_session() = StartSession(
        tx, {response.staff(), account.staff.office, request.device()}, kStaffLimits, call.now);
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(door_.Enter(given.login(), given.password(), call.now, act));
  return response;
}

absl::StatusOr<v1::EnrolTotpResponse> SignInService::EnrolTotp(
    const Call& call, const v1::EnrolTotpRequest& request) {
  const v1::Credentials& given = request.credentials();
  const std::string secret = crypto::RandomBytes(crypto::kTotpSecretSize);
  const auto act = [&](pg::Tx& tx, Account& account, const crypto::FieldCipher& cipher) {
    if (account.credential.totp_enrolled) {
      return PreconditionError("TOTP_ENROLLED",
                               {"已绑定动态验证码，如遗失请联系安全管理员",
                                "There is an authenticator; ask a security administrator if lost"});
    }
    account.credential.totp_secret = cipher.Seal(TotpSecret(account.staff.id), secret);
    staff_.UpdateCredential(tx, account);
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(door_.Enter(given.login(), given.password(), call.now, act));
  v1::EnrolTotpResponse response;
  response.set_secret(crypto::Base32(secret));
  response.set_uri(absl::StrCat("otpauth://totp/OneVisit:", given.login(),
                                "?secret=", response.secret(), "&issuer=OneVisit"));
  return response;
}

absl::StatusOr<v1::ChangePasswordResponse> SignInService::ChangePassword(
    const Call& call, const v1::ChangePasswordRequest& request) {
  const v1::Credentials& given = request.credentials();
  RETURN_IF_ERROR(CheckPassword(request.new_password(), given.login()));
  if (request.new_password() == given.password()) {
    return InvalidField("new_password", "PASSWORD_UNCHANGED",
                        {"新密码须与原密码不同", "The new password must be another"});
  }
  v1::ChangePasswordResponse response;
  const auto act = [&](pg::Tx& tx, Account& account, const crypto::FieldCipher& cipher,
                       const std::string& new_hash) {
    Credential& credential = account.credential;
    if (credential.totp_secret.empty()) return NotEnrolled();
    RETURN_IF_ERROR(AcceptTotp(cipher, account, given.totp_code(), call.now));
    const std::string subject = SubjectOf(account.staff);
    if (!credential.totp_enrolled) {
      staff_.InsertEvent(tx, EventOf(account.staff, "TOTP_ENROLLED", subject, call.now));
    }
    credential.totp_enrolled = true;
    credential.password_hash = new_hash;
    credential.change_required = false;
    credential.password_expire_time.reset();
    credential.failures = 0;
    staff_.UpdateCredential(tx, account);
    staff_.InsertEvent(tx, EventOf(account.staff, "PASSWORD_CHANGED", subject, call.now));
    store_.EndAllSessions(tx, subject, call.now);
    response.set_staff(subject);
    *response.mutable_session() =
        StartSession(tx, {subject, account.staff.office, request.device()}, kStaffLimits, call.now);
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(
      door_.EnterToChange(given.login(), given.password(), request.new_password(), call.now, act));
  return response;
}

}  // namespace notary::identity
