// The bytes of one TLS connection. OpenSSL reads and writes the socket itself and Asio is only
// asked to wait until the socket is ready: nothing is copied twice or allocated on the way.
#pragma once

#include <openssl/ssl.h>

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "gateway/http/exchange.h"

namespace notary::gateway {

using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;

class Wire {
 public:
  Wire(Socket socket, SSL_CTX* tls);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  // What waits for the other side from here on fails when `time` is over. Costs nothing as long as
  // limits end late enough for the timer that runs already.
  void Limit(absl::Duration time);

  // Whether it was the limit that made something fail.
  bool Late() const;

  Task<bool> Handshake();

  // Appends what comes, a byte at least. False when nothing will.
  Task<bool> ReadSome(std::string& to);

  Task<bool> Write(absl::string_view bytes);

  // Whatever waits or will wait fails.
  void Abort();

  // Says goodbye and waits for the other side's.
  Task<void> Close();

 private:
  struct Line;

  // One step of OpenSSL, again each time the socket is ready for it. What it came to, 0 for the
  // end.
  template <typename Step>
  Task<int> Do(Step step);

  const std::shared_ptr<Line> line_;
  const std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
};

}  // namespace notary::gateway
