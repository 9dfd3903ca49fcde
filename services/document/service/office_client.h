// The port domain/offices.h over CatalogueService. An office that was found once is not asked for
// again: offices do not go. Thread-safe.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "platform/rpc/service_client.h"
#include "services/document/domain/offices.h"

namespace notary::document {

class OfficeClient final : public Offices {
 public:
  OfficeClient(const rpc::Router& router, std::function<std::string()> token)
      : catalogue_(router, "notary.catalogue.v1.CatalogueService", std::move(token)) {}

  absl::Status Check(const std::string& office) override;

 private:
  rpc::ServiceClient catalogue_;
  absl::Mutex mutex_;
  std::set<std::string> known_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace notary::document
