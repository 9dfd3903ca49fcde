// The port domain/wordings.h over CertificateService. Thread-safe.
#pragma once

#include <functional>
#include <string>

#include "platform/rpc/service_client.h"
#include "services/application/domain/wordings.h"

namespace notary::application {

class WordingClient final : public Wordings {
 public:
  WordingClient(const rpc::Router& router, std::function<std::string()> token)
      : certificates_(router, "notary.certificate.v1.CertificateService", std::move(token)) {}

  absl::Status Check(const Case& c, bool copy_trans) override;

 private:
  rpc::ServiceClient certificates_;
};

}  // namespace notary::application
