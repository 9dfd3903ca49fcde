// Requests that stand for a method of a service: who asks, may a page have asked this, and the
// call.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "gateway/edge/credentials.h"
#include "gateway/edge/session_cache.h"
#include "gateway/edge/watch_slots.h"
#include "gateway/http/exchange.h"
#include "gateway/http/options.h"
#include "gateway/http/rpc_caller.h"
#include "gateway/transcode/binder.h"
#include "gateway/transcode/route_table.h"
#include "platform/rpc/rate_limit.h"

namespace notary::gateway {

class Api {
 public:
  // `own_token` makes the token under which sessions are asked about; it is called by one thread at
  // a time. `router` and `options` outlive the Api.
  Api(const Options& options, const rpc::Router& router, std::function<std::string()> own_token);

  // nullopt: the answer went out in pieces.
  using Answer = std::optional<Reply>;

  // Pre: match.route is set.
  Task<Answer> Handle(Exchange& exchange, const RouteTable::Match& match);

  // GET /v1/session: gives a page its CSRF token again after it was loaded anew.
  Task<Answer> ShowSession(Exchange& exchange);

  // GET /v1/watch: a WebSocket over which a page watches many answers
  // (notary/platform/v1/watch.proto). `routes` outlive it.
  Task<Answer> WatchMany(Exchange& exchange, const RouteTable& routes);

  RpcCaller& caller() { return caller_; }

  // Ends the watches at their next look.
  void Drain() { draining_ = true; }

 private:
  // Whether somebody is at the page: what keeps a session from idling out.
  enum class Presence { kSomebody, kNobody };

  // Who asks.
  struct Caller {
    Credentials credentials;
    std::string key;  // what limits are counted by

    bool named() const { return !credentials.bearer.empty() || !credentials.secret.empty(); }
  };

  // One call on its way: a request, or one look of a watch.
  struct Act {
    const Request& request;
    const RouteTable::Match& match;
    Caller caller;
    std::string authorization;  // what services get

    const Route& route() const { return *match.route; }
  };

  class WatchSocket;  // api_watch_socket.cc

  // Who asks. Refused when they ask too often or, with `from_own_page`, when a page of another site
  // has made the browser ask.
  absl::StatusOr<Caller> Meet(const Request& request, bool from_own_page);
  Task<absl::StatusOr<std::string>> Authorise(const Request& request,
                                              const Credentials& credentials, bool anonymous,
                                              bool safe, Presence presence);
  Task<absl::StatusOr<std::string>> TokenFor(const std::string& secret, const std::string& trace_id,
                                             Presence presence);
  void ForgetSession(const std::string& secret);
  Task<absl::StatusOr<MessagePtr>> ReadRequest(Exchange& exchange, Act& act);
  Task<absl::StatusOr<std::string>> Call(const Act& act, const google::protobuf::Message& request);
  Task<Answer> Json(Exchange& exchange, Act& act);
  Task<Answer> Upload(Exchange& exchange, Act& act);
  Task<Answer> Download(Exchange& exchange, Act& act);
  Task<Answer> Watch(Exchange& exchange, Act& act);
  Task<absl::StatusOr<Reply>> Look(Act& act, const google::protobuf::Message& message);
  absl::StatusOr<Reply> ReplyTo(const Act& act, const std::string& response);
  absl::Status StartSession(const Act& act, google::protobuf::Message& response, Reply& reply);
  Reply Refuse(const Request& request, const Credentials& credentials, const absl::Status& status);
  static absl::Status SessionMissing();
  std::string OwnToken() ABSL_LOCKS_EXCLUDED(mutex_);

  const Options& options_;
  RpcCaller caller_;
  SessionCache sessions_;
  SessionCache watched_sessions_;  // asked for while nobody was at the page
  rpc::RateLimit per_caller_;
  rpc::RateLimit messages_per_address_;
  WatchSlots watches_;
  std::atomic<bool> draining_{false};
  absl::Mutex mutex_;
  const std::function<std::string()> own_token_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace notary::gateway
