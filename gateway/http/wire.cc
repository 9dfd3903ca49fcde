#include "gateway/http/wire.h"

#include <openssl/err.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <chrono>

#include "gateway/http/tls_socket.h"
#include "platform/base/check.h"

namespace notary::gateway {
namespace {

namespace asio = boost::asio;

using Clock = std::chrono::steady_clock;
using Error = boost::system::error_code;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor>;

constexpr size_t kRecord = 16 << 10;  // the most that a record of TLS holds

// Bytes are here only between two waits, so that the connections of a thread share it.
thread_local char record[kRecord];

SSL* NewServer(SSL_CTX* tls, int socket) {
  SSL* ssl = SSL_new(tls);
  NOTARY_CHECK(ssl != nullptr);
  BIO* bio = NewSocketBio(socket);
  SSL_set_bio(ssl, bio, bio);
  SSL_set_accept_state(ssl);
  // A record comes by one read. Idle connections, of which there are thousands, hold no buffers.
  SSL_set_read_ahead(ssl, 1);
  SSL_set_mode(ssl, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                        SSL_MODE_RELEASE_BUFFERS);
  return ssl;
}

}  // namespace

// The socket and its clock. Shared with the clock's handler, which may be on its way already when
// the connection ends.
struct Wire::Line : std::enable_shared_from_this<Wire::Line> {
  explicit Line(Socket given) : socket(std::move(given)), timer(socket.get_executor()) {}

  void Watch() {
    watched = true;
    timer.expires_at(end);
    timer.async_wait([line = shared_from_this()](const Error& error) {
      if (error || !line->socket.is_open()) return;
      // Limits have moved meanwhile, as a rule.
      if (Clock::now() < line->end) return line->Watch();
      line->watched = false;
      Error ignored;
      line->socket.cancel(ignored);
    });
  }

  Socket socket;
  Timer timer;
  Clock::time_point end = Clock::time_point::max();
  bool watched = false;  // the timer runs
};

Wire::Wire(Socket socket, SSL_CTX* tls)
    : line_(std::make_shared<Line>(std::move(socket))),
      ssl_(NewServer(tls, line_->socket.native_handle()), &SSL_free) {}

Wire::~Wire() {
  Error ignored;
  line_->socket.close(ignored);
  line_->timer.cancel(ignored);
}

void Wire::Limit(absl::Duration time) {
  line_->end = Clock::now() + absl::ToChronoNanoseconds(time);
  if (!line_->watched || line_->end < line_->timer.expiry()) line_->Watch();
}

bool Wire::Late() const { return Clock::now() >= line_->end; }

void Wire::Abort() {
  line_->end = Clock::time_point::min();
  Error ignored;
  line_->socket.cancel(ignored);
}

template <typename Step>
Task<int> Wire::Do(Step step) {
  while (true) {
    ERR_clear_error();
    const int done = step();
    if (done > 0) co_return done;
    const int why = SSL_get_error(ssl_.get(), done);
    const bool reads = why == SSL_ERROR_WANT_READ;
    if ((!reads && why != SSL_ERROR_WANT_WRITE) || Late()) co_return 0;
    const auto [error] = co_await line_->socket.async_wait(
        reads ? Socket::wait_read : Socket::wait_write, asio::as_tuple(kAwait));
    if (error) co_return 0;
  }
}

Task<bool> Wire::Handshake() {
  co_return co_await Do([this] { return SSL_do_handshake(ssl_.get()); }) > 0;
}

// Waits first, even if there were something to read already: one busy client must not keep the
// thread from the others.
Task<bool> Wire::ReadSome(std::string& to) {
  if (SSL_has_pending(ssl_.get()) == 0) {
    if (Late()) co_return false;
    const auto [error] =
        co_await line_->socket.async_wait(Socket::wait_read, asio::as_tuple(kAwait));
    if (error) co_return false;
  }
  const int got = co_await Do([&] {
    const int size = SSL_read(ssl_.get(), record, sizeof record);
    if (size > 0) to.append(record, static_cast<size_t>(size));
    return size;
  });
  co_return got > 0;
}

Task<bool> Wire::Write(absl::string_view bytes) {
  while (!bytes.empty()) {
    const int size = static_cast<int>(std::min(bytes.size(), kRecord));
    const int sent = co_await Do([&] { return SSL_write(ssl_.get(), bytes.data(), size); });
    if (sent <= 0) co_return false;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  co_return true;
}

Task<void> Wire::Close() {
  // The first step sends ours, the second waits for theirs.
  ERR_clear_error();
  if (SSL_shutdown(ssl_.get()) != 0) co_return;
  co_await Do([this] { return SSL_shutdown(ssl_.get()); });
}

}  // namespace notary::gateway
