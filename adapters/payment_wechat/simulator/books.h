// The simulated provider's books: orders, refunds and the notices it owes, in a durable ledger.
// Each method is one API call and answers as WeChat Pay does (domain.md 7.1).
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/http/message.h"
#include "platform/json/document_file.h"
#include "platform/simulator/faults.h"

namespace notary::wechat {

// {"code": …, "message": …}
http::Response ErrorReply(int status, absl::string_view code, absl::string_view message);

// Not thread-safe.
class Books {
 public:
  Books(std::unique_ptr<json::DocumentFile> ledger, bool allow_plain_notify,
        simulator::Faults& faults);

  // The merchant's side. `body` was checked to be of this merchant.
  http::Response CreateOrder(const nlohmann::json& body, absl::Time now);
  http::Response Query(absl::string_view merchant, absl::string_view number, absl::Time now);
  http::Response Close(absl::string_view merchant, absl::string_view number, absl::Time now);
  http::Response Refund(absl::string_view merchant, const nlohmann::json& body, absl::Time now);
  http::Response QueryRefund(absl::string_view merchant, absl::string_view number);

  // The payer's side: pays the order of this number, whoever the merchant is.
  http::Response Pay(absl::string_view number, absl::Time now);

  // Ends the refunds under way, as the bank does a little later. Returns how many.
  int64_t SettleRefunds(absl::Time now);

  // Everything, for a person or a test to look at.
  http::Response Show() const;

  // Notices that are due; SaveNotice records what became of one.
  std::vector<nlohmann::json> DueNotices(absl::Time now) const;
  absl::Status SaveNotice(const nlohmann::json& notice);

 private:
  void QueueNotice(const nlohmann::json& resource, absl::string_view event_type,
                   absl::string_view original_type, absl::string_view url, absl::Time now);
  http::Response NewRefund(nlohmann::json order, const nlohmann::json& body, absl::Time now);

  const std::unique_ptr<json::DocumentFile> ledger_;
  const bool allow_plain_notify_;
  simulator::Faults& faults_;
};

}  // namespace notary::wechat
