#include "gateway/http/connection.h"

#include <algorithm>

#include "gateway/edge/client_address.h"
#include "gateway/edge/head_check.h"
#include "gateway/edge/reply_text.h"
#include "gateway/http/http_metrics.h"
#include "gateway/http/request_parser.h"
#include "gateway/http/web_socket.h"
#include "platform/base/error.h"
#include "platform/base/failure_log.h"
#include "platform/base/id.h"
#include "platform/base/log_level.h"

namespace notary::gateway {
namespace {

constexpr size_t kReadSize = 16 << 10;
constexpr size_t kDrainBytes = 8 << 20;  // twice the largest body that is read whole, and more
constexpr size_t kTogether = 16 << 10;   // of an answer, what goes into one write with its head
constexpr size_t kHeadRoom = 1 << 10;    // what a head takes as a rule
constexpr absl::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

absl::Status BodyTooLarge() {
  return InvalidField("body", "BODY_TOO_LARGE", {"请求体过大", "The body is too large"});
}

absl::Status BodyTooSlow() {
  return MakeError(absl::StatusCode::kDeadlineExceeded, "BODY_TIMEOUT",
                   {"上传过慢，请检查网络后重试", "The body came too slowly; check the network"});
}

absl::Status BodyBroken() {
  return InvalidField("body", "BODY_BROKEN", {"请求体不完整", "The body is not whole"});
}

class Connection final : public Exchange {
 public:
  Connection(Socket socket, std::string peer, Shared& shared)
      : shared_(shared),
        options_(shared.options),
        peer_(std::move(peer)),
        wire_(std::make_shared<Wire>(std::move(socket), shared.tls.current())) {}

  Task<void> Serve() {
    wire_->Limit(Options::kHandshakeTimeout);
    if (!co_await wire_->Handshake()) co_return;
    bool more = true;
    while (more) more = co_await ServeOne();
    wire_->Limit(Options::kHandshakeTimeout);
    co_await wire_->Close();
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
    out.last = parser_->done();
    if (out.last) co_return out;
    if (WaitsToBeAsked()) co_await Invite();
    wire_->Limit(options_.body_timeout);
    const auto declared = parser_->content_length_remaining();
    out.bytes.reserve(std::min<size_t>(size, declared ? *declared : kReadSize));
    bool hungry = received_.empty();
    while (out.bytes.size() < size && !parser_->done()) {
      // What says how long a piece is, is short; whoever goes on and on with it sends no body.
      bool more = !hungry || received_.size() <= kReadSize;
      if (hungry && more) more = co_await wire_->ReadSome(received_);
      if (!more) {
        out.broken = wire_->Late() ? BodyTooSlow() : BodyBroken();
        break;
      }
      const RequestParser::Taken taken = parser_->TakeBody(received_, size, out.bytes);
      received_.erase(0, taken.used);
      hungry = taken.hungry || received_.empty();
      if (taken.broken) out.broken = BodyBroken();
      if (taken.broken) break;
    }
    keep_ = keep_ && out.broken.ok();
    out.last = out.broken.ok() && parser_->done();
    co_return out;
  }

  Task<bool> Begin(const Reply& head) override {
    begun_ = true;
    http_metrics::Count(head.status);
    std::string text;
    AppendHead(head, {.chunked = true, .keep = Keeps(head)}, text);
    wire_->Limit(Options::kWriteTimeout);
    co_return co_await wire_->Write(text);
  }

  Task<bool> Send(const std::string& piece) override {
    const std::string chunk = Chunk(piece);
    wire_->Limit(Options::kWriteTimeout);
    co_return co_await wire_->Write(chunk);
  }

  Task<std::unique_ptr<WebSocket>> Upgrade() override {
    http_metrics::Count(101);
    wire_->Limit(Options::kWatchLife + Options::kWriteTimeout);  // the socket has its own clock
    return WebSocket::Accept(wire_, std::exchange(received_, ""), request_);
  }

  void Break() override { broken_ = true; }

