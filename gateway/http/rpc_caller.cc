#include "gateway/http/rpc_caller.h"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/post.hpp>
#include <memory>

namespace notary::gateway {

namespace asio = boost::asio;

using Answer = absl::StatusOr<std::string>;

void RpcCaller::AwaitIdle() {
  absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(this, &RpcCaller::Idle));
}

Task<Answer> RpcCaller::Call(const std::string& method, const std::string& request,
                             const rpc::CallOptions& options) {
  rpc::Channel* channel = router_.Find(method);
  if (channel == nullptr) co_return absl::UnavailableError("no route");
  {
    absl::MutexLock lock(&mutex_);
    ++under_way_;
  }
  auto start = [&](auto handler) {
    auto owned = std::make_shared<decltype(handler)>(std::move(handler));
    // What gRPC's thread holds of the coroutine, it hands on: when the count falls, it holds
    // nothing.
    channel->Start(method, request, options, [this, owned](Answer answer) mutable {
      auto shared = std::make_shared<Answer>(std::move(answer));
      const auto executor = asio::get_associated_executor(*owned);
      asio::post(executor, [owned = std::move(owned), shared]() mutable {
        std::move (*owned)(std::move(*shared));
      });
      absl::MutexLock lock(&mutex_);
      --under_way_;
    });
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<Executor>, void(Answer)>(
      std::move(start), kAwait);
}

}  // namespace notary::gateway
