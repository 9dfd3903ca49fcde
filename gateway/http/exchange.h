// One request and its answer, as the handlers of the edge see a connection. A connection lives on
// one thread, and so do the coroutines that handle it; nothing here may block.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "gateway/edge/message.h"

namespace notary::gateway {

// Named, so that nothing of it is found out or allocated with each wait.
using Executor = boost::asio::io_context::executor_type;

template <typename T>
using Task = boost::asio::awaitable<T, Executor>;

inline constexpr boost::asio::use_awaitable_t<Executor> kAwait;

class WebSocket;

class Exchange {
 public:
  virtual ~Exchange() = default;

  virtual const Request& request() const = 0;

  // The whole body. BODY_TOO_LARGE above `limit`, BODY_TIMEOUT, BODY_BROKEN.
  virtual Task<absl::StatusOr<std::string>> ReadBody(size_t limit) = 0;

  // The next `size` bytes of the body, fewer only where it ends.
  struct Stretch {
    std::string bytes;
    bool last = false;    // the body ends here, as it should
    absl::Status broken;  // the line was cut, or too slow, behind these bytes
  };
  virtual Task<Stretch> ReadStretch(size_t size) = 0;

  // An answer in pieces: Begin, Send as often as needed, and a handler that answers nullopt.
  // False when the client is gone.
  virtual Task<bool> Begin(const Reply& head) = 0;
  virtual Task<bool> Send(const std::string& piece) = 0;

  // Turns the connection into a WebSocket, which ends with it; a handler that has done so answers
  // nullopt. nullptr when the client is gone. Pre: CheckUpgrade(request()) is OK.
  virtual Task<std::unique_ptr<WebSocket>> Upgrade() = 0;

  // After Begin: the answer is not whole and the client must notice.
  virtual void Break() = 0;
};

}  // namespace notary::gateway
