// The port domain/papers.h over DocumentService. Thread-safe.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "platform/rpc/service_client.h"
#include "services/application/domain/papers.h"

namespace notary::application {

class DocumentClient final : public Papers {
 public:
  DocumentClient(const rpc::Router& router, std::function<std::string()> token)
      : documents_(router, "notary.document.v1.DocumentService", std::move(token)) {}

  absl::StatusOr<std::vector<Paper>> Find(const std::string& office,
                                          const std::vector<std::string>& names) override;

 private:
  rpc::ServiceClient documents_;
};

}  // namespace notary::application
