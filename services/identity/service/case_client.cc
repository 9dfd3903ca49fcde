#include "services/identity/service/case_client.h"

#include "notary/application/v1/application_service.pb.h"

namespace notary::identity {

absl::StatusOr<std::string> CaseClient::ApplicantOf(const std::string& application) {
  application::v1::GetApplicationRequest request;
  request.set_name(application);
  ASSIGN_OR_RETURN(const auto found,
                   client_.Call<application::v1::Application>("GetApplication", request));
  return found.applicant();
}

}  // namespace notary::identity
