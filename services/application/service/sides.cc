// Who may look at a case and act in it now: staff of its office, and its applicant's side, under a
// mandate only while it holds.
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/application/service/application_service.h"

namespace notary::application {
// Staff are held to their office by the pipeline.
absl::Status ApplicationService::MaySee(const Call& call, const Application& a) {
  if (call.caller.IsStaff() || call.caller.Has(rpc::Role::ROLE_SYSTEM)) return absl::OkStatus();
  if (ActsUnderMandate(call.principal, a)) return mandates_.Find(a, call.principal, "").status();
  return OwnsSide(call.principal, a) ? absl::OkStatus() : NotHere();
}

absl::StatusOr<std::optional<Mandate>> ApplicationService::GuardianOf(const Case& c) {
  const Application& a = c.application;
  if (a.mandate.empty() || a.capacity != Capacity::kGuardian) return std::nullopt;
  return mandates_.Find(a, a.representative, c.FormValue(kWardNumber));
}

}  // namespace notary::application
