#include "services/identity/service/mandate_service.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/totp.h"
#include "platform/rpc/timestamp.h"
#include "platform/time/clock.h"
#include "services/common/id_document.h"
#include "services/common/masking.h"
#include "services/common/person_name.h"
#include "services/identity/domain/person.h"
#include "services/identity/service/fields.h"

namespace notary::identity {
namespace {

constexpr size_t kInvitationBytes = 10;  // 16 characters

absl::StatusOr<std::string> IdOf(absl::string_view name) {
  if (!absl::ConsumePrefix(&name, "mandates/") || !IsUuid(name)) return NotHere();
  return std::string(name);
}

std::optional<MandateKind> KindOf(v1::Mandate::Kind kind) {
  return Parse<MandateKind>(v1::Mandate::Kind_Name(kind));
}

// A scope names one office at most.
absl::Status CheckScope(const v1::MandateScope& scope) {
  const bool both = !scope.application().empty() && !scope.office().empty();
  if (!both || absl::StartsWith(scope.application(), absl::StrCat(scope.office(), "/"))) {
    return absl::OkStatus();
  }
  return InvalidField("scope.application", "SCOPE_CONFLICT",
                      {"案件须属于所选公证处", "The case must be of the office named"});
}

absl::Status NotOffered() {
  return PreconditionError("MANDATE_NOT_OFFERED",
                           {"该授权已被接受、撤销或已过期",
                            "This mandate was accepted or revoked before, or is past its end"});
}

// Fills in who acts, or says that this caller may not: what may not be accepted is not there.
absl::Status Accept(const rpc::Call& call, const v1::AcceptMandateRequest& request,
                    bool invitation_fits, Mandate& mandate) {
  const bool guardian = mandate.kind == MandateKind::kGuardian;
  if (guardian != call.caller.IsStaff()) return NotHere();
  if (guardian && request.proof().empty()) {
    return InvalidField("proof", "REQUIRED", {"须注明所核证明", "Say what you saw"});
  }
  if (!guardian && !invitation_fits) return NotHere();
  if (call.principal == mandate.represented) {
    return PreconditionError("MANDATE_TO_ONESELF", {"不得代理本人", "Nobody represents himself"});
  }
  if (!guardian) mandate.representative = call.principal;
  mandate.acceptor = call.principal;
  mandate.proof = request.proof();
  return absl::OkStatus();
}

}  // namespace

rpc::Service MandateService::Bind() {
  rpc::Service service("notary.identity.v1.MandateService");
  service.Method("CreateMandate", this, &MandateService::CreateMandate);
  service.Method("AcceptMandate", this, &MandateService::AcceptMandate);
  service.Method("RevokeMandate", this, &MandateService::RevokeMandate);
  service.Method("ListMandates", this, &MandateService::ListMandates);
  service.Method("CheckMandate", this, &MandateService::CheckMandate);
  return service;
}

std::string MandateService::InvitationHash(const std::string& id,
                                           absl::string_view invitation) const {
  return crypto::HmacSha256(vault_.DerivedKey("invitation"), absl::StrCat(id, "|", invitation));
}

absl::StatusOr<v1::Mandate> MandateService::ToProto(const Mandate& m,
                                                    const crypto::FieldCipher& cipher,
                                                    absl::Time now) const {
  v1::Mandate out;
  out.set_name(absl::StrCat("mandates/", m.id));
  v1::Mandate::Kind kind = v1::Mandate::KIND_UNSPECIFIED;
  v1::Mandate::Kind_Parse(Name(m.kind), &kind);
  out.set_kind(kind);
  v1::Mandate::State state = v1::Mandate::STATE_UNSPECIFIED;
  v1::Mandate::State_Parse(Name(m.state), &state);
  const bool expired = m.state != MandateState::kRevoked && now >= m.expire_time;
  out.set_state(expired ? v1::Mandate::EXPIRED : state);
  out.set_represented(m.represented);
  out.set_representative(m.representative);
  for (const std::string& matter : m.scope.matters) out.mutable_scope()->add_matters(matter);
  out.mutable_scope()->set_office(m.scope.office);
  out.mutable_scope()->set_application(m.scope.application);
  *out.mutable_expire_time() = rpc::ToTimestamp(m.expire_time);
  *out.mutable_create_time() = rpc::ToTimestamp(m.create_time);
  if (m.kind != MandateKind::kGuardian) return out;
  ASSIGN_OR_RETURN(const std::string name, cipher.Open(WardName(m.id), m.ward.name));
  ASSIGN_OR_RETURN(const std::string number, cipher.Open(WardIdNumber(m.id), m.ward.id_number));
  out.mutable_ward()->set_real_name(common::MaskName(name));
  out.mutable_ward()->set_id_type(m.ward.id_type);
  out.mutable_ward()->set_id_number(common::MaskNumber(number));
  return out;
}

absl::StatusOr<bool> MandateService::IsOfWard(const Mandate& m, const std::string& id_number,
                                              const crypto::FieldCipher& cipher) {
  if (m.kind != MandateKind::kGuardian) return false;
  ASSIGN_OR_RETURN(const std::string kept, cipher.Open(WardIdNumber(m.id), m.ward.id_number));
  return kept == id_number;
}

absl::StatusOr<Ward> MandateService::KeepWard(const Call& call,
                                              const v1::CreateMandateRequest& request,
                                              const std::string& id,
                                              const crypto::FieldCipher& cipher) const {
  const absl::Time expire_time = rpc::FromTimestamp(request.expire_time());
  const bool guardian = request.kind() == v1::Mandate::GUARDIAN;
  if (guardian != request.has_ward()) {
    return InvalidField("ward", guardian ? "REQUIRED" : "WARD_NOT_ALLOWED",
                        {"仅监护须填写被监护人", "A guardian, and only a guardian, names a ward"});
  }
  if (!guardian) {
    RETURN_IF_ERROR(CheckExpiry(expire_time, std::nullopt, call.now));
    return Ward{};
  }
  const v1::Ward& ward = request.ward();
  ASSIGN_OR_RETURN(const common::PersonName name,
                   common::ParsePersonName("ward.real_name", ward.real_name()));
  const auto type = common::ParseIdType(ward.id_type());
  if (!type) {
    return InvalidField("ward.id_type", "ID_TYPE_UNKNOWN", {"未知证件类型", "No such document"});
  }
  ASSIGN_OR_RETURN(const common::IdDocument document,
                   common::ParseIdDocument("ward.id_number", *type, ward.id_number(),
                                           absl::ToCivilDay(call.now, ShanghaiZone())));
  RETURN_IF_ERROR(CheckExpiry(expire_time, document.birth_date, call.now));
  return Ward{cipher.Seal(WardName(id), name.stored), ward.id_type(),
              cipher.Seal(WardIdNumber(id), document.number)};
}

absl::StatusOr<v1::Mandate> MandateService::CreateMandate(const Call& call,
                                                          const v1::CreateMandateRequest& request) {
  const std::optional<MandateKind> kind = KindOf(request.kind());
  if (!kind) return InvalidField("kind", "REQUIRED", {"必填", "This field is required"});
  RETURN_IF_ERROR(CheckScope(request.scope()));
  ASSIGN_OR_RETURN(const crypto::FieldCipher cipher, vault_.Cipher(kDirectory, call.now));
  const bool guardian = *kind == MandateKind::kGuardian;
  const std::string id = NewId(call.now);
  const std::string invitation =
      guardian ? "" : crypto::Base32(crypto::RandomBytes(kInvitationBytes));
  ASSIGN_OR_RETURN(const Ward ward, KeepWard(call, request, id, cipher));
  const v1::MandateScope& scope = request.scope();
  const Mandate mandate{.id = id,
                        .kind = *kind,
                        .represented = guardian ? "" : call.principal,
                        .representative = guardian ? call.principal : "",
                        .ward = ward,
                        .scope = {{scope.matters().begin(), scope.matters().end()},
                                  scope.office(),
                                  scope.application()},
                        .invitation_hash = guardian ? "" : InvitationHash(id, invitation),
                        .acceptor = "",
                        .proof = "",
                        .expire_time = rpc::FromTimestamp(request.expire_time()),
                        .create_time = call.now};
  RETURN_IF_ERROR(db_.Transact(pg::kNoOffice, [&](pg::Tx& tx) {
    store_.Insert(tx, mandate, call.principal);
    return absl::OkStatus();
  }));
  ASSIGN_OR_RETURN(v1::Mandate out, ToProto(mandate, cipher, call.now));
  out.set_invitation(invitation);
  return out;
}

absl::StatusOr<v1::Mandate> MandateService::AcceptMandate(const Call& call,
                                                          const v1::AcceptMandateRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, IdOf(request.name()));
  ASSIGN_OR_RETURN(const crypto::FieldCipher cipher, vault_.Cipher(kDirectory, call.now));
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Mandate> {
    ASSIGN_OR_RETURN(Mandate mandate, store_.Lock(tx, id));
    const bool fits = crypto::ConstantTimeEquals(mandate.invitation_hash,
                                                 InvitationHash(id, request.invitation()));
    RETURN_IF_ERROR(Accept(call, request, fits, mandate));
    const MandateState from = mandate.state;
    const auto to = Target(kMandateMoves, from, MandateEvent::kAccept);
    if (!to || call.now >= mandate.expire_time) return NotOffered();
    mandate.state = *to;
    store_.Advance(tx, mandate, from, "ACCEPT", call.principal, call.now);
    return ToProto(mandate, cipher, call.now);
  });
}

