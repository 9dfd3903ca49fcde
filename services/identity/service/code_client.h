// Sends codes through the notification service, at once and without a trace: a durable call would
// leave the code in two databases.
#pragma once

#include "platform/rpc/service_client.h"
#include "services/identity/domain/code_sender.h"

namespace notary::identity {

class CodeClient final : public CodeSender {
 public:
  CodeClient(const rpc::Router& router, std::function<std::string()> token)
      : client_(router, "notary.notification.v1.NotificationService", std::move(token)) {}

  absl::Status Send(const std::string& id, const Sensitive<std::string>& mobile,
                    const Sensitive<std::string>& code) override;

 private:
  rpc::ServiceClient client_;
};

}  // namespace notary::identity
