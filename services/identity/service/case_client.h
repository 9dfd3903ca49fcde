// Asks the application service whose case something is.
#pragma once

#include "platform/rpc/service_client.h"
#include "services/identity/domain/case_directory.h"

namespace notary::identity {

class CaseClient final : public CaseDirectory {
 public:
  CaseClient(const rpc::Router& router, const std::function<std::string()>& token)
      : client_(router, "notary.application.v1.ApplicationService", token),
        sides_(router, "notary.application.v1.SideService", token) {}

  absl::StatusOr<std::string> ApplicantOf(const std::string& application) override;
  absl::StatusOr<Cases> CasesOf(const std::string& person,
                                const Sensitive<std::string>& id_number) override;

 private:
  rpc::ServiceClient client_;
  rpc::ServiceClient sides_;
};

}  // namespace notary::identity
