#include "tests/testing/office/accounts.h"

#include <liboath/oath.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "notary/identity/v1/session_service.pb.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/totp.h"
#include "platform/json/json.h"
#include "services/identity/service/security_admin.h"

namespace notary::testing {
namespace {

using namespace identity::v1;  // NOLINT: messages of one service

// What a telephone does with the text under the QR code.
std::string FromBase32(const std::string& text) {
  char* bytes = nullptr;
  size_t size = 0;
  if (oath_base32_decode(text.data(), text.size(), &bytes, &size) != OATH_OK) return "";
  std::string raw(bytes, size);
  std::free(bytes);
  return raw;
}

}  // namespace

std::string LastCodeTo(OfficeWorld& world, const std::string& mobile) {
  http::Client phone{{.allow_plain_http = true}};
  const auto reply =
      phone.Send({.method = "GET",
                  .url = absl::StrCat(world.office().config().sms().url(), "/control/messages"),
                  .headers = {},
                  .body = ""});
  if (!reply.ok()) return "";
  std::string code;
  const auto answer = json::ParseObject(reply->body);
  if (!answer.ok()) return "";
  for (const nlohmann::json& message : (*answer)["messages"]) {
    const bool mine = message["to"] == mobile && message["template"] == "ONEVISIT_CODE";
    if (mine) code = message["params"]["code"];
  }
  return code;
}

absl::StatusOr<SignedIn> SignInByCode(OfficeWorld& world, const std::string& mobile) {
  RequestCodeRequest ask;
  ask.set_mobile(mobile);
  ASSIGN_OR_RETURN(const auto sent,
                   CallIdentity<RequestCodeResponse>(world, "", "SignInService/RequestCode", ask));
  SignInWithCodeRequest prove;
  prove.set_challenge(sent.challenge());
  prove.set_code(LastCodeTo(world, mobile));
  prove.set_device("telephone");
  ASSIGN_OR_RETURN(const auto in, CallIdentity<SignInWithCodeResponse>(
                                      world, "", "SignInService/SignInWithCode", prove));
  return SignedIn{in.person(), in.session().secret(), in.created()};
}

absl::StatusOr<std::string> TokenOfSession(OfficeWorld& world, const std::string& secret) {
  IssueAccessTokenRequest request;
  request.set_session_secret(secret);
  ASSIGN_OR_RETURN(const auto token, CallIdentity<IssueAccessTokenResponse>(
                                         world, "", "SessionService/IssueAccessToken", request));
  return token.authorization();
}

std::string CodeNow(OfficeWorld& world, const std::string& totp_secret) {
  return crypto::TotpCode(totp_secret, absl::ToUnixSeconds(world.Now()) / 30);
}

absl::StatusOr<StaffSetUp> SetUpStaff(OfficeWorld& world, const std::string& login,
                                      const std::string& one_time_password,
                                      const std::string& password) {
  EnrolTotpRequest enrol;
  enrol.mutable_credentials()->set_login(login);
  enrol.mutable_credentials()->set_password(one_time_password);
  ASSIGN_OR_RETURN(const auto shown,
                   CallIdentity<EnrolTotpResponse>(world, "", "SignInService/EnrolTotp", enrol));
  const std::string secret = FromBase32(shown.secret());
  ChangePasswordRequest change;
  *change.mutable_credentials() = enrol.credentials();
  change.mutable_credentials()->set_totp_code(CodeNow(world, secret));
  change.set_new_password(password);
  ASSIGN_OR_RETURN(const auto in, CallIdentity<ChangePasswordResponse>(
                                      world, "", "SignInService/ChangePassword", change));
  return StaffSetUp{{in.staff(), in.session().secret()}, secret};
}

absl::StatusOr<StaffSetUp> FirstAdminOf(OfficeWorld& world, const std::string& office,
                                        const std::string& login) {
  pg::Database db({.target = absl::StrCat(world.office().config().database().target(),
                                          " user=onevisit_identity")});
  ASSIGN_OR_RETURN(const std::string first,
                   identity::CreateFirstAdmin(db, {office, login, "安全管理员"}, world.Now()));
  return SetUpStaff(world, login, first, "correct horse battery");
}

}  // namespace notary::testing
