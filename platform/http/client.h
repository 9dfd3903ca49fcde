// Calls to outside parties over HTTPS. One Client per party: it keeps connections open between
// calls, limits time and reply size, and follows no redirect (a signed request must reach whom it
// was for).
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "platform/http/message.h"

namespace notary::http {

struct Request {
  std::string method = "GET";
  std::string url;
  Headers headers = {};
  std::string body = "";
};

struct ClientOptions {
  std::string ca_file = "";  // empty: the machine's trust store
  absl::Duration connect_timeout = absl::Seconds(3);
  absl::Duration timeout = absl::Seconds(10);  // of the whole exchange, or what the thread has left
  size_t reply_size_max = 1 << 20;             // headers and body
  bool allow_plain_http = false;               // for simulators on the same machine
};

// Thread-safe.
class Client {
 public:
  explicit Client(ClientOptions options);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Any HTTP status is an answer, not an error. Errors tell whether the other side may have acted:
  //   UNAVAILABLE HTTP_UNREACHABLE        no connection was made: it has not
  //   FAILED_PRECONDITION HTTP_TLS_FAILED the server could not be authenticated: it has not
  //   INVALID_ARGUMENT HTTP_URL_INVALID   not sent
  //   DEADLINE_EXCEEDED HTTP_NO_TIME_LEFT not sent: nobody waits for the answer any more
  //   INTERNAL                            not sent: this thread holds a database connection
  //   DEADLINE_EXCEEDED HTTP_TIMEOUT, UNKNOWN HTTP_BROKEN, RESOURCE_EXHAUSTED HTTP_REPLY_TOO_LARGE
  //                                       it may have: ask before repeating
  absl::StatusOr<Response> Send(const Request& request);

 private:
  struct Pool;
  const ClientOptions options_;
  std::unique_ptr<Pool> pool_;
};

}  // namespace notary::http
