#include "services/application/service/side_service.h"

#include <map>

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/resource_name.h"
#include "services/application/domain/document_number.h"

namespace notary::application {

rpc::Service SideService::Bind() {
  rpc::Service service("notary.application.v1.SideService");
  service.Method("CheckSide", this, &SideService::CheckSide);
  service.Method("CheckPerson", this, &SideService::CheckPerson);
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

// Each read touches one office (quality.md E, R2).
absl::StatusOr<bool> SideService::StandsInCases(const std::string& number,
                                                std::vector<OwnCase> page) {
  std::map<std::string, std::vector<std::string>> ids_by_office;
  for (OwnCase& own : page) ids_by_office[own.office].push_back(std::move(own.id));
  for (const auto& [office, ids] : ids_by_office) {
    const auto stands = [&](pg::Tx& tx) { return store_.HaveNumber(tx, office, ids, number); };
    ASSIGN_OR_RETURN(const bool found, db_.Read(office, stands));
    if (found) return true;
  }
  return false;
}

absl::StatusOr<v1::CheckPersonResponse> SideService::CheckPerson(
    const Call&, const v1::CheckPersonRequest& request) {
  constexpr int64_t kPage = 100;
  const std::string number = NormalDocumentNumber(request.id_number());
  v1::CheckPersonResponse response;
  std::string before_id;
  for (;;) {
    ASSIGN_OR_RETURN(std::vector<OwnCase> page, db_.Read(pg::kNoOffice, [&](pg::Tx& tx) {
      return store_.OwnCases(tx, request.person(), before_id, kPage);
    }));
    if (page.empty()) return response;
    response.set_has_cases(true);
    if (number.empty()) return response;
    before_id = page.back().id;
    ASSIGN_OR_RETURN(const bool fits, StandsInCases(number, std::move(page)));
    response.set_number_fits(fits);
    if (fits) return response;
  }
}

}  // namespace notary::application
