// WeChat Pay API v3 (native orders: the payer scans a QR code) behind the payment port. Signs every
// request with the merchant key and believes no 2xx reply without the platform's signature.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "adapters/payment_wechat/wire.h"
#include "platform/base/sensitive.h"
#include "platform/http/client.h"
#include "platform/time/clock.h"
#include "services/payment/domain/payment_channel.h"

namespace notary::wechat {

struct ChannelOptions {
  std::string url = "https://api.mch.weixin.qq.com";
  std::string backup_url = "";  // used when `url` cannot be reached: https://api2.mch.weixin.qq.com
  std::string app;              // appid
  std::string merchant;         // mchid
  std::string merchant_serial;  // of the merchant certificate
  std::string notify_url;       // https, no query
  http::ClientOptions http = {};
};

struct ChannelKeys {
  crypto::SigningKey merchant;  // RSA
  VerifyingKeys platform;
  Sensitive<std::string> api_v3;  // 32 bytes
};

// INVALID_ARGUMENT for keys of another kind or options that WeChat Pay would refuse. `clock`
// outlives the channel.
absl::StatusOr<std::unique_ptr<payment::PaymentChannel>> NewChannel(ChannelOptions options,
                                                                    ChannelKeys keys,
                                                                    const Clock& clock);

}  // namespace notary::wechat
