// The configuration of the edge with its defaults filled in.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "notary/config/v1/config.pb.h"
#include "platform/rpc/rate_limit.h"

namespace notary::gateway {

struct Options {
  std::string listen_host;
  int listen_port = 0;
  std::string certificate_file;
  std::string key_file;
  std::vector<std::string> hosts;  // in lower case
  std::string static_folder;
  std::vector<std::string> trusted_proxies;

  int connections = 10000;
  int connections_per_address = 100;
  rpc::RateLimit::Options per_address = {.calls_per_second = 100, .burst = 400};
  // Text messages that cost, to numbers that strangers name. A whole village may sit behind one
  // address, and its people do not sign in all at once.
  rpc::RateLimit::Options messages_per_address = {.calls_per_second = 0.2, .burst = 20};
  rpc::RateLimit::Options per_caller = {.calls_per_second = 50, .burst = 200};
  int watches = 1000;
  int watches_per_caller = 16;
  absl::Duration head_timeout = absl::Seconds(10);
  absl::Duration body_timeout = absl::Seconds(60);
  absl::Duration idle_timeout = absl::Seconds(75);
  absl::Duration watch_interval = absl::Seconds(2);
  int threads = 1;

  // Not configured: nothing has needed another value yet.
  static constexpr absl::Duration kHandshakeTimeout = absl::Seconds(10);
  static constexpr absl::Duration kWriteTimeout = absl::Seconds(30);
  static constexpr absl::Duration kCallTimeout = absl::Seconds(10);
  static constexpr absl::Duration kHeartbeat = absl::Seconds(15);
  static constexpr absl::Duration kWatchLife = absl::Minutes(15);
  static constexpr size_t kMaxJsonBody = 2 << 20;      // 1 MiB in base64 and something around it
  static constexpr size_t kMaxFormBody = 3 << 19;      // 1 MiB and something around it
  static constexpr size_t kMaxCallbackBody = 1 << 16;  // what the payment service takes
  static constexpr size_t kStretch = 1 << 20;
};

// INVALID_ARGUMENT with one line for what is missing or malformed.
absl::StatusOr<Options> OptionsOf(const config::v1::Gateway& config);

}  // namespace notary::gateway
