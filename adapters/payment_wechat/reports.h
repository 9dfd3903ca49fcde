// WeChat Pay's JSON of trades, refunds and errors in the words of the payment port.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/payment/domain/payment_channel.h"

namespace notary::wechat {

// INTERNAL (CHANNEL_REPLY_UNREADABLE) when a required member is missing.
absl::StatusOr<payment::Trade> ReadTrade(const nlohmann::json& object);
absl::StatusOr<payment::RefundReport> ReadRefund(const nlohmann::json& object,
                                                 absl::string_view merchant);

// The status for an error reply. WeChat's message is not repeated: it may quote the request.
absl::Status ErrorOf(int http_status, absl::string_view body);

}  // namespace notary::wechat
