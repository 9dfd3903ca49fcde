// How a watch tells what it has seen, on an event stream and on a WebSocket.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace notary::gateway {

// Names an answer by what it says.
std::string ChangeId(absl::string_view json);

// Whether a refusal passes by itself, so that the watch goes on.
bool MayPass(const absl::Status& status);

// Server-sent events. `json` has no line breaks.
std::string StreamChange(absl::string_view id, absl::string_view json);
std::string StreamRefusal(absl::string_view error_json);

// Messages of a WebSocket (notary/platform/v1/watch.proto). Pre: `watch` is valid UTF-8.
std::string SocketChange(absl::string_view watch, absl::string_view id, absl::string_view json);
std::string SocketRefusal(absl::string_view watch, absl::string_view error_json);
std::string SocketEnd(absl::string_view watch);

}  // namespace notary::gateway
