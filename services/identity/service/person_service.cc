#include "services/identity/service/person_service.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/paging.h"
#include "platform/rpc/timestamp.h"
#include "platform/time/clock.h"
#include "services/common/id_document.h"
#include "services/common/masking.h"
#include "services/common/person_name.h"
#include "services/common/phone.h"
#include "services/identity/service/fields.h"

namespace notary::identity {
namespace {

absl::StatusOr<std::string> IdOf(absl::string_view name) {
  if (!absl::ConsumePrefix(&name, "persons/") || !IsUuid(name)) return NotHere();
  return std::string(name);
}

v1::Person Masked(v1::Person person) {
  person.set_mobile(common::MaskPhone(person.mobile()));
  person.set_real_name(common::MaskName(person.real_name()));
  if (!person.id_number().empty()) person.set_id_number(common::MaskNumber(person.id_number()));
  return person;
}

v1::Reveal ToProto(const PersonReveal& r) {
  v1::Reveal out;
  out.set_person(absl::StrCat("persons/", r.person));
  out.set_viewer(r.viewer);
  out.set_purpose(r.purpose);
  out.set_application(r.application);
  *out.mutable_reveal_time() = rpc::ToTimestamp(r.reveal_time);
  return out;
}

}  // namespace

rpc::Service PersonService::Bind() {
  rpc::Service service("notary.identity.v1.PersonService");
  service.Method("GetPerson", this, &PersonService::GetPerson);
  service.Method("RecordRealName", this, &PersonService::RecordRealName);
  service.Method("RevealPerson", this, &PersonService::RevealPerson);
  service.Method("ListReveals", this, &PersonService::ListReveals);
  return service;
}

absl::StatusOr<v1::Person> PersonService::Load(pg::Tx& tx, const crypto::FieldCipher& cipher,
                                               const std::string& id) const {
  ASSIGN_OR_RETURN(const Person person, store_.GetPerson(tx, id));
  ASSIGN_OR_RETURN(const std::optional<RealName> name, store_.LatestRealName(tx, id));
  v1::Person out;
  out.set_name(absl::StrCat("persons/", id));
  ASSIGN_OR_RETURN(*out.mutable_mobile(), cipher.Open(PersonMobile(id), person.mobile));
  *out.mutable_create_time() = rpc::ToTimestamp(person.create_time);
  if (!name) return out;
  const std::string row = RealNameRow(id, name->revision);
  ASSIGN_OR_RETURN(*out.mutable_real_name(), cipher.Open(PersonName(row), name->name));
  ASSIGN_OR_RETURN(*out.mutable_id_number(), cipher.Open(PersonIdNumber(row), name->id_number));
  out.set_id_type(name->id_type);
  out.set_needs_manual_check(name->needs_manual_check);
  *out.mutable_real_name_time() = rpc::ToTimestamp(name->record_time);
  return out;
}

absl::StatusOr<v1::Person> PersonService::GetPerson(const Call& call,
                                                    const v1::GetPersonRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, IdOf(request.name()));
  const bool own = call.principal == request.name();
  if (!own && !call.caller.Has(rpc::Role::ROLE_SYSTEM)) return NotHere();
  ASSIGN_OR_RETURN(const crypto::FieldCipher cipher, vault_.Cipher(kDirectory, call.now));
  ASSIGN_OR_RETURN(v1::Person person,
                   db_.Read(pg::kNoOffice, [&](pg::Tx& tx) { return Load(tx, cipher, id); }));
  return Masked(std::move(person));
}

