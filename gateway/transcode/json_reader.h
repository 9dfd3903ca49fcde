// JSON request bodies. nlohmann's parser reads the text; each value is judged and put into the
// message as it comes. Protobuf's own reader lets pass what two programs may understand differently
// (the second of two equal keys, numbers that lost digits on the way), quotes values in its errors,
// and builds the types of a message anew with each call.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace notary::gateway {

struct JsonLimits {
  static constexpr int kMaxDepth = 32;
};

// Fills `message`, which is empty, when `json` is exactly one JSON object that fits it by the
// proto3 JSON mapping; after an error it is of no use. Stricter than the mapping: no key twice,
// under neither of its names; no fraction or exponent where an integer belongs; no 64-bit integer
// beyond 2^53 as a number (JavaScript has rounded it: send text); no NaN or Infinity; no byte order
// mark; no U+0000.
//
// INVALID_ARGUMENT: JSON_EMPTY, JSON_MALFORMED, JSON_TOO_DEEP, JSON_NOT_AN_OBJECT for the whole;
// FIELD_UNKNOWN, FIELD_TWICE, TYPE_MISMATCH, INTEGER_EXPECTED, OUT_OF_RANGE, NUMBER_UNSAFE,
// ENUM_UNKNOWN, BASE64_EXPECTED, TIME_MALFORMED, NUL_CHARACTER with the field.
absl::Status ReadJson(absl::string_view json, google::protobuf::Message& message);

}  // namespace notary::gateway
