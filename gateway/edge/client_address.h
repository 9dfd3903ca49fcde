// Which address a request comes from, and how an address is counted.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace notary::gateway {

// The peer of the connection or, when that is one of our proxies, the last address of
// X-Forwarded-For that is none: what a client writes there itself stands further left.
std::string ClientAddress(absl::string_view peer, absl::string_view forwarded_for,
                          const std::vector<std::string>& proxies);

// What limits are counted by: an IPv4 address, the /64 network of an IPv6 address.
std::string LimitKey(absl::string_view address);

}  // namespace notary::gateway
