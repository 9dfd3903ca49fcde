#include "gateway/edge/client_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "platform/base/strings.h"

namespace notary::gateway {
namespace {

bool IsAddress(const std::string& text) {
  std::array<unsigned char, 16> bytes;
  return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 ||
         inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

bool IsProxy(const std::string& address, const std::vector<std::string>& proxies) {
  return std::find(proxies.begin(), proxies.end(), address) != proxies.end();
}

}  // namespace

std::string ClientAddress(absl::string_view peer, absl::string_view forwarded_for,
                          const std::vector<std::string>& proxies) {
  std::string address(peer);
  std::vector<absl::string_view> hops = absl::StrSplit(forwarded_for, ',');
  while (IsProxy(address, proxies) && !hops.empty()) {
    const std::string hop(absl::StripAsciiWhitespace(hops.back()));
    hops.pop_back();
    if (!IsAddress(hop)) break;
    address = hop;
  }
  return address;
}

std::string LimitKey(absl::string_view address) {
  std::array<char, 16> bytes;
  std::string text(address);
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  return HexEncode({bytes.data(), 8});
}

}  // namespace notary::gateway
