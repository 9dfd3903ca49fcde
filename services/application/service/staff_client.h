// The port domain/staff.h over StaffService. Thread-safe.
#pragma once

#include <functional>
#include <string>

#include "platform/rpc/service_client.h"
#include "services/application/domain/staff.h"

namespace notary::application {

class StaffClient final : public Staff {
 public:
  StaffClient(const rpc::Router& router, std::function<std::string()> token)
      : staff_(router, "notary.identity.v1.StaffService", std::move(token)) {}

  absl::StatusOr<Notary> FindNotary(const std::string& office, const std::string& subject) override;

 private:
  rpc::ServiceClient staff_;
};

}  // namespace notary::application
