// Who may look at a case and act in it now: staff of its office, and its applicant's side, under a
// mandate only while it holds.
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/resource_name.h"
#include "services/application/service/application_service.h"

namespace notary::application {
namespace {

absl::Status NotHere() { return NotFoundError("RESOURCE_NOT_FOUND", {"未找到", "Not found"}); }

}  // namespace

// Staff are held to their office by the pipeline.
absl::Status ApplicationService::MaySee(const Call& call, const Application& a) {
  if (call.caller.IsStaff() || call.caller.Has(rpc::Role::ROLE_SYSTEM)) return absl::OkStatus();
  if (ActsUnderMandate(call.principal, a)) return mandates_.Find(a, call.principal).status();
  return OwnsSide(call.principal, a) ? absl::OkStatus() : NotHere();
}

absl::StatusOr<std::optional<Mandate>> ApplicationService::GuardianOf(const Application& a) {
  if (a.mandate.empty() || a.capacity != Capacity::kGuardian) return std::nullopt;
  return mandates_.Find(a, a.representative);
}

absl::StatusOr<v1::CheckSideResponse> ApplicationService::CheckSide(
    const Call& call, const v1::CheckSideRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "applications"));
  // Identity may be asked, so the connection is given back before.
  ASSIGN_OR_RETURN(const std::vector<Application> found, db_.Read(call.office, [&](pg::Tx& tx) {
    return store_.Among(tx, call.office, {id}, /*state=*/"");
  }));
  if (found.empty()) return NotHere();
  const Application& a = found.front();
  absl::Status holds = absl::OkStatus();
  if (ActsUnderMandate(request.person(), a)) holds = mandates_.Find(a, request.person()).status();
  if (!holds.ok() && !absl::IsPermissionDenied(holds)) return holds;
  v1::CheckSideResponse response;
  response.set_owns(holds.ok() && OwnsSide(request.person(), a));
  return response;
}

}  // namespace notary::application
