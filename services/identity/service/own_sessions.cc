// What a signed-in person or staff member does with its own sessions.
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/timestamp.h"
#include "services/identity/service/sign_in_service.h"

namespace notary::identity {
namespace {

v1::DeviceSession ToProto(const Session& s, const rpc::Call& call) {
  v1::DeviceSession out;
  out.set_name(absl::StrCat("sessions/", s.id));
  out.set_device(s.device);
  *out.mutable_create_time() = rpc::ToTimestamp(s.create_time);
  *out.mutable_last_use_time() = rpc::ToTimestamp(s.last_use_time);
  *out.mutable_expire_time() = rpc::ToTimestamp(s.expire_time);
  out.set_current(s.id == call.caller.session);
  return out;
}

}  // namespace

absl::StatusOr<v1::SignOutResponse> SignInService::SignOut(const Call& call,
                                                           const v1::SignOutRequest&) {
  // A token without a session has nothing to end; that is what was asked for.
  if (!IsUuid(call.caller.session)) return v1::SignOutResponse();
  RETURN_IF_ERROR(db_.Transact(pg::kNoOffice, [&](pg::Tx& tx) {
    return store_.EndSession(tx, call.caller.session, call.principal, call.now).status();
  }));
  return v1::SignOutResponse();
}

absl::StatusOr<v1::SignOutEverywhereResponse> SignInService::SignOutEverywhere(
    const Call& call, const v1::SignOutEverywhereRequest&) {
  RETURN_IF_ERROR(db_.Transact(pg::kNoOffice, [&](pg::Tx& tx) {
    store_.EndAllSessions(tx, call.principal, call.now);
    return absl::OkStatus();
  }));
  return v1::SignOutEverywhereResponse();
}

absl::StatusOr<v1::Self> SignInService::GetSelf(const Call& call, const v1::GetSelfRequest&) {
  v1::Self self;
  self.set_subject(call.principal);
  for (const rpc::Role role : call.caller.roles) self.add_roles(role);
  if (!call.caller.IsStaff()) return self;
  const std::string& office = call.caller.office;
  self.set_office(absl::StrCat("offices/", office));
  absl::string_view id = call.principal;
  if (!absl::ConsumePrefix(&id, "staff/") || !IsUuid(id)) return self;
  return db_.Read(office, [&](pg::Tx& tx) -> absl::StatusOr<v1::Self> {
    ASSIGN_OR_RETURN(const Staff staff, staff_.Get(tx, {office, std::string(id)}));
    self.set_display_name(staff.display_name);
    return self;
  });
}

absl::StatusOr<v1::ListSessionsResponse> SignInService::ListSessions(
    const Call& call, const v1::ListSessionsRequest&) {
  ASSIGN_OR_RETURN(const std::vector<Session> sessions, db_.Read(pg::kNoOffice, [&](pg::Tx& tx) {
    return store_.ListSessions(tx, call.principal);
  }));
  v1::ListSessionsResponse response;
  for (const Session& session : sessions) {
    if (IsOpen(session, call.now)) *response.add_sessions() = ToProto(session, call);
  }
  return response;
}

absl::StatusOr<v1::EndSessionResponse> SignInService::EndSession(
    const Call& call, const v1::EndSessionRequest& request) {
  absl::string_view id = request.name();
  int64_t ended = 0;
  if (absl::ConsumePrefix(&id, "sessions/") && IsUuid(id)) {
    RETURN_IF_ERROR(db_.Transact(pg::kNoOffice, [&](pg::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(ended, store_.EndSession(tx, std::string(id), call.principal, call.now));
      return absl::OkStatus();
    }));
  }
  if (ended == 0) return NotHere();
  return v1::EndSessionResponse();
}

}  // namespace notary::identity
