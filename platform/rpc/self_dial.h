// A call to the process's own port from outside: a new connection each time, by the way a stranger
// would take. In-process channels and open connections go on working when a listener has died.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "platform/rpc/client.h"

namespace notary::rpc {

// Asks the health service behind a Unix socket. Blocks for at most 3 s.
absl::Status DialSocket(const std::string& socket_path);

// The same over mutual TLS.
absl::Status DialTls(const Channel::Tls& tls);

}  // namespace notary::rpc
