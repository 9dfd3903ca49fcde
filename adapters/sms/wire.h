// The signed JSON both ends of the SMS gateway speak: POST /v1/messages with a body {id, to,
// template, params} and four headers; the signature is HMAC-SHA256, in hex, over five lines.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace notary::sms {

inline constexpr absl::string_view kPath = "/v1/messages";
inline constexpr char kAppHeader[] = "X-Sms-App";
inline constexpr char kTimestampHeader[] = "X-Sms-Timestamp";
inline constexpr char kNonceHeader[] = "X-Sms-Nonce";
inline constexpr char kSignatureHeader[] = "X-Sms-Signature";

// HMAC over METHOD, path, Unix seconds, nonce and body, each ended by a line feed.
std::string Signature(absl::string_view secret, absl::string_view method, absl::string_view path,
                      int64_t timestamp, absl::string_view nonce, absl::string_view body);

}  // namespace notary::sms
