// Where payment providers and couriers reach us. Bodies go on as they came in: the service that
// owns the provider's keys checks them. POST /callbacks/wechat/{office}, POST /callbacks/sf.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "platform/http/server.h"
#include "platform/rpc/client.h"

namespace notary::gateway {

// Listens on "host:port" until destroyed. `router` outlives the server.
absl::StatusOr<std::unique_ptr<http::Server>> StartCallbackServer(const std::string& address,
                                                                  const rpc::Router& router);

}  // namespace notary::gateway
