#include "gateway/http/edge.h"

#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <exception>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "gateway/http/door.h"
#include "gateway/http/http_metrics.h"
#include "gateway/http/listener.h"
#include "gateway/http/options.h"
#include "gateway/http/tls.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"

namespace notary::gateway {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto kLookForCertificate = std::chrono::seconds(10);

// Loops of one thread each, and connections that stay with theirs: nothing has to be locked.
class Workers {
 public:
  explicit Workers(int count) {
    for (int i = 0; i < count; ++i) loops_.push_back(std::make_unique<asio::io_context>(1));
  }
  ~Workers() {
    Stop();
    // The first before the rest: it has sockets for them in its hands.
    for (auto& loop : loops_) loop.reset();
  }

  asio::io_context& first() { return *loops_.front(); }

  std::vector<Executor> all() {
    std::vector<Executor> executors;
    for (const auto& loop : loops_) executors.push_back(loop->get_executor());
    return executors;
  }

  void Start() {
    for (const auto& loop : loops_) {
      threads_.emplace_back([&loop = *loop] {
        const auto work = asio::make_work_guard(loop);
        loop.run();
      });
    }
  }

  void Stop() {
    for (const auto& loop : loops_) loop->stop();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

 private:
  std::vector<std::unique_ptr<asio::io_context>> loops_;
  std::vector<std::thread> threads_;
};

}  // namespace

struct Edge::Impl {
  Impl(Options given, const rpc::Router& router, RouteTable routes, StaticFiles files,
       std::function<std::string()> own_token)
      : options(std::move(given)),
        count(options.connections, options.connections_per_address),
        tls(options),
        door(options, router, std::move(routes), std::move(files), std::move(own_token)),
        shared{options, door, tls},
        workers(options.threads),
        acceptor(workers.first()) {}

  const Options options;
  ConnectionCount count;
  ServerTls tls;
  Door door;
  Shared shared;
  Workers workers;  // end before the above: what they end with them, still uses it
  Acceptor acceptor;
  int port = 0;
  bool stopped = false;
};

namespace {

absl::Status HostIsNoAddress() {
  return absl::InvalidArgumentError("gateway.listen_address: the host must be an IP address");
}

absl::Status Bind(const Options& options, Acceptor& acceptor, int& port) {
  boost::system::error_code error;
  const auto address = asio::ip::make_address(options.listen_host, error);
  if (error) return HostIsNoAddress();
  const tcp::endpoint endpoint(address, static_cast<uint16_t>(options.listen_port));
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(Acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    return absl::UnavailableError(absl::StrCat("gateway.listen_address: ", error.message()));
  }
  port = acceptor.local_endpoint().port();
  return absl::OkStatus();
}

// An edge that takes nobody any more, while the process lives and says it is ready, would be found
// by nobody. Whoever started the process starts it again.
void EndsWell(const std::exception_ptr& error) {
  if (error == nullptr) return;
  Log(Severity::kError, "edge_dead");
  _exit(1);
}

// Looks for a renewed certificate for as long as the loop runs.
Task<void> RenewTls(ServerTls& tls) {
  asio::steady_timer pause(co_await asio::this_coro::executor);
  while (true) {
    pause.expires_after(kLookForCertificate);
    co_await pause.async_wait(kAwait);
    tls.Renew();
  }
}

// Nobody is taken any more when this returns.
void CloseAcceptor(asio::io_context& loop, Acceptor& acceptor) {
  absl::Notification closed;
  asio::post(loop, [&] {
    boost::system::error_code ignored;
    acceptor.close(ignored);
    closed.Notify();
  });
  closed.WaitForNotification();
}

}  // namespace

std::vector<absl::Status> CheckConfig(const config::v1::Gateway& config) {
  const absl::StatusOr<Options> options = OptionsOf(config);
  if (!options.ok()) return {options.status()};
  boost::system::error_code error;
  asio::ip::make_address(options->listen_host, error);
  return {error ? HostIsNoAddress() : absl::OkStatus(), ServerTls(*options).Load(),
          StaticFiles::Load(options->static_folder).status()};
}

Edge::Edge(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

absl::StatusOr<std::unique_ptr<Edge>> Edge::Start(const config::v1::Gateway& config,
                                                  const rpc::Router& router,
                                                  std::function<std::string()> own_token) {
  ASSIGN_OR_RETURN(Options options, OptionsOf(config));
  ASSIGN_OR_RETURN(RouteTable routes, RouteTable::Build(router.Services()));
  ASSIGN_OR_RETURN(StaticFiles files, StaticFiles::Load(options.static_folder));
  const size_t count = routes.routes().size();
  auto impl = std::make_unique<Impl>(std::move(options), router, std::move(routes),
                                     std::move(files), std::move(own_token));
  RETURN_IF_ERROR(impl->tls.Load());
  RETURN_IF_ERROR(Bind(impl->options, impl->acceptor, impl->port));
  asio::co_spawn(impl->workers.first(),
                 Listen(impl->acceptor, impl->workers.all(), impl->count, impl->shared), EndsWell);
  asio::co_spawn(impl->workers.first(), RenewTls(impl->tls), EndsWell);
  impl->workers.Start();
  http_metrics::Prepare();
  Log(Severity::kInfo, "edge_serving", {{"port", impl->port}, {"routes", count}});
  return std::unique_ptr<Edge>(new Edge(std::move(impl)));
}

Edge::~Edge() { Stop(absl::ZeroDuration()); }

int Edge::port() const { return impl_->port; }

void Edge::Stop(absl::Duration grace) {
  if (impl_->stopped) return;
  impl_->stopped = true;
  impl_->shared.draining = true;
  impl_->door.Drain();
  CloseAcceptor(impl_->workers.first(), impl_->acceptor);
  const absl::Time end = absl::Now() + grace;
  while (impl_->shared.busy > 0 && absl::Now() < end) absl::SleepFor(absl::Milliseconds(10));
  impl_->workers.Stop();
  impl_->door.AwaitIdle();
}

}  // namespace notary::gateway
