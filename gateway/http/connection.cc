#include "gateway/http/connection.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "gateway/edge/client_address.h"
#include "gateway/edge/head_check.h"
#include "gateway/http/http_metrics.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/base/strings.h"

namespace notary::gateway {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

using Error = boost::system::error_code;
using Stream = beast::ssl_stream<beast::tcp_stream>;
using Parser = http::request_parser<http::buffer_body>;

constexpr auto kToken = asio::as_tuple(asio::use_awaitable);
constexpr size_t kReadSize = 16 << 10;
constexpr size_t kDrainBytes = 8 << 20;  // twice the largest body that is read whole, and more
constexpr char kContinue[] = "HTTP/1.1 100 Continue\r\n\r\n";

absl::string_view View(const beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

absl::Status BodyTooLarge() {
  return InvalidField("body", "BODY_TOO_LARGE", {"请求体过大", "The body is too large"});
}

absl::Status BodyError(const Error& error) {
  if (error == beast::error::timeout) {
    return MakeError(absl::StatusCode::kDeadlineExceeded, "BODY_TIMEOUT",
                     {"上传过慢，请检查网络后重试", "The body came too slowly; check the network"});
  }
  return InvalidField("body", "BODY_BROKEN", {"请求体不完整", "The body is not whole"});
}

class Connection final : public Exchange {
 public:
  Connection(asio::ip::tcp::socket socket, std::string peer, Shared& shared)
      : shared_(shared),
        options_(shared.options),
        peer_(std::move(peer)),
        stream_(beast::tcp_stream(std::move(socket)), shared.tls) {}

  Task<void> Serve() {
    Limit(Options::kHandshakeTimeout);
    const auto [error] = co_await stream_.async_handshake(asio::ssl::stream_base::server, kToken);
    if (error) co_return;
    bool more = true;
    while (more) more = co_await ServeOne();
    Limit(Options::kHandshakeTimeout);
    co_await stream_.async_shutdown(kToken);
  }

  const Request& request() const override { return request_; }

  Task<absl::StatusOr<std::string>> ReadBody(size_t limit) override {
    const auto declared = parser_->content_length();
    if (declared && *declared > limit) co_return BodyTooLarge();
    Stretch stretch = co_await ReadStretch(limit + 1);
    if (!stretch.broken.ok()) co_return stretch.broken;
    if (stretch.bytes.size() > limit) co_return BodyTooLarge();
    co_return std::move(stretch.bytes);
  }

  Task<Stretch> ReadStretch(size_t size) override {
    Stretch out;
    if (parser_->is_done()) out.last = true;
    if (out.last || !co_await Invite(out)) co_return out;
    const BodyClock clock(*this);
    const auto declared = parser_->content_length_remaining();
    out.bytes.reserve(std::min<size_t>(size, declared ? *declared : kReadSize));
    while (out.bytes.size() < size && !parser_->is_done()) {
      const size_t had = out.bytes.size();
      out.bytes.resize(had + std::min(kReadSize, size - had));
      auto& body = parser_->get().body();
      body.data = out.bytes.data() + had;
      body.size = out.bytes.size() - had;
      auto [error, used] = co_await http::async_read_some(stream_, buffer_, *parser_, kToken);
      if (error == http::error::need_buffer) error = {};
      out.bytes.resize(out.bytes.size() - body.size);
      if (!error) continue;
      out.broken = BodyError(clock.late() ? Error(beast::error::timeout) : error);
      keep_ = false;
      co_return out;
    }
    out.last = parser_->is_done();
    co_return out;
  }

  Task<bool> Begin(const Reply& head) override {
    http::response<http::empty_body> response = Head<http::empty_body>(head);
    response.chunked(true);
    http::response_serializer<http::empty_body> serializer(response);
    begun_ = true;
    http_metrics::Count(head.status);
    Limit(Options::kWriteTimeout);
    const auto [error, written] = co_await http::async_write_header(stream_, serializer, kToken);
    co_return !error;
  }

  Task<bool> Send(const std::string& piece) override {
    Limit(Options::kWriteTimeout);
    const auto chunk = http::make_chunk(asio::buffer(piece));
    const auto [error, written] = co_await asio::async_write(stream_, chunk, kToken);
    co_return !error;
  }

  void Break() override { broken_ = true; }

 private:
  // While it lives, a read of the body that takes longer than it may is given up. Limit() would
  // close the socket, and the client would never read why.
  class BodyClock {
   public:
    explicit BodyClock(Connection& connection) : timer_(connection.stream_.get_executor()) {
      beast::get_lowest_layer(connection.stream_).expires_never();
      timer_.expires_after(absl::ToChronoNanoseconds(connection.options_.body_timeout));
      // The handler may be on its way already when the clock ends; then it finds nobody waiting.
      timer_.async_wait([&connection, state = state_](const Error& error) {
        if (error || state->over) return;
        state->late = true;
        beast::get_lowest_layer(connection.stream_).cancel();
      });
    }
    ~BodyClock() { state_->over = true; }
    BodyClock(const BodyClock&) = delete;
    BodyClock& operator=(const BodyClock&) = delete;

    bool late() const { return state_->late; }

   private:
    struct State {
      bool over = false;
      bool late = false;
    };
    const std::shared_ptr<State> state_ = std::make_shared<State>();
    asio::steady_timer timer_;
  };

  // False when the connection ends here.
  Task<bool> ServeOne() {
    const absl::Status head = co_await ReadHead();
    if (absl::IsCancelled(head)) co_return false;  // the client went, or said nothing
    ++shared_.busy;
    std::optional<Reply> reply;
    if (head.ok()) {
      const absl::Time start = absl::Now();
      reply = co_await shared_.door.Handle(*this);
      http_metrics::Observe(absl::Now() - start);
    } else {
      keep_ = false;
      reply = ErrorReply(request_, head);
    }
    const bool whole = reply ? co_await Write(*reply) : co_await Finish();
    --shared_.busy;
    if (keep_ && whole) co_return true;
    if (reply && whole) co_await Linger();
    co_return false;
  }

  // OK, a refusal to be answered, or CANCELLED.
  Task<absl::Status> ReadHead() {
    Reset();
    std::optional<size_t> end = FindHeadEnd(View(buffer_));
    Limit(buffer_.size() == 0 && !first_ ? options_.idle_timeout : options_.head_timeout);
    while (end == absl::string_view::npos) {
      const bool silent = buffer_.size() == 0;
      const auto [error, got] =
          co_await stream_.async_read_some(buffer_.prepare(kReadSize), kToken);
      if (error) co_return absl::CancelledError();
      buffer_.commit(got);
      if (silent && !first_) Limit(options_.head_timeout);
      end = FindHeadEnd(View(buffer_));
    }
    first_ = false;
    if (!end) co_return RefusedEarly(View(buffer_));
    const absl::Status strict = CheckHead(View(buffer_).substr(0, *end));
    if (!strict.ok()) co_return strict;
    Error error;
    buffer_.consume(parser_->put(asio::buffer(buffer_.data(), *end), error));
    const bool parsed = !error && parser_->is_header_done();
    co_return parsed ? TakeRequest() : HeadNotParsed();
  }

  static absl::Status HeadNotParsed() {
    return InvalidField("head", "HEAD_MALFORMED",
                        {"HTTP请求头格式错误", "The head of the HTTP request is malformed"});
  }

  void Reset() {
    parser_.emplace();
    parser_->header_limit(HeadLimits::kMaxBytes);
    parser_->body_limit(boost::none);  // each handler has a limit of its own
    request_ = Request();
    request_.client = peer_;
    request_.trace_id = NewId(absl::Now());
    keep_ = true;
    begun_ = broken_ = invited_ = false;
  }

  absl::Status TakeRequest() {
    const auto& message = parser_->get();
    request_.method = std::string(message.method_string());
    request_.target = std::string(message.target());
    const size_t question = request_.target.find('?');
    request_.path = request_.target.substr(0, question);
    if (question != std::string::npos) request_.query = request_.target.substr(question + 1);
    for (const auto& field : message) {
      const auto value = field.value();
      request_.headers.emplace_back(absl::AsciiStrToLower(absl::string_view(
                                        field.name_string().data(), field.name_string().size())),
                                    std::string(value.data(), value.size()));
    }
    request_.client =
        ClientAddress(peer_, request_.Header("x-forwarded-for"), options_.trusted_proxies);
    request_.language = ChooseLanguage(request_.Header("accept-language"));
    keep_ = message.keep_alive();
    return absl::OkStatus();
  }

  // Asks for the body of a request that waits to be asked. False when the client is gone.
  Task<bool> Invite(Stretch& out) {
    if (invited_ || !request_.Has("expect")) co_return true;
    invited_ = true;
    Limit(Options::kWriteTimeout);
    const auto [error, written] =
        co_await asio::async_write(stream_, asio::buffer(kContinue, sizeof kContinue - 1), kToken);
    if (!error) co_return true;
    out.broken = BodyError(error);
    keep_ = false;
    co_return false;
  }

  template <typename Body>
  http::response<Body> Head(const Reply& reply) {
    http::response<Body> response;
    response.version(11);
    response.result(static_cast<unsigned>(reply.status));
    for (const auto& [name, value] : reply.headers) response.insert(name, value);
    // A body that nobody read would be taken for the next request.
    keep_ = keep_ && !reply.close && parser_->is_done() && !shared_.draining;
    response.keep_alive(keep_);
    return response;
  }

  Task<bool> Write(const Reply& reply) {
    http_metrics::Count(reply.status);
    Log(Severity::kDebug, "http", {{"status", reply.status}, {"trace", request_.trace_id}});
    auto response = Head<http::span_body<const char>>(reply);
    const bool bodiless = reply.status == 204 || reply.status == 304;
    if (!bodiless) response.content_length(reply.body.size());
    const bool head_only = bodiless || request_.method == "HEAD";
    if (!head_only) response.body() = {reply.body.data(), reply.body.size()};
    http::response_serializer<http::span_body<const char>> serializer(response);
    Limit(Options::kWriteTimeout);
    const auto [error, written] =
        head_only ? co_await http::async_write_header(stream_, serializer, kToken)
                  : co_await http::async_write(stream_, serializer, kToken);
    co_return !error;
  }

  // The end of an answer in pieces.
  Task<bool> Finish() {
    if (broken_ || !begun_) keep_ = false;
    if (broken_ || !begun_) co_return false;
    Limit(Options::kWriteTimeout);
    const auto [error, written] =
        co_await asio::async_write(stream_, http::make_chunk_last(), kToken);
    co_return !error;
  }

  // Closing while the client still sends would reset the connection, and it would never read why.
  Task<void> Linger() {
    Limit(absl::Seconds(2));
    std::string sink(kReadSize, '\0');
    for (size_t drained = 0; drained < kDrainBytes && !parser_->is_done();) {
      const auto [error, got] = co_await stream_.async_read_some(asio::buffer(sink), kToken);
      if (error) co_return;
      drained += got;
    }
  }

  void Limit(absl::Duration time) {
    beast::get_lowest_layer(stream_).expires_after(absl::ToChronoNanoseconds(time));
  }

  Shared& shared_;
  const Options& options_;
  const std::string peer_;
  Stream stream_;
  beast::flat_buffer buffer_;  // received, not yet read
  std::optional<Parser> parser_;
  Request request_;
  bool first_ = true;     // no request yet
  bool keep_ = true;      // the connection goes on after this answer
  bool begun_ = false;    // an answer in pieces is under way
  bool broken_ = false;   // and must not look whole
  bool invited_ = false;  // 100 Continue is sent
};

}  // namespace

Task<void> ServeConnection(asio::ip::tcp::socket socket, std::string peer, Shared& shared) {
  Connection connection(std::move(socket), std::move(peer), shared);
  co_await connection.Serve();
}

}  // namespace notary::gateway
