// The port domain/tariff.h over CatalogueService. Thread-safe.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "platform/rpc/service_client.h"
#include "services/payment/domain/tariff.h"

namespace notary::payment {

class TariffClient final : public Tariff {
 public:
  TariffClient(const rpc::Router& router, std::function<std::string()> token)
      : catalogue_(router, "notary.catalogue.v1.CatalogueService", std::move(token)) {}

  absl::StatusOr<std::vector<FeeLine>> Quote(const PricedCase& of) override;
  absl::StatusOr<std::vector<ReductionClass>> Reductions() override;

 private:
  rpc::ServiceClient catalogue_;
};

}  // namespace notary::payment
