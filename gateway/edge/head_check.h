// The head of an HTTP/1.1 request before a parser sees it. Parsers forgive, each in its own way,
// and two that forgive differently read two requests where one was sent (request smuggling). What
// is let through here has one reading.
#pragma once

#include <cstddef>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace notary::gateway {

struct HeadLimits {
  static constexpr size_t kMaxBytes = 16 << 10;
  static constexpr size_t kMaxLine = 8 << 10;
  static constexpr size_t kMaxFields = 64;
};

// Where the head ends (after its empty line), npos while more must come. nullopt when it can never
// become a head that CheckHead lets through: a line feed without carriage return, too long.
std::optional<size_t> FindHeadEnd(absl::string_view received);

// OK when `head`, which ends with an empty line, is acceptable: CRLF line ends, HTTP/1.1, a known
// method, no folded lines, no space before a colon, no control characters, one Host, no header
// twice that has one meaning, not both of Content-Length and Transfer-Encoding. HEAD_MALFORMED,
// HEAD_TOO_LARGE, HEADER_TWICE, HOST_MISSING, LENGTH_AMBIGUOUS, TRANSFER_ENCODING, HTTP_VERSION,
// HTTP_METHOD_UNKNOWN otherwise.
absl::Status CheckHead(absl::string_view head);

// Why FindHeadEnd gave up.
absl::Status RefusedEarly(absl::string_view received);

}  // namespace notary::gateway
