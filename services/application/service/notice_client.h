// The port domain/notices.h over NotificationService. Thread-safe.
#pragma once

#include <functional>
#include <string>

#include "platform/rpc/service_client.h"
#include "services/application/domain/notices.h"

namespace notary::application {

class NoticeClient final : public Notices {
 public:
  NoticeClient(const rpc::Router& router, std::function<std::string()> token)
      : notices_(router, "notary.notification.v1.NotificationService", std::move(token)) {}

  absl::StatusOr<std::optional<std::string>> TextHash(const std::string& office,
                                                      const std::string& application,
                                                      const std::string& code) override;

 private:
  rpc::ServiceClient notices_;
};

}  // namespace notary::application