absl::StatusOr<v1::Person> PersonService::RecordRealName(const Call& call,
                                                         const v1::RecordRealNameRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, IdOf(request.name()));
  if (call.principal != request.name()) return NotHere();
  ASSIGN_OR_RETURN(const common::PersonName name,
                   common::ParsePersonName("real_name", request.real_name()));
  const auto type = common::ParseIdType(request.id_type());
  if (!type)
    return InvalidField("id_type", "ID_TYPE_UNKNOWN", {"未知证件类型", "No such document"});
  ASSIGN_OR_RETURN(const common::IdDocument document,
                   common::ParseIdDocument("id_number", *type, request.id_number(),
                                           absl::ToCivilDay(call.now, ShanghaiZone())));
  ASSIGN_OR_RETURN(const crypto::FieldCipher cipher, vault_.Cipher(kDirectory, call.now));
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Person> {
    ASSIGN_OR_RETURN(v1::Person person, Load(tx, cipher, id));
    ASSIGN_OR_RETURN(const std::optional<RealName> before, store_.LatestRealName(tx, id));
    const int64_t revision = before ? before->revision + 1 : 1;
    const std::string row = RealNameRow(id, revision);
    store_.InsertRealName(tx, id,
                          {.revision = revision,
                           .name = cipher.Seal(PersonName(row), name.stored),
                           .id_type = request.id_type(),
                           .id_number = cipher.Seal(PersonIdNumber(row), document.number),
                           .needs_manual_check = document.needs_manual_check,
                           .record_time = call.now});
    person.set_real_name(name.stored);
    person.set_id_type(request.id_type());
    person.set_id_number(document.number);
    person.set_needs_manual_check(document.needs_manual_check);
    *person.mutable_real_name_time() = rpc::ToTimestamp(call.now);
    return Masked(std::move(person));
  });
}

// Staff see the applicant of a case of their own office, and nobody else.
absl::Status PersonService::CheckMayReveal(const Call& call,
                                           const v1::RevealPersonRequest& request) {
  if (!call.caller.IsStaff())
    return call.principal == request.name() ? absl::OkStatus() : NotHere();
  if (request.application().empty()) {
    return InvalidField("application", "REQUIRED",
                        {"须注明所办案件", "Name the case it is needed for"});
  }
  const std::string own = absl::StrCat("offices/", call.caller.office, "/applications/");
  if (!absl::StartsWith(request.application(), own)) return NotHere();
  ASSIGN_OR_RETURN(const std::string applicant, cases_.ApplicantOf(request.application()));
  return applicant == request.name() ? absl::OkStatus() : NotHere();
}

absl::StatusOr<v1::Person> PersonService::RevealPerson(const Call& call,
                                                       const v1::RevealPersonRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, IdOf(request.name()));
  RETURN_IF_ERROR(CheckMayReveal(call, request));
  ASSIGN_OR_RETURN(const crypto::FieldCipher cipher, vault_.Cipher(kDirectory, call.now));
  const PersonReveal reveal{
      .office = call.caller.IsStaff() ? call.caller.office : std::string(kDirectory),
      .id = NewId(call.now),
      .person = id,
      .viewer = call.principal,
      .purpose = request.purpose(),
      .application = request.application(),
      .reveal_time = call.now};
  v1::Person person;
  // Nothing is shown that was not written down: both, or neither.
  RETURN_IF_ERROR(db_.Transact(reveal.office, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(person, Load(tx, cipher, id));
    store_.InsertReveal(tx, reveal);
    return absl::OkStatus();
  }));
  return person;
}

absl::StatusOr<v1::ListRevealsResponse> PersonService::ListReveals(
    const Call& call, const v1::ListRevealsRequest& request) {
  ASSIGN_OR_RETURN(const rpc::Paging paging,
                   rpc::Paging::Of(request, absl::StrCat("reveals|", call.office)));
  return db_.Read(call.office, [&](pg::Tx& tx) -> absl::StatusOr<v1::ListRevealsResponse> {
    ASSIGN_OR_RETURN(std::vector<PersonReveal> page,
                     store_.ListReveals(tx, call.office, paging.behind(), paging.limit()));
    v1::ListRevealsResponse response;
    response.set_next_page_token(paging.Cut(page, &PersonReveal::id));
    for (const PersonReveal& reveal : page) *response.add_reveals() = ToProto(reveal);
    return response;
  });
}

}  // namespace notary::identity
