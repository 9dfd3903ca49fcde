// Many watches over one WebSocket: a browser opens six connections to a site, and each event stream
// would take one of them for good. One coroutine hears what the page wants, another looks and
// speaks; both live on the connection's thread.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <deque>
#include <map>

#include "gateway/edge/head_check.h"
#include "gateway/edge/upgrade.h"
#include "gateway/edge/watch_event.h"
#include "gateway/http/api.h"
#include "gateway/http/web_socket.h"
#include "gateway/transcode/json_reader.h"
#include "notary/platform/v1/watch.pb.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/validate.h"

namespace notary::gateway {
namespace {

namespace asio = boost::asio;

using platform::v1::WatchCommand;

constexpr size_t kMaxUnsent = 64;

absl::Status CommandUnclear() {
  return InvalidField("watch", "WATCH_COMMAND_UNCLEAR",
                      {"须为watch与path，或unwatch", "Must be watch and path, or unwatch"});
}

absl::Status NotWatchable() {
  return InvalidField("path", "WATCH_PATH_UNKNOWN",
                      {"须为返回JSON的GET地址", "Must be the address of a GET of JSON"});
}

absl::Status CheckCommand(const WatchCommand& command) {
  RETURN_IF_ERROR(rpc::Validate(command));
  const bool begins = !command.watch().empty() && !command.path().empty();
  const bool ends = command.watch().empty() && command.path().empty() && command.seen().empty();
  const bool clear = command.unwatch().empty() ? begins : ends;
  return clear ? CheckTarget(begins ? command.path() : "/") : CommandUnclear();
}

// The request that a look stands for: of the page that opened the socket, for another address.
Request RequestFor(const Request& opened, const std::string& target) {
  Request request = opened;
  request.target = target;
  const size_t question = target.find('?');
  request.path = target.substr(0, question);
  request.query = question == std::string::npos ? "" : target.substr(question + 1);
  return request;
}

}  // namespace

class Api::WatchSocket {
 public:
  // All outlive it.
  WatchSocket(Api& api, const RouteTable& routes, const Request& opened, const Caller& caller,
              WebSocket& socket, const Executor& executor)
      : api_(api),
        routes_(routes),
        opened_(opened),
        caller_(caller),
        socket_(socket),
        executor_(executor),
        news_(executor),
        silence_(executor) {}

  Task<void> Serve() {
    asio::co_spawn(executor_, Speak(), [this](const std::exception_ptr&) {
      silent_ = true;
      silence_.cancel();
    });
    co_await Hear();
    closed_ = true;
    Wake();
    silence_.expires_at(std::chrono::steady_clock::time_point::max());
    while (!silent_) co_await silence_.async_wait(asio::as_tuple(kAwait));
  }

 private:
  // One answer that is watched. The act refers to what stands before it.
  struct Watched {
    Watched(const Request& opened, const std::string& target)
        : request(RequestFor(opened, target)) {}

    const Request request;
    RouteTable::Match match;
    std::optional<Act> act;
    std::optional<WatchSlots::Slot> slot;
    MessagePtr message;
    std::string seen;
    absl::Time due = absl::InfinitePast();
    bool over = false;
  };

  Task<void> Hear() {
    while (unsent_.size() <= kMaxUnsent) {
      const std::optional<std::string> text = co_await socket_.Read();
      if (!text) co_return;
      Obey(*text);
      Wake();
    }
    reason_ = WebSocket::kPolicy;
  }

  void Obey(const std::string& text) {
    WatchCommand command;
    absl::Status status = api_.per_caller_.Admit(caller_.key);
    if (status.ok()) status = ReadJson(text, command);
    if (status.ok()) status = CheckCommand(command);
    if (status.ok() && !command.unwatch().empty()) return End(command.unwatch());
    if (status.ok()) status = Begin(command);
    if (!status.ok()) Refuse(command.watch(), status);
  }

  absl::Status Begin(const WatchCommand& command) {
    auto watched = std::make_shared<Watched>(opened_, command.path());
    watched->match = routes_.Find("GET", watched->request.path);
    const Route* route = watched->match.route;
    if (route == nullptr || route->kind != Route::Kind::kJson) return NotWatchable();
    ASSIGN_OR_RETURN(const Parameters query, ParseQuery(watched->request.query));
    ASSIGN_OR_RETURN(watched->message, BindRequest(*route, watched->match.variables, query, ""));
    Forget(command.watch());
    ASSIGN_OR_RETURN(WatchSlots::Slot slot, api_.watches_.Take(caller_.key));
    watched->slot.emplace(std::move(slot));
    watched->act.emplace(Act{watched->request, watched->match, caller_, ""});
    watched->seen = command.seen();
    watches_[command.watch()] = std::move(watched);
    return absl::OkStatus();
  }

