#include "services/identity/service/case_client.h"

#include "notary/application/v1/application_service.pb.h"
#include "notary/application/v1/side_service.pb.h"

namespace notary::identity {

absl::StatusOr<std::string> CaseClient::ApplicantOf(const std::string& application) {
  application::v1::GetApplicationRequest request;
  request.set_name(application);
  ASSIGN_OR_RETURN(const auto found,
                   client_.Call<application::v1::Application>("GetApplication", request));
  return found.applicant();
}

absl::StatusOr<CaseDirectory::Cases> CaseClient::CasesOf(const std::string& person,
                                                         const Sensitive<std::string>& id_number) {
  application::v1::CheckPersonRequest request;
  request.set_person(person);
  request.set_id_number(id_number.Reveal());
  ASSIGN_OR_RETURN(const auto found,
                   sides_.Call<application::v1::CheckPersonResponse>("CheckPerson", request));
  return Cases{found.has_cases(), found.number_fits()};
}

}  // namespace notary::identity
