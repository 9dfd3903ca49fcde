#include "gateway/http/web_socket.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/websocket.hpp>
#include <chrono>

namespace notary::gateway {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

using Error = boost::system::error_code;

constexpr size_t kMaxMessage = 4096;
constexpr size_t kTogether = 16 << 10;  // what goes into one write
constexpr std::chrono::seconds kGoodbye(2);
constexpr std::chrono::seconds kSilence(30);

// The wire as Beast wants a stream. The wire is shared: a ping of Beast's own may still be on its
// way when nobody reads the socket any more.
class WireStream {
 public:
  using executor_type = Executor;

  WireStream(std::shared_ptr<Wire> wire, std::string received, const Executor& executor)
      : wire_(std::move(wire)),
        received_(std::make_shared<std::string>(std::move(received))),
        executor_(executor) {}

  executor_type get_executor() const { return executor_; }
  Wire& wire() { return *wire_; }

  template <typename Buffers, typename Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return Start(token, [wire = wire_, received = received_, buffers] {
      return ReadSome(wire, received, buffers);
    });
  }

  template <typename Buffers, typename Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    std::string bytes(std::min(asio::buffer_size(buffers), kTogether), '\0');
    asio::buffer_copy(asio::buffer(bytes), buffers);
    return Start(token, [wire = wire_, bytes = std::move(bytes)]() mutable {
      return WriteAll(wire, std::move(bytes));
    });
  }

 private:
  // `make` gives the coroutine that does it and says how many bytes it was, 0 when the line is
  // gone.
  template <typename Token, typename Make>
  auto Start(Token& token, Make make) {
    return asio::async_initiate<Token, void(Error, size_t)>(
        [executor = executor_](auto handler, Make made) {
          asio::co_spawn(executor, made(),
                         [executor, handler = std::move(handler)](const std::exception_ptr&,
                                                                  size_t size) mutable {
                           const Error error = size > 0 ? Error() : asio::error::eof;
                           asio::post(executor,
                                      beast::bind_front_handler(std::move(handler), error, size));
                         });
        },
        token, std::move(make));
  }

  template <typename Buffers>
  static Task<size_t> ReadSome(std::shared_ptr<Wire> wire, std::shared_ptr<std::string> received,
                               Buffers buffers) {
    if (received->empty()) co_await wire->ReadSome(*received);
    const size_t size = asio::buffer_copy(buffers, asio::buffer(*received));
    received->erase(0, size);
    co_return size;
  }

  static Task<size_t> WriteAll(std::shared_ptr<Wire> wire, std::string bytes) {
    const bool sent = co_await wire->Write(bytes);
    co_return sent ? bytes.size() : 0;
  }

  std::shared_ptr<Wire> wire_;
  std::shared_ptr<std::string> received_;  // not yet read
  Executor executor_;
};

// How Beast gives a stream up. It finds these by their names.
void beast_close_socket(WireStream& stream) { stream.wire().Abort(); }

// The connection ends its TLS itself.
template <typename Handler>
void async_teardown(beast::role_type, WireStream& stream, Handler&& handler) {
  asio::post(stream.get_executor(),
             beast::bind_front_handler(std::forward<Handler>(handler), Error()));
}

http::request<http::empty_body> ForBeast(const Request& request) {
  http::request<http::empty_body> copy(http::verb::get, request.target, 11);
  for (const auto& [name, value] : request.headers) copy.insert(name, value);
  return copy;
}

}  // namespace

struct WebSocket::Impl {
  explicit Impl(WireStream given) : stream(std::move(given)) {}

  beast::websocket::stream<WireStream, false> stream;
};

WebSocket::WebSocket(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
WebSocket::~WebSocket() = default;

Task<std::unique_ptr<WebSocket>> WebSocket::Accept(std::shared_ptr<Wire> wire, std::string received,
                                                   const Request& request) {
  const Executor executor = co_await asio::this_coro::executor;
  auto impl = std::make_unique<Impl>(WireStream(std::move(wire), std::move(received), executor));
  impl->stream.set_option(beast::websocket::stream_base::timeout{
      .handshake_timeout = kGoodbye, .idle_timeout = kSilence, .keep_alive_pings = true});
  impl->stream.set_option(beast::websocket::stream_base::decorator(
      [trace = request.trace_id](beast::websocket::response_type& response) {
        response.set(http::field::server, "OneVisit");  // else Beast says its own name
        response.set("X-Request-Id", trace);
      }));
  impl->stream.read_message_max(kMaxMessage);
  impl->stream.auto_fragment(false);
  impl->stream.text(true);
  const auto upgrade = ForBeast(request);
  const auto [error] = co_await impl->stream.async_accept(upgrade, asio::as_tuple(kAwait));
  if (error) co_return nullptr;
  co_return std::unique_ptr<WebSocket>(new WebSocket(std::move(impl)));
}

Task<std::optional<std::string>> WebSocket::Read() {
  std::string text;
  auto buffer = asio::dynamic_buffer(text);
  const auto [error, size] = co_await impl_->stream.async_read(buffer, asio::as_tuple(kAwait));
  if (error || !impl_->stream.got_text()) co_return std::nullopt;
  co_return std::move(text);
}

Task<bool> WebSocket::Write(const std::string& text) {
  const auto [error, size] =
      co_await impl_->stream.async_write(asio::buffer(text), asio::as_tuple(kAwait));
  co_return !error;
}

Task<void> WebSocket::Close(Reason reason) {
  const beast::websocket::close_reason said(static_cast<uint16_t>(reason));
  co_await impl_->stream.async_close(said, asio::as_tuple(kAwait));
}

}  // namespace notary::gateway
