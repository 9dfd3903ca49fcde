// What both ends of WeChat Pay API v3 compute: texts to sign, headers, the encrypted resource.
// Source: domain.md 7.1.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/crypto/key.h"
#include "platform/http/message.h"

namespace notary::wechat {

using VerifyingKeys = std::map<std::string, crypto::VerifyingKey>;  // by serial number

std::string RequestSignText(absl::string_view method, absl::string_view target, int64_t timestamp,
                            absl::string_view nonce, absl::string_view body);
std::string ReplySignText(int64_t timestamp, absl::string_view nonce, absl::string_view body);

// 32 characters, never the same twice.
std::string NewNonce();

struct Authorization {
  std::string merchant;
  std::string nonce;
  std::string signature;  // Base64
  int64_t timestamp = 0;
  std::string serial;
};
std::string FormatAuthorization(const Authorization& authorization);
std::optional<Authorization> ParseAuthorization(absl::string_view header);

// The four Wechatpay-* headers over a reply or a notice.
http::Headers SignatureHeaders(const crypto::SigningKey& key, absl::string_view serial,
                               absl::string_view body, absl::Time now);

// UNAUTHENTICATED: WECHAT_UNSIGNED, WECHAT_TIME_OFF (more than 5 minutes), WECHAT_KEY_UNKNOWN or
// SIGNATURE_INVALID.
absl::Status CheckSignatureHeaders(const http::Headers& headers, absl::string_view body,
                                   const VerifyingKeys& keys, absl::Time now);

// "2026-11-23T10:34:56+08:00"
std::string ToRfc3339(absl::Time time);

}  // namespace notary::wechat
