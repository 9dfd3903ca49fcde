#include "services/identity/service/staff_service.h"

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/paging.h"
#include "platform/rpc/resource_name.h"
#include "platform/rpc/timestamp.h"
#include "services/common/person_name.h"
#include "services/identity/domain/staff_roles.h"
#include "services/identity/service/roles.h"
#include "services/identity/service/security_admin.h"
#include "services/identity/service/staff_door.h"

namespace notary::identity {
namespace {

v1::Specimen ToProto(const Specimen& s) {
  v1::Specimen out;
  out.set_valid_from(absl::FormatCivilTime(s.valid_from));
  out.set_valid_until(absl::FormatCivilTime(s.valid_until));
  return out;
}

v1::Staff ToProto(const Staff& s) {
  v1::Staff out;
  out.set_name(absl::StrCat("offices/", s.office, "/staff/", s.id));
  out.set_login(s.login);
  out.set_display_name(s.display_name);
  out.set_name_pinyin(s.name_pinyin);
  for (const rpc::Role role : ToRoles(s.roles)) out.add_roles(role);
  out.set_disabled(s.disabled);
  out.set_password_change_required(s.password_change_required);
  out.set_totp_enrolled(s.totp_enrolled);
  *out.mutable_create_time() = rpc::ToTimestamp(s.create_time);
  out.set_etag(absl::StrCat(s.revision));
  if (s.specimen) *out.mutable_specimen() = ToProto(*s.specimen);
  return out;
}

v1::Colleague ToColleague(const Staff& s) {
  v1::Colleague out;
  out.set_staff(absl::StrCat("staff/", s.id));
  out.set_display_name(s.display_name);
  out.set_name_pinyin(s.name_pinyin);
  for (const rpc::Role role : ToRoles(s.roles)) out.add_roles(role);
  if (s.specimen) *out.mutable_specimen() = ToProto(*s.specimen);
  return out;
}

v1::AccountEvent ToProto(const AccountEvent& e) {
  v1::AccountEvent out;
  out.set_staff(absl::StrCat("staff/", e.staff));
  out.set_kind(e.kind);
  out.set_actor(e.actor);
  out.set_role(e.role);
  *out.mutable_event_time() = rpc::ToTimestamp(e.event_time);
  if (e.specimen) *out.mutable_specimen() = ToProto(*e.specimen);
  return out;
}

absl::StatusOr<StaffKey> KeyOf(const std::string& office, const std::string& name,
                               absl::string_view collection = "staff") {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(name, collection));
  return StaffKey{office, id};
}

absl::Status LoginMalformed() {
  return InvalidField("login", "LOGIN_MALFORMED",
                      {"账号名须为3至32位小写字母、数字、点或连字符，以字母开头",
                       "A login has 3 to 32 of a-z, 0-9, dot and hyphen, the first a letter"});
}

absl::Status CheckSpelling(const std::string& name_pinyin) {
  if (IsSpelling(name_pinyin)) return absl::OkStatus();
  return InvalidField("name_pinyin", "PINYIN_FORMAT",
                      {"请按护照填写拉丁字母", "Write the letters A-Z as in the passport"});
}

}  // namespace

rpc::Service StaffService::Bind() {
  rpc::Service service("notary.identity.v1.StaffService");
  service.Method("CreateStaff", this, &StaffService::CreateStaff);
  service.Method("GetStaff", this, &StaffService::GetStaff);
  service.Method("ListStaff", this, &StaffService::ListStaff);
  service.Method("ListColleagues", this, &StaffService::ListColleagues);
  service.Method("GetColleague", this, &StaffService::GetColleague);
  service.Method("UpdateRoles", this, &StaffService::UpdateRoles);
  service.Method("FileSpecimen", this, &StaffService::FileSpecimen);
  service.Method("SpellName", this, &StaffService::SpellName);
  service.Method("ResetPassword", this, &StaffService::ResetPassword);
  service.Method("DisableStaff", this, &StaffService::DisableStaff);
  service.Method("EnableStaff", this, &StaffService::EnableStaff);
  service.Method("ListAccountEvents", this, &StaffService::ListAccountEvents);
  return service;
}

void StaffService::NoteRoles(pg::Tx& tx, const Staff& staff, absl::string_view kind,
                             const Call& call, const std::vector<std::string>& roles) const {
  for (const std::string& role : roles) {
    AccountEvent event = EventOf(staff, kind, call.principal, call.now);
    event.role = role;
    store_.InsertEvent(tx, event);
  }
}

