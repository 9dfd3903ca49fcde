// The gRPC server of a process: the services of all its modules behind the one pipeline, each with
// an executor of its own, plus health, reflection and the self-ping that keeps gRPC's threads
// awake, and the self-dial that ends a process whose listener is dead (watchdog.h).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "platform/rpc/auth.h"
#include "platform/rpc/client.h"
#include "platform/rpc/pipeline.h"
#include "platform/rpc/service.h"
#include "platform/rpc/watchdog.h"
#include "platform/time/clock.h"

namespace notary::rpc {

// A TCP port for other machines: TLS 1.2 or later, and nobody without a certificate of the CA.
// There is no way to listen on TCP without it: Debian's gRPC 1.51 has known holes that strangers
// reach before any login (docs/adr/2026-11-25-tcp-is-mutual-tls.md). The server's own certificate
// must be of the CA too, because it dials itself.
struct TlsListen {
  std::string address;  // host:port; port 0 takes a free one
  std::string certificate_file;
  std::string key_file;
  std::string client_ca_file;
};

struct ServerOptions {
  std::string socket_path;       // Unix socket, mode 0600; empty: none
  std::optional<TlsListen> tls;  // neither of the two: in-process only
  int threads_per_service = 8;
  int queue_per_thread = 16;
  int max_message_bytes = 4 << 20;
  RateLimit::Options rate_limit;
  absl::Duration self_dial_interval = absl::Seconds(5);
  std::function<void()> on_dead_listener = Watchdog::EndProcess;
};

class Server {
 public:
  // Starts serving. Pre: every service is complete (Service::CheckComplete). UNAVAILABLE when it
  // cannot listen, or cannot reach itself there.
  static absl::StatusOr<std::unique_ptr<Server>> Start(ServerOptions options,
                                                       std::vector<Service> services,
                                                       const Clock& clock,
                                                       const TokenVerifier& verifier);
  ~Server();  // drains with a grace of 5 s

  // The TCP port it listens on; 0 without one.
  int tls_port() const;

  // Dials each listener with a new connection. OK for a server that has none. Blocks for at most
  // 3 s a listener.
  absl::Status SelfDial() const;

  // To this server without a socket. Valid while the server lives.
  Channel& in_process();

  // Refuses new calls, lets running ones finish, at most `grace`. Safe to call twice.
  void Drain(absl::Duration grace);

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  absl::Status WatchListeners();
  std::unique_ptr<Impl> impl_;
};

}  // namespace notary::rpc
