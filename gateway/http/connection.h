// One TLS connection of a client: requests one after the other, each within its limits of size and
// time.
#pragma once

#include <atomic>
#include <string>

#include "gateway/http/door.h"
#include "gateway/http/options.h"
#include "gateway/http/tls.h"
#include "gateway/http/wire.h"

namespace notary::gateway {

// What connections share. Outlives them.
struct Shared {
  const Options& options;
  Door& door;
  const ServerTls& tls;
  std::atomic<bool> draining{false};
  std::atomic<int> busy{0};  // requests being answered
};

// Serves the connection to its end. `peer` is the address of the other side.
Task<void> ServeConnection(Socket socket, std::string peer, Shared& shared);

}  // namespace notary::gateway
