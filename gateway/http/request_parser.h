// One request as Beast's parser reads it, out of bytes that it is given: no socket. The only file
// pair that knows Beast.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "gateway/edge/message.h"

namespace notary::gateway {

class RequestParser {
 public:
  RequestParser();
  ~RequestParser();

  // Fills in what the head says. Once, before all else. HEAD_MALFORMED.
  absl::Status TakeHead(absl::string_view head, Request& request);

  // Whether the client wants to go on after this request.
  bool keep_alive() const;

  // Of the body, as far as the head says it.
  std::optional<uint64_t> content_length() const;
  std::optional<uint64_t> content_length_remaining() const;

  // Body and all are here.
  bool done() const;

  // Appends to `body`, up to `size`, what the next of the bytes hold of it.
  struct Taken {
    size_t used = 0;
    bool hungry = false;  // nothing can be made of the rest before more comes
    bool broken = false;
  };
  Taken TakeBody(absl::string_view bytes, size_t size, std::string& body);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace notary::gateway
