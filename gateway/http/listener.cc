#include "gateway/http/listener.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include "absl/cleanup/cleanup.h"
#include "gateway/edge/client_address.h"
#include "gateway/http/http_metrics.h"
#include "platform/base/log.h"

namespace notary::gateway {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto kToken = asio::as_tuple(kAwait);
constexpr absl::Duration kPause = absl::Milliseconds(100);

Task<void> Counted(Socket socket, std::string peer, ConnectionCount& count, Shared& shared) {
  const std::string key = LimitKey(peer);
  const absl::Cleanup leave = [&count, key] {
    count.Leave(key);
    http_metrics::Closed();
  };
  http_metrics::Opened();
  co_await ServeConnection(std::move(socket), std::move(peer), shared);
}

// Exceptions end here: whatever one connection met is its own affair.
void Ended(const std::exception_ptr& error) {
  if (error == nullptr) return;
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& e) {
    Log(Severity::kError, "connection_failed", {{"detail", e.what()}});
  }
}

void Take(Socket socket, ConnectionCount& count, Shared& shared) {
  boost::system::error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  if (error) return;  // gone already
  asio::ip::address address = endpoint.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  std::string peer = address.to_string();
  if (!count.Enter(LimitKey(peer))) return http_metrics::TurnedAway();
  socket.set_option(tcp::no_delay(true), error);
  const auto executor = socket.get_executor();
  asio::co_spawn(executor, Counted(std::move(socket), std::move(peer), count, shared), Ended);
}

}  // namespace

bool ConnectionCount::Enter(const std::string& key) {
  absl::MutexLock lock(&mutex_);
  if (open_ >= in_all_) return false;
  int& mine = by_address_[key];
  if (mine >= per_address_) return false;
  ++mine;
  ++open_;
  return true;
}

void ConnectionCount::Leave(const std::string& key) {
  absl::MutexLock lock(&mutex_);
  --open_;
  const auto found = by_address_.find(key);
  if (found != by_address_.end() && --found->second == 0) by_address_.erase(found);
}

Task<void> Listen(Acceptor& acceptor, std::vector<Executor> workers, ConnectionCount& count,
                  Shared& shared) {
  asio::steady_timer pause(acceptor.get_executor());
  for (size_t turn = 0; acceptor.is_open(); ++turn) {
    auto [error, socket] = co_await acceptor.async_accept(workers[turn % workers.size()], kToken);
    if (!error) {
      Take(std::move(socket), count, shared);
      continue;
    }
    if (!acceptor.is_open()) co_return;
    // No file descriptor is free: closing connections will bring some.
    pause.expires_after(absl::ToChronoNanoseconds(kPause));
    co_await pause.async_wait(kToken);
  }
}

}  // namespace notary::gateway
