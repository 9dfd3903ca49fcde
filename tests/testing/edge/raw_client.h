// A TLS connection on which a test writes whatever bytes it likes.
#pragma once

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace notary::testing {

class RawClient {
 public:
  // Pre: somebody listens on 127.0.0.1:port. A handshake that fails leaves connected() false.
  explicit RawClient(int port);
  ~RawClient();

  bool connected() const;
  // False when the other side has closed.
  bool Write(absl::string_view bytes);
  // What comes until the other side closes, `until` has been seen, or the time is over.
  std::string Read(absl::string_view until = {}, absl::Duration time = absl::Seconds(10));
  // Whether the other side has closed; true after a Read that ended so.
  bool closed() const;
  // Cuts the line without a word.
  void Cut();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// "HTTP/1.1 400 Bad…" → 400; 0 when this is no answer.
int StatusOf(absl::string_view answer);

}  // namespace notary::testing
