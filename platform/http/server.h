// A small HTTP server for callbacks of providers and for simulators. The public edge of the office
// is the gateway, not this.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "platform/http/message.h"

namespace notary::http {

struct ServerRequest {
  std::string method;
  std::string target;  // path and query exactly as sent: what signatures cover
  std::string path;    // decoded
  Headers headers;
  std::string body;  // the raw bytes
};

struct ServerOptions {
  std::string host = "127.0.0.1";
  int port = 0;  // 0: any free one
  size_t body_size_max = 1 << 20;
  int threads = 32;              // an open connection holds one, busy or not
  std::string certificate_file;  // both set: HTTPS
  std::string key_file;
};

// Runs from Start until Stop or destruction.
class Server {
 public:
  // Called by several threads at once.
  using Handler = std::function<Response(const ServerRequest&)>;

  // UNAVAILABLE (HTTP_PORT_TAKEN) when the port is in use, FAILED_PRECONDITION
  // (HTTP_CERTIFICATE_INVALID) when certificate and key cannot be loaded.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options,
                                                       Handler handler);
  ~Server();

  int port() const;
  std::string Url() const;  // "http://127.0.0.1:34567", without a final slash

  // Accepts nothing more and waits for the calls under way. A second call does nothing.
  void Stop();

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace notary::http
