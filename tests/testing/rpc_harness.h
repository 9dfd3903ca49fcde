// Services of a test behind the real pipeline, called as they are in life: by name, with a signed
// token.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "platform/base/id.h"
#include "platform/rpc/auth.h"
#include "platform/rpc/client.h"
#include "platform/rpc/server.h"
#include "platform/time/clock.h"

namespace notary::testing {

// 2026-11-23 10:00 in Shanghai, a Monday.
absl::Time TestStart();

class RpcHarness {
 public:
  explicit RpcHarness(std::vector<rpc::Service> services, int threads_per_service = 4);

  FakeClock& clock() { return clock_; }
  rpc::Channel& channel() { return server_->in_process(); }

  // A token of this principal, valid from an hour ago for `lifetime`. Who says nothing of when they
  // signed in has just done so.
  std::string Token(const rpc::Principal& principal,
                    absl::Duration lifetime = absl::Hours(24 * 365 * 5));

  template <typename Response>
  absl::StatusOr<Response> Call(const rpc::Principal& who, const std::string& method,
                                const google::protobuf::Message& request) {
    const std::string token = who.subject.empty() ? "" : Token(who);  // a stranger has none
    return channel().Call<Response>(method, request,
                                    {.authorization = token, .timeout = absl::Seconds(20)});
  }

 private:
  FakeClock clock_;
  std::unique_ptr<rpc::TokenSigner> signer_;
  std::unique_ptr<rpc::TokenVerifier> verifier_;
  std::unique_ptr<rpc::Server> server_;
};

rpc::Principal Person(absl::string_view id);
rpc::Principal Staff(absl::string_view office, absl::string_view id, std::vector<rpc::Role> roles);
rpc::Principal SystemService(absl::string_view name);

}  // namespace notary::testing
