#include "platform/http/server.h"

#include <httplib.h>
#include <sys/socket.h>

#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"

namespace notary::http {
namespace {

// httplib matches paths with std::regex, which recurses once per character.
constexpr size_t kTargetSizeMax = 2048;

ServerRequest Convert(const httplib::Request& from) {
  ServerRequest to{
      .method = from.method, .target = from.target, .path = from.path, .headers = {}, .body = {}};
  for (const auto& [name, value] : from.headers) to.headers.emplace_back(name, value);
  return to;
}

void Answer(const Response& from, httplib::Response& to) {
  to.status = from.status;
  std::string type = "application/json";
  for (const auto& [name, value] : from.headers) {
    if (absl::EqualsIgnoreCase(name, "Content-Type")) {
      type = value;
    } else {
      to.set_header(name, value);
    }
  }
  if (!from.body.empty()) to.set_content(from.body, type);
}

std::unique_ptr<httplib::Server> NewServer(const ServerOptions& options) {
  if (options.certificate_file.empty()) return std::make_unique<httplib::Server>();
  return std::make_unique<httplib::SSLServer>(options.certificate_file.c_str(),
                                              options.key_file.c_str());
}

void Configure(httplib::Server& server, const ServerOptions& options) {
  server.new_task_queue = [threads = options.threads] {
    return new httplib::ThreadPool(static_cast<size_t>(threads));
  };
  // The default is SO_REUSEPORT, with which two programs would share a port unnoticed.
  server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  server.set_payload_max_length(options.body_size_max);
  server.set_tcp_nodelay(true);
  server.set_keep_alive_max_count(1000);
  server.set_keep_alive_timeout(1);  // an idle connection holds a thread; also how long Stop waits
  server.set_pre_routing_handler([](const httplib::Request& request, httplib::Response& response) {
    if (request.target.size() <= kTargetSizeMax) return httplib::Server::HandlerResponse::Unhandled;
    response.status = 414;
    return httplib::Server::HandlerResponse::Handled;
  });
}

// Reading the body ourselves keeps its bytes as sent: httplib would parse forms and limit their
// size.
void Route(httplib::Server& server, Server::Handler handler, size_t body_size_max) {
  const auto plain = [handler](const httplib::Request& request, httplib::Response& response) {
    Answer(handler(Convert(request)), response);
  };
  const auto with_body = [handler = std::move(handler), body_size_max](
                             const httplib::Request& request, httplib::Response& response,
                             const httplib::ContentReader& read) {
    ServerRequest converted = Convert(request);
    bool whole = true;
    const bool complete = read([&](const char* data, size_t size) {
      whole = whole && converted.body.size() + size <= body_size_max;
      if (whole) converted.body.append(data, size);
      return whole;
    });
    if (complete && whole) {
      Answer(handler(converted), response);
    } else if (response.status < 400) {
      response.status = whole ? 400 : 413;
    }
  };
  server.Get(".*", plain);
  server.Options(".*", plain);
  server.Post(".*", with_body);
  server.Put(".*", with_body);
  server.Patch(".*", with_body);
  server.Delete(".*", with_body);
}

}  // namespace

struct Server::Impl {
  std::unique_ptr<httplib::Server> server;
  std::thread thread;
  std::string host;
  bool secure = false;
  int port = 0;
};

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options,
                                                      Handler handler) {
  auto impl = std::make_unique<Impl>();
  impl->server = NewServer(options);
  impl->host = options.host;
  impl->secure = !options.certificate_file.empty();
  if (!impl->server->is_valid()) {
    return PreconditionError("HTTP_CERTIFICATE_INVALID",
                             {"证书或私钥无法读取", "The certificate or key cannot be loaded"});
  }
  Configure(*impl->server, options);
  Route(*impl->server, std::move(handler), options.body_size_max);
  impl->port = options.port;
  const bool bound = options.port == 0
                         ? (impl->port = impl->server->bind_to_any_port(options.host)) > 0
                         : impl->server->bind_to_port(options.host, options.port);
  if (!bound) {
    return MakeError(absl::StatusCode::kUnavailable, "HTTP_PORT_TAKEN",
                     {"端口不可用", "The port is not available"});
  }
  impl->thread = std::thread([server = impl->server.get()] { server->listen_after_bind(); });
  while (!impl->server->is_running()) std::this_thread::yield();
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() { Stop(); }

int Server::port() const { return impl_->port; }

std::string Server::Url() const {
  return absl::StrCat(impl_->secure ? "https://" : "http://", impl_->host, ":", impl_->port);
}

void Server::Stop() {
  if (!impl_->thread.joinable()) return;
  impl_->server->stop();
  impl_->thread.join();
}

}  // namespace notary::http