  void End(const std::string& name) {
    Forget(name);
    unsent_.push_back(SocketEnd(name));
  }

  void Refuse(const std::string& name, const absl::Status& status) {
    Forget(name);
    unsent_.push_back(SocketRefusal(name, ErrorReply(opened_, status).body));
  }

  // A look that is under way finds out.
  void Forget(const std::string& name) {
    const auto found = watches_.find(name);
    if (found == watches_.end()) return;
    found->second->over = true;
    watches_.erase(found);
  }

  Task<void> Speak() {
    const absl::Time end = absl::Now() + Options::kWatchLife;
    while (!closed_ && !api_.draining_ && absl::Now() < end) {
      woken_ = false;
      co_await LookAround();
      co_await SendAll();
      if (!woken_) co_await Rest();
    }
    co_await socket_.Close(api_.draining_ ? WebSocket::kRestart : reason_);
  }

  Task<void> LookAround() {
    // What is watched may change meanwhile.
    const auto watches = watches_;
    for (const auto& [name, watched] : watches) {
      const bool due = absl::Now() >= watched->due;
      if (due && !closed_ && !watched->over) co_await LookAt(name, *watched);
    }
  }

  Task<void> LookAt(const std::string& name, Watched& watched) {
    const absl::StatusOr<Reply> look = co_await api_.Look(*watched.act, *watched.message);
    watched.due = absl::Now() + api_.options_.watch_interval;
    if (watched.over) co_return;
    if (!look.ok()) {
      if (!MayPass(look.status())) Refuse(name, look.status());
      co_return;
    }
    std::string id = ChangeId(look->body);
    if (id == watched.seen) co_return;
    watched.seen = std::move(id);
    unsent_.push_back(SocketChange(name, watched.seen, look->body));
  }

  Task<void> SendAll() {
    while (!closed_ && !unsent_.empty()) {
      const std::string text = std::move(unsent_.front());
      unsent_.pop_front();
      const bool sent = co_await socket_.Write(text);
      if (!sent) closed_ = true;
    }
  }

  Task<void> Rest() {
    news_.expires_after(absl::ToChronoNanoseconds(api_.options_.watch_interval));
    co_await news_.async_wait(asio::as_tuple(kAwait));
  }

  void Wake() {
    woken_ = true;
    news_.cancel();
  }

  Api& api_;
  const RouteTable& routes_;
  const Request& opened_;
  const Caller& caller_;
  WebSocket& socket_;
  const Executor executor_;
  asio::steady_timer news_;     // runs out when something may be due
  asio::steady_timer silence_;  // never runs out
  std::map<std::string, std::shared_ptr<Watched>> watches_;
  std::deque<std::string> unsent_;
  WebSocket::Reason reason_ = WebSocket::kGoingAway;
  bool woken_ = false;
  bool closed_ = false;
  bool silent_ = false;
};

Task<Api::Answer> Api::WatchMany(Exchange& exchange, const RouteTable& routes) {
  const Request& request = exchange.request();
  const absl::Status upgrade = CheckUpgrade(request);
  if (!upgrade.ok()) co_return ErrorReply(request, upgrade);
  // A socket can carry whatever the page may do: another site must not open one with its cookie.
  absl::StatusOr<Caller> caller = Meet(request, /*from_own_page=*/true);
  if (!caller.ok()) co_return ErrorReply(request, caller.status());
  if (!caller->named()) co_return ErrorReply(request, SessionMissing());
  const absl::StatusOr<std::string> authorization = co_await Authorise(
      request, caller->credentials, /*anonymous=*/false, /*safe=*/true, Presence::kNobody);
  if (!authorization.ok()) co_return Refuse(request, caller->credentials, authorization.status());
  const std::unique_ptr<WebSocket> socket = co_await exchange.Upgrade();
  if (socket == nullptr) co_return std::nullopt;
  WatchSocket watches(*this, routes, request, *caller, *socket, co_await asio::this_coro::executor);
  co_await watches.Serve();
  co_return std::nullopt;
}

}  // namespace notary::gateway
