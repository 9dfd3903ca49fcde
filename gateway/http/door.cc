#include "gateway/http/door.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "gateway/callbacks/callbacks.h"
#include "gateway/edge/client_address.h"
#include "gateway/edge/security_headers.h"
#include "gateway/transcode/docs_page.h"
#include "gateway/transcode/openapi.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"

namespace notary::gateway {
namespace {

constexpr char kSession[] = "/v1/session";
constexpr char kWatch[] = "/v1/watch";

absl::Status HostForeign() {
  return InvalidField("host", "HOST_FOREIGN", {"本站不使用此域名", "This site has another name"});
}

absl::Status ExpectationUnknown() {
  return InvalidField("expect", "EXPECTATION_UNKNOWN",
                      {"不支持此Expect", "This expectation cannot be met"});
}

absl::Status MethodNotAllowed() {
  return MakeError(absl::StatusCode::kUnimplemented, "METHOD_NOT_ALLOWED",
                   {"此地址不支持该方法", "This address does not take this method"});
}

absl::Status NoSuchAddress() {
  return NotFoundError("ADDRESS_UNKNOWN", {"没有此接口", "There is no such address"});
}

bool IsRead(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }

bool IsData(absl::string_view path) {
  return absl::StartsWith(path, "/v1/") || IsCallbackPath(path);
}

Reply Refusal405(const Request& request, const std::string& allowed) {
  Reply reply = ErrorReply(request, MethodNotAllowed());
  reply.headers.emplace_back("Allow", allowed);
  return reply;
}

Shown ShownAs(const Request& request, const Reply& reply) {
  for (const auto& [name, value] : reply.headers) {
    if (name == "Content-Disposition") return Shown::kDownload;
  }
  return IsData(request.path) ? Shown::kData : Shown::kPage;
}

// Without the port. A name in brackets is an IPv6 address.
std::string HostOf(absl::string_view header) {
  const size_t colon = header.rfind(':');
  const bool port = colon != absl::string_view::npos && !absl::EndsWith(header, "]");
  return absl::AsciiStrToLower(port ? header.substr(0, colon) : header);
}

// Headers go on by themselves, so the pieces of an answer pass through here for them.
class Dressed : public Exchange {
 public:
  explicit Dressed(Exchange& inner) : inner_(inner) {}

  const Request& request() const override { return inner_.request(); }
  Task<absl::StatusOr<std::string>> ReadBody(size_t limit) override {
    return inner_.ReadBody(limit);
  }
  Task<Stretch> ReadStretch(size_t size) override { return inner_.ReadStretch(size); }
  Task<bool> Begin(const Reply& head) override {
    head_ = head;
    Dress(head_);
    return inner_.Begin(head_);
  }
  Task<bool> Send(const std::string& piece) override { return inner_.Send(piece); }
  Task<std::unique_ptr<WebSocket>> Upgrade() override { return inner_.Upgrade(); }
  void Break() override { inner_.Break(); }

  void Dress(Reply& reply) const {
    if (reply.lasting_lines.empty()) reply.lasting_lines = SecurityLines(ShownAs(request(), reply));
    reply.headers.emplace_back("X-Request-Id", request().trace_id);
  }

 private:
  Exchange& inner_;
  Reply head_;
};

}  // namespace

Door::Door(const Options& options, const rpc::Router& router, RouteTable routes, StaticFiles files,
           std::function<std::string()> own_token)
    : options_(options),
      routes_(std::move(routes)),
      files_(std::move(files)),
      openapi_(OpenApiDocument(routes_)),
      docs_(DocsPage(routes_)),
      per_address_(options.per_address),
      api_(options, router, std::move(own_token)) {}

Task<std::optional<Reply>> Door::Handle(Exchange& exchange) {
  Dressed dressed(exchange);
  Api::Answer answer;
  const absl::Status admitted = Admit(exchange.request());
  if (admitted.ok()) {
    answer = co_await Answer(dressed);
  } else {
    answer = ErrorReply(exchange.request(), admitted);
  }
  if (answer) dressed.Dress(*answer);
  co_return answer;
}

absl::Status Door::Admit(const Request& request) {
  RETURN_IF_ERROR(CheckTarget(request.target));
  const std::string host = HostOf(request.Header("host"));
  const bool ours =
      std::find(options_.hosts.begin(), options_.hosts.end(), host) != options_.hosts.end();
  if (!ours) return HostForeign();
  const std::string& expect = request.Header("expect");
  if (!expect.empty() && !absl::EqualsIgnoreCase(expect, "100-continue")) {
    return ExpectationUnknown();
  }
  return per_address_.Admit(LimitKey(request.client));
}

Task<Api::Answer> Door::Answer(Exchange& exchange) {
  const Request& request = exchange.request();
  if (IsCallbackPath(request.path)) co_return co_await Callback(exchange);
  if (request.path == kSession) {
    if (request.method != "GET") co_return Refusal405(request, "GET");
    co_return co_await api_.ShowSession(exchange);
  }
  if (request.path == kWatch) {
    if (request.method != "GET") co_return Refusal405(request, "GET");
    co_return co_await api_.WatchMany(exchange, routes_);
  }
  const RouteTable::Match match = routes_.Find(request.method, request.path);
  if (match.route != nullptr) co_return co_await api_.Handle(exchange, match);
  if (!match.allowed.empty()) co_return Refusal405(request, match.allowed);
  if (IsData(request.path)) co_return ErrorReply(request, NoSuchAddress());
  if (!IsRead(request)) co_return Refusal405(request, "GET, HEAD");
  co_return Page(request);
}

Task<Api::Answer> Door::Callback(Exchange& exchange) {
  const Request& request = exchange.request();
  if (request.method != "POST") co_return Refusal405(request, "POST");
  const absl::StatusOr<std::string> body = co_await exchange.ReadBody(Options::kMaxCallbackBody);
  if (!body.ok()) co_return ErrorReply(request, body.status());
  const std::optional<gateway::Callback> callback = CallbackOf(request, *body);
  if (!callback) co_return ErrorReply(request, NoSuchAddress());
  const rpc::CallOptions options{.trace_id = request.trace_id};
  const absl::StatusOr<std::string> response =
      co_await api_.caller().Call(callback->rpc, callback->request, options);
  co_return CallbackReply(*callback, response);
}

Reply Door::Page(const Request& request) const {
  const auto own = [](const char* type, const std::string& body) {
    return Reply{.headers = {{"Content-Type", type}, {"Cache-Control", "no-cache"}}, .body = body};
  };
  if (request.path == "/openapi.json") return own("application/json; charset=utf-8", openapi_);
  if (request.path == "/docs") return own("text/html; charset=utf-8", docs_);
  if (request.path == "/docs.css") return own("text/css; charset=utf-8", DocsStyle());
  const std::string path = PercentDecode(request.path).value_or("");
  const StaticFiles::File* file = files_.Find(path);
  // Only for somebody who looks at pages: a program is told that there is nothing.
  if (file == nullptr && absl::StrContains(request.Header("accept"), "text/html")) {
    file = files_.FindApplication(path);
  }
  return file == nullptr ? NotFoundPage(files_) : StaticFiles::Serve(*file, request);
}

}  // namespace notary::gateway
