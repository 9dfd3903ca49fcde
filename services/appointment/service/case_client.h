// The port domain/cases.h over ApplicationService. Thread-safe.
#pragma once

#include <functional>
#include <string>

#include "platform/rpc/service_client.h"
#include "services/appointment/domain/cases.h"

namespace notary::appointment {

class CaseClient final : public Cases {
 public:
  CaseClient(const rpc::Router& router, std::function<std::string()> token)
      : applications_(router, "notary.application.v1.ApplicationService", std::move(token)) {}

  absl::StatusOr<CaseOfVisit> Find(const std::string& application) override;

 private:
  rpc::ServiceClient applications_;
};

}  // namespace notary::appointment