absl::StatusOr<v1::Staff> StaffService::CreateStaff(const Call& call,
                                                    const v1::CreateStaffRequest& request) {
  if (!IsLogin(request.login())) return LoginMalformed();
  ASSIGN_OR_RETURN(const common::PersonName name,
                   common::ParsePersonName("display_name", request.display_name()));
  if (!request.name_pinyin().empty()) RETURN_IF_ERROR(CheckSpelling(request.name_pinyin()));
  const Staff staff{.office = call.office,
                    .id = NewId(call.now),
                    .login = request.login(),
                    .display_name = name.stored,
                    .name_pinyin = request.name_pinyin(),
                    .roles = ToNames(request.roles()),
                    .create_time = call.now,
                    .password_change_required = true};
  RETURN_IF_ERROR(CheckRoles(staff.roles));
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Staff> {
    RETURN_IF_ERROR(store_.Insert(tx, staff));
    store_.InsertEvent(tx, EventOf(staff, "CREATED", call.principal, call.now));
    NoteRoles(tx, staff, "ROLE_GRANTED", call, staff.roles);
    return ToProto(staff);
  });
}

absl::StatusOr<v1::Staff> StaffService::GetStaff(const Call& call,
                                                 const v1::GetStaffRequest& request) {
  ASSIGN_OR_RETURN(const StaffKey key, KeyOf(call.office, request.name()));
  return db_.Read(call.office, [&](pg::Tx& tx) -> absl::StatusOr<v1::Staff> {
    ASSIGN_OR_RETURN(const Staff staff, store_.Get(tx, key));
    return ToProto(staff);
  });
}

absl::StatusOr<v1::ListStaffResponse> StaffService::ListStaff(const Call& call,
                                                              const v1::ListStaffRequest& request) {
  ASSIGN_OR_RETURN(const rpc::Paging paging,
                   rpc::Paging::Of(request, absl::StrCat("staff|", call.office)));
  return db_.Read(call.office, [&](pg::Tx& tx) -> absl::StatusOr<v1::ListStaffResponse> {
    ASSIGN_OR_RETURN(std::vector<Staff> page,
                     store_.List(tx, call.office, paging.behind(), paging.limit()));
    v1::ListStaffResponse response;
    response.set_next_page_token(paging.Cut(page, &Staff::login));
    for (const Staff& staff : page) *response.add_staff() = ToProto(staff);
    return response;
  });
}

absl::StatusOr<v1::ListColleaguesResponse> StaffService::ListColleagues(
    const Call& call, const v1::ListColleaguesRequest& request) {
  ASSIGN_OR_RETURN(const rpc::Paging paging,
                   rpc::Paging::Of(request, absl::StrCat("colleagues|", call.office)));
  return db_.Read(call.office, [&](pg::Tx& tx) -> absl::StatusOr<v1::ListColleaguesResponse> {
    ASSIGN_OR_RETURN(std::vector<Staff> page,
                     store_.List(tx, call.office, paging.behind(), paging.limit()));
    v1::ListColleaguesResponse response;
    response.set_next_page_token(paging.Cut(page, &Staff::login));
    for (const Staff& staff : page) {
      if (!staff.disabled) *response.add_colleagues() = ToColleague(staff);
    }
    return response;
  });
}

absl::StatusOr<v1::Colleague> StaffService::GetColleague(const Call& call,
                                                         const v1::GetColleagueRequest& request) {
  ASSIGN_OR_RETURN(const StaffKey key, KeyOf(call.office, request.name(), "colleagues"));
  return db_.Read(call.office, [&](pg::Tx& tx) -> absl::StatusOr<v1::Colleague> {
    ASSIGN_OR_RETURN(const Staff staff, store_.Get(tx, key));
    if (staff.disabled) return NotHere();
    return ToColleague(staff);
  });
}

absl::StatusOr<Account> StaffService::LockOther(pg::Tx& tx, const Call& call,
                                                const std::string& name) const {
  ASSIGN_OR_RETURN(const StaffKey key, KeyOf(call.office, name));
  RETURN_IF_ERROR(CheckNotOwnAccount(call.principal, key.id));
  ASSIGN_OR_RETURN(std::optional<Account> account, store_.Lock(tx, key));
  if (!account) return NotHere();
  return *std::move(account);
}

absl::StatusOr<v1::Staff> StaffService::UpdateRoles(const Call& call,
                                                    const v1::UpdateRolesRequest& request) {
  const std::vector<std::string> roles = ToNames(request.roles());
  RETURN_IF_ERROR(CheckRoles(roles));
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Staff> {
    ASSIGN_OR_RETURN(Account account, LockOther(tx, call, request.name()));
    Staff& staff = account.staff;
    RETURN_IF_ERROR(CheckEtag(request.etag(), absl::StrCat(staff.revision)));
    NoteRoles(tx, staff, "ROLE_REVOKED", call, Missing(staff.roles, roles));
    NoteRoles(tx, staff, "ROLE_GRANTED", call, Missing(roles, staff.roles));
    staff.roles = roles;
    RETURN_IF_ERROR(store_.Update(tx, staff));
    directory_.EndAllSessions(tx, absl::StrCat("staff/", staff.id), call.now);
    return ToProto(staff);
  });
}

