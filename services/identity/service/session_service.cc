#include "services/identity/service/session_service.h"

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/timestamp.h"
#include "services/identity/service/fields.h"
#include "services/identity/service/roles.h"
#include "services/identity/service/start_session.h"

namespace notary::identity {
namespace {

constexpr absl::Duration kTokenLife = absl::Minutes(5);

absl::Status SessionEnded() {
  return MakeError(absl::StatusCode::kUnauthenticated, "SESSION_ENDED",
                   {"登录已失效，请重新登录", "The session has ended; sign in again"});
}

std::string IdIn(const std::string& subject) { return subject.substr(subject.find('/') + 1); }

}  // namespace

rpc::Service SessionService::Bind() {
  rpc::Service service("notary.identity.v1.SessionService");
  service.Method("IssueAccessToken", this, &SessionService::IssueAccessToken);
  return service;
}

absl::StatusOr<rpc::Principal> SessionService::PersonBehind(
    pg::Tx& tx, const Session& session, const crypto::FieldCipher& cipher) const {
  rpc::Principal person{.subject = session.subject,
                        .roles = {rpc::Role::ROLE_APPLICANT},
                        .session = session.id,
                        .sign_in_time = session.create_time};
  const std::string id = IdIn(session.subject);
  ASSIGN_OR_RETURN(const std::optional<RealName> name, store_.LatestRealName(tx, id));
  if (!name) return person;
  const std::string row = RealNameRow(id, name->revision);
  ASSIGN_OR_RETURN(person.display_name, cipher.Open(PersonName(row), name->name));
  return person;
}

absl::StatusOr<rpc::Principal> SessionService::StaffBehind(pg::Tx& tx,
                                                           const Session& session) const {
  pg::StayInOffice(tx, session.office);
  ASSIGN_OR_RETURN(const Staff staff, staff_.Get(tx, {session.office, IdIn(session.subject)}));
  if (staff.disabled) return SessionEnded();
  return rpc::Principal{session.subject,      staff.display_name, staff.office,
                        ToRoles(staff.roles), session.id,         session.create_time};
}

absl::StatusOr<v1::IssueAccessTokenResponse> SessionService::IssueAccessToken(
    const Call& call, const v1::IssueAccessTokenRequest& request) {
  ASSIGN_OR_RETURN(const crypto::FieldCipher cipher, vault_.Cipher(kDirectory, call.now));
  ASSIGN_OR_RETURN(const rpc::Principal bearer,
                   db_.Read(pg::kNoOffice, [&](pg::Tx& tx) -> absl::StatusOr<rpc::Principal> {
                     ASSIGN_OR_RETURN(const std::optional<Session> session,
                                      store_.FindSession(tx, SecretHash(request.session_secret())));
                     if (!session || !IsOpen(*session, call.now)) return SessionEnded();
                     const bool due = call.now >= session->last_use_time + kUseGrain;
                     if (due && !request.passive()) {
                       store_.TouchSession(tx, *session, call.now);
                     }
                     return session->office.empty() ? PersonBehind(tx, *session, cipher)
                                                    : StaffBehind(tx, *session);
                   }));
  const absl::Time expire_time = call.now + kTokenLife;
  v1::IssueAccessTokenResponse response;
  response.set_authorization(signer_.Sign(bearer, call.now, expire_time));
  *response.mutable_expire_time() = rpc::ToTimestamp(expire_time);
  return response;
}

}  // namespace notary::identity
