// What a JSON request body must be before protobuf's own reader sees it. That reader lets pass what
// two programs may understand differently (the second of two equal keys, numbers that lost digits
// on the way), and its errors quote values; this one names the field and the rule.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

namespace notary::gateway {

struct JsonLimits {
  static constexpr int kMaxDepth = 32;
};

// OK when `text` is exactly one JSON object that fits `type` by the proto3 JSON mapping. Stricter
// than the mapping: no key twice, under neither of its names; no fraction or exponent where an
// integer belongs; no 64-bit integer beyond 2^53 as a number (JavaScript has rounded it: send
// text); no NaN or Infinity; no byte order mark; no U+0000.
//
// INVALID_ARGUMENT: JSON_EMPTY, JSON_MALFORMED, JSON_TOO_DEEP, JSON_NOT_AN_OBJECT for the whole;
// FIELD_UNKNOWN, FIELD_TWICE, TYPE_MISMATCH, INTEGER_EXPECTED, OUT_OF_RANGE, NUMBER_UNSAFE,
// ENUM_UNKNOWN, BASE64_EXPECTED, TIME_MALFORMED, NUL_CHARACTER with the field.
absl::Status CheckJson(absl::string_view text, const google::protobuf::Descriptor& type);

}  // namespace notary::gateway
