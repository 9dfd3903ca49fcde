#include "services/application/domain/mandates.h"

#include "platform/base/error.h"
#include "services/common/masking.h"

namespace notary::application {
namespace {

Capacity CapacityUnder(MandateKind kind) {
  switch (kind) {
    case MandateKind::kAgent:
      return Capacity::kAgent;
    case MandateKind::kGuardian:
      return Capacity::kGuardian;
    case MandateKind::kHelper:
      return Capacity::kSelf;
  }
  return Capacity::kUnspecified;
}

absl::Status NotOfMandate() {
  return InvalidField("application.capacity", "CAPACITY_OF_MANDATE",
                      {"申请身份与授权不符", "The capacity is not the one that the mandate gives"});
}

}  // namespace

absl::Status BeginUnder(const Mandate& mandate, Application& a) {
  const Capacity capacity = CapacityUnder(mandate.kind);
  if (a.capacity != Capacity::kUnspecified && a.capacity != capacity) return NotOfMandate();
  a.capacity = capacity;
  a.represented = mandate.represented;
  a.representative = mandate.representative;
  a.applicant = mandate.kind == MandateKind::kHelper ? mandate.represented : mandate.representative;
  return absl::OkStatus();
}

absl::Status MayBecome(Capacity wanted, const Application& a) {
  return a.mandate.empty() || wanted == a.capacity ? absl::OkStatus() : NotOfMandate();
}

bool OwnsSide(absl::string_view principal, const Application& a) {
  return principal == a.applicant || (!a.represented.empty() && principal == a.represented);
}

bool ActsUnderMandate(absl::string_view principal, const Application& a) {
  return !a.mandate.empty() && principal == a.representative;
}

bool IsHelper(absl::string_view principal, const Application& a) {
  return ActsUnderMandate(principal, a) && !OwnsSide(principal, a);
}

bool HelperMay(Event event) { return event == Event::kUpdate || event == Event::kSupplement; }

absl::Status MayConsent(absl::string_view principal, const Application& a) {
  if (!IsHelper(principal, a)) return absl::OkStatus();
  return DeniedError("CONSENT_NOT_BY_HELPER",
                     {"单独同意须由当事人本人作出", "A consent is given by the person alone"});
}

const std::string& PartyOf(const Application& a) {
  return a.represented.empty() ? a.applicant : a.represented;
}

std::set<std::string> PersonsOf(const Application& a) {
  std::set<std::string> persons = {a.applicant, a.represented, a.representative};
  persons.erase("");
  return persons;
}

absl::Status CheckWard(const Mandate& mandate) {
  if (mandate.kind != MandateKind::kGuardian || mandate.ward_matches) return absl::OkStatus();
  return InvalidField("application.form.applicant.id_number", "WARD_DIFFERS",
                      {"申请人不是该监护授权的被监护人",
                       "The applicant is not the ward of this guardian's mandate"});
}

absl::Status MayAcceptUnder(const Mandate& mandate) {
  if (mandate.accepted) return absl::OkStatus();
  return PreconditionError("MANDATE_NOT_ACCEPTED",
                           {"须先核对监护证明并确认监护授权",
                            "See the guardian's proof and accept the mandate first (R10)"});
}

}  // namespace notary::application
