// The least that turns JSON over HTTPS into a gRPC call: Beast on one thread, protobuf's own JSON
// reader, an asynchronous generic stub, and a service that answers with what it was sent. No
// limits, no sessions, no checks: the yardstick of tests/bench/edge.
#pragma once

#include <memory>
#include <string>

namespace notary::bench {

class ThinGateway {
 public:
  // Serves POST of one message by TLS on 127.0.0.1 until it is destroyed, with certificate and key
  // of the folder. The service it calls listens on folder/echo.sock.
  explicit ThinGateway(const std::string& folder);
  ~ThinGateway();

  int port() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace notary::bench
