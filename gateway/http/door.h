// Every request comes in here: what may pass at all, and who answers it.
#pragma once

#include <memory>
#include <string>

#include "gateway/edge/static_files.h"
#include "gateway/http/api.h"
#include "gateway/http/exchange.h"
#include "gateway/http/options.h"
#include "gateway/transcode/route_table.h"
#include "platform/rpc/rate_limit.h"

namespace notary::gateway {

class Door {
 public:
  Door(const Options& options, const rpc::Router& router, RouteTable routes, StaticFiles files,
       std::function<std::string()> own_token);

  // The complete answer, with every header; nullopt: it went out in pieces.
  Task<std::optional<Reply>> Handle(Exchange& exchange);

  // Ends the watches at their next look.
  void Drain() { api_.Drain(); }

  // Waits for the calls under way.
  void AwaitIdle() { api_.caller().AwaitIdle(); }

 private:
  absl::Status Admit(const Request& request);
  Task<Api::Answer> Answer(Exchange& exchange);
  Task<Api::Answer> Callback(Exchange& exchange);
  Reply Page(const Request& request) const;

  const Options& options_;
  const RouteTable routes_;
  const StaticFiles files_;
  const std::string openapi_;
  const std::string docs_;
  rpc::RateLimit per_address_;
  Api api_;
};

}  // namespace notary::gateway
