// People who act for the party of a case get their mandate, as they would on a phone.
#include "absl/strings/str_cat.h"
#include "cmd/notaryctl/demo/case_run.h"
#include "notary/identity/v1/mandate_service.pb.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/timestamp.h"

namespace notary::demo {
namespace {

namespace v1 = application::v1;
namespace api = identity::v1;

constexpr char kMandates[] = "/notary.identity.v1.MandateService/";
constexpr absl::Duration kMandate = absl::Hours(24 * 180);

}  // namespace

// An agent is invited by the person he acts for; a guardian names the ward and shows the proof
// later.
absl::Status CaseRun::GetMandate(v1::Application& draft) {
  const bool guardian = script_.capacity == v1::Application::GUARDIAN;
  if (!guardian && script_.represented.empty()) return absl::OkStatus();
  api::CreateMandateRequest create;
  create.set_kind(guardian ? api::Mandate::GUARDIAN : api::Mandate::AGENT);
  create.mutable_scope()->add_matters(script_.matter);
  *create.mutable_expire_time() = rpc::ToTimestamp(office_.Now() + kMandate);
  if (guardian) {
    api::Ward& ward = *create.mutable_ward();
    ward.set_real_name(script_.form.at("applicant.name"));
    ward.set_id_type(script_.form.at("applicant.id_type"));
    ward.set_id_number(script_.form.at("applicant.id_number"));
  }
  const rpc::Principal giver = guardian ? Applicant() : office_.Applicant(script_.represented);
  ASSIGN_OR_RETURN(
      const api::Mandate made,
      office_.Call<api::Mandate>(giver, absl::StrCat(kMandates, "CreateMandate"), create));
  mandate_ = made.name();
  draft.set_mandate(mandate_);
  if (guardian) return absl::OkStatus();
  api::AcceptMandateRequest accept;
  accept.set_name(mandate_);
  accept.set_invitation(made.invitation());
  accept.set_request_id(office_.NewRequestId());
  return office_.Call<api::Mandate>(Applicant(), absl::StrCat(kMandates, "AcceptMandate"), accept)
      .status();
}

absl::Status CaseRun::EndMandate() {
  api::RevokeMandateRequest revoke;
  revoke.set_name(mandate_);
  revoke.set_request_id(office_.NewRequestId());
  RETURN_IF_ERROR(office_
                      .Call<api::Mandate>(office_.Applicant(script_.represented),
                                          absl::StrCat(kMandates, "RevokeMandate"), revoke)
                      .status());
  acts_ = script_.represented;
  return absl::OkStatus();
}

// R10: staff see it among the case's papers.
absl::Status CaseRun::ShowProofOfGuardian() {
  api::AcceptMandateRequest accept;
  accept.set_name(mandate_);
  accept.set_proof("BIRTH_CERTIFICATE");
  accept.set_request_id(office_.NewRequestId());
  return office_
      .Call<api::Mandate>(Staff("assistant", Role::ROLE_ASSISTANT),
                          absl::StrCat(kMandates, "AcceptMandate"), accept)
      .status();
}

}  // namespace notary::demo