absl::StatusOr<v1::Mandate> MandateService::RevokeMandate(const Call& call,
                                                          const v1::RevokeMandateRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, IdOf(request.name()));
  ASSIGN_OR_RETURN(const crypto::FieldCipher cipher, vault_.Cipher(kDirectory, call.now));
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Mandate> {
    ASSIGN_OR_RETURN(Mandate mandate, store_.Lock(tx, id));
    const bool side =
        call.principal == mandate.represented || call.principal == mandate.representative;
    if (!side) return NotHere();
    const MandateState from = mandate.state;
    const auto to = Target(kMandateMoves, from, MandateEvent::kRevoke);
    if (!to) {
      return PreconditionError("MANDATE_REVOKED",
                               {"该授权已撤销", "This mandate was revoked before"});
    }
    mandate.state = *to;
    store_.Advance(tx, mandate, from, "REVOKE", call.principal, call.now);
    return ToProto(mandate, cipher, call.now);
  });
}

absl::StatusOr<v1::ListMandatesResponse> MandateService::ListMandates(
    const Call& call, const v1::ListMandatesRequest&) {
  ASSIGN_OR_RETURN(const crypto::FieldCipher cipher, vault_.Cipher(kDirectory, call.now));
  ASSIGN_OR_RETURN(const std::vector<Mandate> mandates, db_.Read(pg::kNoOffice, [&](pg::Tx& tx) {
    return store_.List(tx, call.principal);
  }));
  v1::ListMandatesResponse response;
  for (const Mandate& mandate : mandates) {
    ASSIGN_OR_RETURN(*response.add_mandates(), ToProto(mandate, cipher, call.now));
  }
  return response;
}

