// Asks the application service whose case something is.
#pragma once

#include "platform/rpc/service_client.h"
#include "services/identity/domain/case_directory.h"

namespace notary::identity {

class CaseClient final : public CaseDirectory {
 public:
  CaseClient(const rpc::Router& router, std::function<std::string()> token)
      : client_(router, "notary.application.v1.ApplicationService", std::move(token)) {}

  absl::StatusOr<std::string> ApplicantOf(const std::string& application) override;

 private:
  rpc::ServiceClient client_;
};

}  // namespace notary::identity
