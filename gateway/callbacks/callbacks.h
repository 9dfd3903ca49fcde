// Where payment providers and couriers reach us: POST /callbacks/wechat/{office}, POST
// /callbacks/sf. Bodies go on as they came in; the service that owns the provider's keys checks
// them.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/edge/message.h"

namespace notary::gateway {

struct Callback {
  std::string rpc;      // "/package.Service/Method"
  std::string request;  // serialized
};

// Whether the address belongs to a provider, whatever the request does there.
bool IsCallbackPath(absl::string_view path);

// The call that passes the request on; nullopt when no provider has this address.
std::optional<Callback> CallbackOf(const Request& request, const std::string& body);

// What the provider is told. It repeats what is not answered with success: a failure of ours loses
// nothing.
Reply CallbackReply(const Callback& callback, const absl::StatusOr<std::string>& response);

}  // namespace notary::gateway