absl::StatusOr<v1::CheckMandateResponse> MandateService::CheckMandate(
    const Call& call, const v1::CheckMandateRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, IdOf(request.name()));
  ASSIGN_OR_RETURN(const crypto::FieldCipher cipher, vault_.Cipher(kDirectory, call.now));
  const absl::StatusOr<Mandate> mandate =
      db_.Read(pg::kNoOffice, [&](pg::Tx& tx) { return store_.Get(tx, id); });
  v1::CheckMandateResponse response;
  if (absl::IsNotFound(mandate.status())) {
    response.set_reason("MANDATE_UNKNOWN");
    return response;
  }
  if (!mandate.ok()) return mandate.status();
  response.set_reason(std::string(
      WhyNot(*mandate,
             {request.representative(), request.office(), request.matter(), request.application()},
             call.now)));
  response.set_holds(response.reason().empty());
  // A guardian prepares the case while staff have not seen the proof: they see it with the case.
  const bool prepares =
      mandate->kind == MandateKind::kGuardian && response.reason() == kNotAccepted;
  if (response.holds() || prepares) {
    ASSIGN_OR_RETURN(*response.mutable_mandate(), ToProto(*mandate, cipher, call.now));
    ASSIGN_OR_RETURN(const bool same, IsOfWard(*mandate, request.ward_id_number(), cipher));
    response.set_ward_matches(same);
  }
  return response;
}

}  // namespace notary::identity
