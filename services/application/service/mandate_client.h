// The port domain/mandates.h over MandateService. Thread-safe.
#pragma once

#include <functional>
#include <string>

#include "platform/rpc/service_client.h"
#include "services/application/domain/mandates.h"

namespace notary::application {

class MandateClient final : public Mandates {
 public:
  MandateClient(const rpc::Router& router, std::function<std::string()> token)
      : mandates_(router, "notary.identity.v1.MandateService", std::move(token)) {}

  absl::StatusOr<Mandate> Find(const Application& a, const std::string& representative,
                               const std::string& ward_number) override;

 private:
  rpc::ServiceClient mandates_;
};

}  // namespace notary::application
