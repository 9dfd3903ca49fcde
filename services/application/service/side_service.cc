#include "services/application/service/side_service.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/resource_name.h"

namespace notary::application {

rpc::Service SideService::Bind() {
  rpc::Service service("notary.application.v1.SideService");
  service.Method("CheckSide", this, &SideService::CheckSide);
  return service;
}

absl::StatusOr<v1::CheckSideResponse> SideService::CheckSide(const Call& call,
                                                             const v1::CheckSideRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "applications"));
  // Identity may be asked, so the connection is given back before.
  ASSIGN_OR_RETURN(const std::vector<Application> found, db_.Read(call.office, [&](pg::Tx& tx) {
    return store_.Among(tx, call.office, {id}, /*state=*/"");
  }));
  if (found.empty()) return NotHere();
  const Application& a = found.front();
  absl::Status holds = absl::OkStatus();
  if (ActsUnderMandate(request.person(), a))
    holds = mandates_.Find(a, request.person(), "").status();
  if (!holds.ok() && !absl::IsPermissionDenied(holds)) return holds;
  v1::CheckSideResponse response;
  response.set_owns(holds.ok() && OwnsSide(request.person(), a));
  response.set_ending(IsEnding(a.state));
  response.set_handed_over(a.IsHandedOver());
  return response;
}

}  // namespace notary::application
