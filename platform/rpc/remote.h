// The services that run in other processes, as the configuration names them.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "notary/config/v1/config.pb.h"
#include "platform/rpc/client.h"
#include "platform/rpc/server.h"

namespace notary::rpc {

// Routes every service of config.remote_services() that is not in `own`, and returns the channels,
// which must outlive the router's use. INVALID_ARGUMENT for an address that is neither a socket of
// this machine nor host:port with a server name: there is no plain TCP. Errors of a key or
// certificate file otherwise.
absl::StatusOr<std::vector<std::unique_ptr<Channel>>> RouteRemote(const config::v1::Config& config,
                                                                  const std::set<std::string>& own,
                                                                  Router& router);

// The TLS port of the configuration; nullopt without one. INVALID_ARGUMENT when it is not whole.
absl::StatusOr<std::optional<TlsListen>> TlsListenOf(const config::v1::Config& config);

}  // namespace notary::rpc