absl::StatusOr<v1::Staff> StaffService::FileSpecimen(const Call& call,
                                                     const v1::FileSpecimenRequest& request) {
  Specimen specimen;  // the pipeline has checked the dates
  absl::ParseCivilTime(request.specimen().valid_from(), &specimen.valid_from);
  absl::ParseCivilTime(request.specimen().valid_until(), &specimen.valid_until);
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Staff> {
    ASSIGN_OR_RETURN(Account account, LockOther(tx, call, request.name()));
    Staff& staff = account.staff;
    RETURN_IF_ERROR(CheckEtag(request.etag(), absl::StrCat(staff.revision)));
    RETURN_IF_ERROR(CheckSpecimen(staff, specimen));
    staff.specimen = specimen;
    RETURN_IF_ERROR(store_.Update(tx, staff));
    AccountEvent event = EventOf(staff, "SPECIMEN_FILED", call.principal, call.now);
    event.specimen = specimen;
    store_.InsertEvent(tx, event);
    return ToProto(staff);
  });
}

absl::StatusOr<v1::Staff> StaffService::SpellName(const Call& call,
                                                  const v1::SpellNameRequest& request) {
  RETURN_IF_ERROR(CheckSpelling(request.name_pinyin()));
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Staff> {
    ASSIGN_OR_RETURN(Account account, LockOther(tx, call, request.name()));
    Staff& staff = account.staff;
    staff.name_pinyin = request.name_pinyin();
    RETURN_IF_ERROR(store_.Update(tx, staff));
    store_.InsertEvent(tx, EventOf(staff, "NAME_SPELT", call.principal, call.now));
    return ToProto(staff);
  });
}

absl::StatusOr<v1::ResetPasswordResponse> StaffService::ResetPassword(
    const Call& call, const v1::ResetPasswordRequest& request) {
  const std::string password = NewOneTimePassword();
  ASSIGN_OR_RETURN(const std::string hash, hasher_.Hash(password));
  RETURN_IF_ERROR(db_.Transact(call.office, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(Account account, LockOther(tx, call, request.name()));
    GiveOneTimePassword(account.credential, hash, call.now);
    store_.InsertEvent(tx, EventOf(account.staff, "PASSWORD_RESET", call.principal, call.now));
    if (request.reset_totp()) {
      ForgetAuthenticator(account.credential);
      store_.InsertEvent(tx, EventOf(account.staff, "TOTP_RESET", call.principal, call.now));
    }
    store_.UpdateCredential(tx, account);
    directory_.EndAllSessions(tx, absl::StrCat("staff/", account.staff.id), call.now);
    return absl::OkStatus();
  }));
  v1::ResetPasswordResponse response;
  response.set_one_time_password(password);
  *response.mutable_expire_time() = rpc::ToTimestamp(call.now + kOneTimePasswordLife);
  return response;
}

absl::StatusOr<v1::Staff> StaffService::SetDisabled(const Call& call, const std::string& name,
                                                    bool disabled) {
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Staff> {
    ASSIGN_OR_RETURN(Account account, LockOther(tx, call, name));
    Staff& staff = account.staff;
    if (staff.disabled == disabled) return ToProto(staff);
    staff.disabled = disabled;
    RETURN_IF_ERROR(store_.Update(tx, staff));
    store_.InsertEvent(tx,
                       EventOf(staff, disabled ? "DISABLED" : "ENABLED", call.principal, call.now));
    directory_.EndAllSessions(tx, absl::StrCat("staff/", staff.id), call.now);
    return ToProto(staff);
  });
}

absl::StatusOr<v1::Staff> StaffService::DisableStaff(const Call& call,
                                                     const v1::DisableStaffRequest& request) {
  return SetDisabled(call, request.name(), true);
}

absl::StatusOr<v1::Staff> StaffService::EnableStaff(const Call& call,
                                                    const v1::EnableStaffRequest& request) {
  return SetDisabled(call, request.name(), false);
}

absl::StatusOr<v1::ListAccountEventsResponse> StaffService::ListAccountEvents(
    const Call& call, const v1::ListAccountEventsRequest& request) {
  ASSIGN_OR_RETURN(const rpc::Paging paging,
                   rpc::Paging::Of(request, absl::StrCat("events|", call.office)));
  return db_.Read(call.office, [&](pg::Tx& tx) -> absl::StatusOr<v1::ListAccountEventsResponse> {
    ASSIGN_OR_RETURN(std::vector<AccountEvent> page,
                     store_.ListEvents(tx, call.office, paging.behind(), paging.limit()));
    v1::ListAccountEventsResponse response;
    response.set_next_page_token(paging.Cut(page, &AccountEvent::id));
    for (const AccountEvent& event : page) *response.add_events() = ToProto(event);
    return response;
  });
}

}  // namespace notary::identity
