// The HTTP edge of a process: listens, and serves until it is stopped. No Boost here, so that
// whoever starts it compiles fast.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "notary/config/v1/config.pb.h"
#include "platform/rpc/client.h"

namespace notary::gateway {

// Everything in the configuration that Start refuses, without listening.
std::vector<absl::Status> CheckConfig(const config::v1::Gateway& config);

class Edge {
 public:
  // Serves every service that `router` knows. `own_token` makes the edge's own service token and is
  // called by one thread at a time. `router` outlives the edge. INVALID_ARGUMENT for a
  // configuration or an annotation of a proto that does not fit; UNAVAILABLE when the port is
  // taken.
  static absl::StatusOr<std::unique_ptr<Edge>> Start(const config::v1::Gateway& config,
                                                     const rpc::Router& router,
                                                     std::function<std::string()> own_token);
  ~Edge();  // stops at once

  int port() const;

  // Accepts nothing more, answers what it has begun, at most `grace`; then waits for calls under
  // way, whose answers nobody takes, at most their own time limit (Options). Safe to call twice.
  void Stop(absl::Duration grace);

 private:
  struct Impl;
  explicit Edge(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace notary::gateway
