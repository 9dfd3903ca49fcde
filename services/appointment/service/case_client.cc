#include "services/appointment/service/case_client.h"

#include "notary/application/v1/application_service.pb.h"
#include "platform/base/status_macros.h"

namespace notary::appointment {
namespace {

namespace api = ::notary::application::v1;

// Mode A comes once, for the certificate: before there is one a visit would be in vain.
bool AwaitsVisitors(const api::Application& a) {
  switch (a.state()) {
    case api::Application::ACCEPTED:
    case api::Application::REVIEWING:
    case api::Application::SUPPLEMENT_WAIT:
    case api::Application::VERIFY_WAIT:
    case api::Application::PENDING_APPROVAL:
      return a.visit_mode() != api::Application::AT_COLLECTION;
    case api::Application::ISSUED:
    case api::Application::PRODUCING:
    case api::Application::READY:
      return true;
    case api::Application::ARCHIVED:
      return a.uncollected();
    default:
      return false;
  }
}

}  // namespace

absl::StatusOr<CaseOfVisit> CaseClient::Find(const std::string& application) {
  api::GetApplicationRequest request;
  request.set_name(application);
  ASSIGN_OR_RETURN(const api::Application found,
                   applications_.Call<api::Application>("GetApplication", request));
  return CaseOfVisit{.awaits_visitors = AwaitsVisitors(found)};
}

}  // namespace notary::appointment
