// The gRPC server of a process: the services of all its modules behind the one pipeline, each with
// an executor of its own, plus health, reflection and the self-ping that keeps gRPC's threads
// awake.
#pragma once

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
#include "platform/time/clock.h"

namespace notary::rpc {

// A TCP port for other organisations: TLS 1.2 or later, and nobody without a certificate of the CA.
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
};

class Server {
 public:
  // Starts serving. Pre: every service is complete (Service::CheckComplete).
  static absl::StatusOr<std::unique_ptr<Server>> Start(ServerOptions options,
                                                       std::vector<Service> services,
                                                       const Clock& clock,
                                                       const TokenVerifier& verifier);
  ~Server();  // drains with a grace of 5 s

  // The TCP port it listens on; 0 without one.
  int tls_port() const;

  // To this server without a socket. Valid while the server lives.
  Channel& in_process();

  // Refuses new calls, lets running ones finish, at most `grace`. Safe to call twice.
  void Drain(absl::Duration grace);

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace notary::rpc
