#include "gateway/http/request_parser.h"

#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>

#include "absl/strings/ascii.h"
#include "gateway/edge/head_check.h"
#include "platform/base/error.h"

namespace notary::gateway {
namespace {

namespace http = boost::beast::http;

constexpr size_t kStep = 16 << 10;

absl::string_view View(boost::beast::string_view text) { return {text.data(), text.size()}; }

absl::Status HeadNotParsed() {
  return InvalidField("head", "HEAD_MALFORMED",
                      {"HTTP请求头格式错误", "The head of the HTTP request is malformed"});
}

}  // namespace

struct RequestParser::Impl {
  http::request_parser<http::buffer_body> parser;
};

RequestParser::RequestParser() : impl_(std::make_unique<Impl>()) {
  impl_->parser.header_limit(HeadLimits::kMaxBytes);
  impl_->parser.body_limit(boost::none);  // each handler has a limit of its own
}

RequestParser::~RequestParser() = default;

absl::Status RequestParser::TakeHead(absl::string_view head, Request& request) {
  boost::system::error_code error;
  const size_t used = impl_->parser.put(boost::asio::buffer(head.data(), head.size()), error);
  if (error || used != head.size() || !impl_->parser.is_header_done()) return HeadNotParsed();
  const auto& message = impl_->parser.get();
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  const size_t question = request.target.find('?');
  request.path = request.target.substr(0, question);
  if (question != std::string::npos) request.query = request.target.substr(question + 1);
  for (const auto& field : message) {
    request.headers.emplace_back(absl::AsciiStrToLower(View(field.name_string())),
                                 std::string(View(field.value())));
  }
  return absl::OkStatus();
}

bool RequestParser::keep_alive() const { return impl_->parser.get().keep_alive(); }

std::optional<uint64_t> RequestParser::content_length() const {
  const auto length = impl_->parser.content_length();
  return length ? std::optional<uint64_t>(*length) : std::nullopt;
}

std::optional<uint64_t> RequestParser::content_length_remaining() const {
  const auto length = impl_->parser.content_length_remaining();
  return length ? std::optional<uint64_t>(*length) : std::nullopt;
}

bool RequestParser::done() const { return impl_->parser.is_done(); }

RequestParser::Taken RequestParser::TakeBody(absl::string_view bytes, size_t size,
                                             std::string& body) {
  const size_t had = body.size();
  body.resize(had + std::min(kStep, size - had));
  auto& room = impl_->parser.get().body();
  room.data = body.data() + had;
  room.size = body.size() - had;
  boost::system::error_code error;
  Taken taken;
  taken.used = impl_->parser.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
  body.resize(body.size() - room.size);
  taken.hungry = error == http::error::need_more;
  taken.broken = error && !taken.hungry && error != http::error::need_buffer;
  return taken;
}

}  // namespace notary::gateway