 private:
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
    std::optional<size_t> end = FindHeadEnd(received_);
    wire_->Limit(received_.empty() && !first_ ? options_.idle_timeout : options_.head_timeout);
    while (end == absl::string_view::npos) {
      const bool silent = received_.empty();
      if (!co_await wire_->ReadSome(received_)) co_return absl::CancelledError();
      if (silent && !first_) wire_->Limit(options_.head_timeout);
      end = FindHeadEnd(received_);
    }
    first_ = false;
    if (!end) co_return RefusedEarly(received_);
    const absl::string_view text = absl::string_view(received_).substr(0, *end);
    absl::Status taken = CheckHead(text);
    if (taken.ok()) taken = TakeHead(text);
    received_.erase(0, *end);
    co_return taken;
  }

  void Reset() {
    parser_.emplace();
    request_ = Request();
    request_.client = peer_;
    request_.trace_id = NewId(absl::Now());
    keep_ = true;
    begun_ = broken_ = invited_ = false;
  }

  absl::Status TakeHead(absl::string_view text) {
    absl::Status taken = parser_->TakeHead(text, request_);
    if (!taken.ok()) return taken;
    request_.client =
        ClientAddress(peer_, request_.Header("x-forwarded-for"), options_.trusted_proxies);
    request_.language = ChooseLanguage(request_.Header("accept-language"));
    keep_ = parser_->keep_alive();
    return absl::OkStatus();
  }

  // For the body.
  bool WaitsToBeAsked() const { return !invited_ && request_.Has("expect"); }

  // That the client has gone shows when the body is read.
  Task<bool> Invite() {
    invited_ = true;
    wire_->Limit(Options::kWriteTimeout);
    return wire_->Write(kContinue);
  }

  // Whether another request may follow this answer. A body that nobody read would be taken for it.
  bool Keeps(const Reply& reply) {
    keep_ = keep_ && !reply.close && parser_->done() && !shared_.draining;
    return keep_;
  }

  // The number that the client was given, beside the line of the service that failed, if one did.
  void LogFailure(int status) const {
    if (status < 500) return;
    const std::optional<int64_t> left_out = Failures().Admit(absl::Now());
    if (!left_out) return;
    Log(Severity::kWarning, "http_failed",
        {{"status", status}, {"trace", request_.trace_id}, {"left_out", *left_out}});
  }

  Task<bool> Write(const Reply& reply) {
    http_metrics::Count(reply.status);
    LogFailure(reply.status);
    if (IsLogged(Severity::kDebug)) {
      Log(Severity::kDebug, "http", {{"status", reply.status}, {"trace", request_.trace_id}});
    }
    absl::string_view body = reply.Body();
    const bool bodiless = reply.status == 204 || reply.status == 304;
    Framing framing{.keep = Keeps(reply)};
    if (!bodiless) framing.length = body.size();
    if (bodiless || request_.method == "HEAD") body = {};
    std::string text;
    text.reserve(kHeadRoom + std::min(body.size(), kTogether));
    AppendHead(reply, framing, text);
    const absl::string_view start = body.substr(0, kTogether);
    text.append(start.data(), start.size());
    body.remove_prefix(start.size());
    wire_->Limit(Options::kWriteTimeout);
    bool sent = co_await wire_->Write(text);
    if (sent && !body.empty()) sent = co_await wire_->Write(body);
    co_return sent;
  }

  // The end of an answer in pieces.
  Task<bool> Finish() {
    if (broken_ || !begun_) keep_ = false;
    if (broken_ || !begun_) co_return false;
    wire_->Limit(Options::kWriteTimeout);
    co_return co_await wire_->Write(kLastChunk);
  }

  // Closing while the client still sends would reset the connection, and it would never read why.
  Task<void> Linger() {
    wire_->Limit(absl::Seconds(2));
    for (size_t drained = 0; drained < kDrainBytes && !parser_->done();) {
      received_.clear();
      if (!co_await wire_->ReadSome(received_)) co_return;
      drained += received_.size();
    }
  }

  Shared& shared_;
  const Options& options_;
  const std::string peer_;
  const std::shared_ptr<Wire> wire_;
  std::string received_;  // not yet read
  std::optional<RequestParser> parser_;
  Request request_;
  bool first_ = true;     // no request yet
  bool keep_ = true;      // the connection goes on after this answer
  bool begun_ = false;    // an answer in pieces is under way
  bool broken_ = false;   // and must not look whole
  bool invited_ = false;  // 100 Continue is sent
};

}  // namespace

Task<void> ServeConnection(Socket socket, std::string peer, Shared& shared) {
  Connection connection(std::move(socket), std::move(peer), shared);
  co_await connection.Serve();
}

}  // namespace notary::gateway
