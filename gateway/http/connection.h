// One TLS connection of a client: requests one after the other, each within its limits of size and
// time. The only file pair that knows Beast.
#pragma once

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include "gateway/http/door.h"
#include "gateway/http/options.h"

namespace notary::gateway {

// What connections share. Outlives them.
struct Shared {
  const Options& options;
  Door& door;
  boost::asio::ssl::context& tls;
  std::atomic<bool> draining{false};
  std::atomic<int> busy{0};  // requests being answered
};

// Serves the connection to its end. `peer` is the address of the other side.
Task<void> ServeConnection(boost::asio::ip::tcp::socket socket, std::string peer, Shared& shared);

}  // namespace notary::gateway
