// The head of an answer as it goes over the line.
#pragma once

#include <optional>
#include <string>

#include "gateway/edge/message.h"

namespace notary::gateway {

// How the body is told from what follows.
struct Framing {
  std::optional<size_t> length;  // Content-Length
  bool chunked = false;
  bool keep = true;  // another request may follow
};

void AppendHead(const Reply& reply, const Framing& framing, std::string& to);

// One piece of a chunked body.
std::string Chunk(absl::string_view piece);

// What ends it.
inline constexpr absl::string_view kLastChunk = "0\r\n\r\n";

}  // namespace notary::gateway
