// The port domain/proofs.h over DocumentService. Thread-safe.
#pragma once

#include <functional>
#include <string>

#include "platform/rpc/service_client.h"
#include "services/payment/domain/proofs.h"

namespace notary::payment {

class ProofClient final : public Proofs {
 public:
  ProofClient(const rpc::Router& router, std::function<std::string()> token)
      : documents_(router, "notary.document.v1.DocumentService", std::move(token)) {}

  absl::StatusOr<ProofState> Find(const std::string& office, const std::string& document) override;

 private:
  rpc::ServiceClient documents_;
};

}  // namespace notary::payment
