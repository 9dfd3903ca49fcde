// One WebSocket (RFC 6455) over a connection that has asked for it. Text only.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "gateway/http/wire.h"

namespace notary::gateway {

class WebSocket {
 public:
  // Why it is closed (RFC 6455 7.4.1).
  enum Reason { kGoingAway = 1001, kPolicy = 1008, kRestart = 1012 };

  // Answers the request with 101. `received` came behind its head. nullptr when the client has
  // gone. Pre: CheckUpgrade(request) is OK.
  static Task<std::unique_ptr<WebSocket>> Accept(std::shared_ptr<Wire> wire, std::string received,
                                                 const Request& request);
  ~WebSocket();
  WebSocket(const WebSocket&) = delete;
  WebSocket& operator=(const WebSocket&) = delete;

  // The next message. nullopt when there will be none: the other side has closed or gone, said
  // nothing for 30 s in spite of a ping, broke the protocol, or sent bytes or a message above
  // 4,096 bytes. One caller at a time.
  Task<std::optional<std::string>> Read();

  // False when the other side has gone. One caller at a time, beside Read.
  Task<bool> Write(const std::string& text);

  // Instead of a Write. Ends Read.
  Task<void> Close(Reason reason);

 private:
  struct Impl;
  explicit WebSocket(std::unique_ptr<Impl> impl);

  const std::unique_ptr<Impl> impl_;
};

}  // namespace notary::gateway
