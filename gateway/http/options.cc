#include "gateway/http/options.h"

#include <algorithm>
#include <thread>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"

namespace notary::gateway {
namespace {

template <typename Target, typename Value>
void Override(Target& target, Value value) {
  if (value > 0) target = static_cast<Target>(value);
}

void OverrideSeconds(absl::Duration& target, int seconds) {
  if (seconds > 0) target = absl::Seconds(seconds);
}

void ApplyLimits(const config::v1::GatewayLimits& limits, Options& options) {
  Override(options.connections, limits.connections());
  Override(options.connections_per_address, limits.connections_per_address());
  Override(options.per_address.calls_per_second, limits.address_requests_per_second());
  Override(options.per_address.burst, limits.address_burst());
  Override(options.messages_per_address.calls_per_second, limits.address_messages_per_second());
  Override(options.messages_per_address.burst, limits.address_message_burst());
  Override(options.per_caller.calls_per_second, limits.caller_requests_per_second());
  Override(options.per_caller.burst, limits.caller_burst());
  Override(options.watches, limits.watches());
  Override(options.watches_per_caller, limits.watches_per_caller());
  OverrideSeconds(options.head_timeout, limits.head_seconds());
  OverrideSeconds(options.body_timeout, limits.body_seconds());
  OverrideSeconds(options.idle_timeout, limits.idle_seconds());
  OverrideSeconds(options.watch_interval, limits.watch_seconds());
  options.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency() / 2));
  Override(options.threads, limits.threads());
}

}  // namespace

absl::StatusOr<Options> OptionsOf(const config::v1::Gateway& config) {
  Options options{
      .certificate_file = config.certificate_file(),
      .key_file = config.key_file(),
      .static_folder = config.static_folder(),
      .trusted_proxies = {config.trusted_proxies().begin(), config.trusted_proxies().end()}};
  const std::string& address = config.listen_address();
  const size_t colon = address.rfind(':');
  const bool has_port = colon != std::string::npos && colon > 0 &&
                        absl::SimpleAtoi(address.substr(colon + 1), &options.listen_port) &&
                        options.listen_port >= 0 && options.listen_port < 65536;
  if (!has_port) return absl::InvalidArgumentError("gateway.listen_address: must be host:port");
  options.listen_host = address.substr(0, colon);
  if (config.hosts().empty()) return absl::InvalidArgumentError("gateway.hosts: name at least one");
  for (const std::string& host : config.hosts()) {
    options.hosts.push_back(absl::AsciiStrToLower(host));
  }
  ApplyLimits(config.limits(), options);
  return options;
}

}  // namespace notary::gateway
