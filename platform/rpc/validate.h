// Checks a request against the rules its proto declares, before any service sees it.
#pragma once

#include <cstdint>

#include "absl/status/status.h"
#include "google/protobuf/message.h"

namespace notary::rpc {

// What a field without its own rule is held to.
struct DefaultLimits {
  static constexpr int kMaxLength = 500;  // code points
  static constexpr int kMaxBytes = 1 << 20;
  static constexpr int kMaxItems = 100;
};

// OK, or INVALID_ARGUMENT that names every field at fault: REQUIRED, TOO_LONG, TOO_MANY,
// CONTROL_CHARACTER, INVISIBLE_CHARACTER, KEY_MALFORMED, MALFORMED, DATE_INVALID, OUT_OF_RANGE,
// ENUM_UNKNOWN. Bytes are measured, not read.
absl::Status Validate(const google::protobuf::Message& request);

// The office in offices/{office}/…, "" for any other text.
std::string OfficeOfName(absl::string_view resource_name);

// The office a request is about: from its field `name` or `parent`, or from the `name` of the one
// resource it carries. "" when it names none.
std::string OfficeOfRequest(const google::protobuf::Message& request);

// The content of the field `request_id`, "" without one.
std::string RequestIdOf(const google::protobuf::Message& request);

}  // namespace notary::rpc
