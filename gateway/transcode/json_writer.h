// JSON responses.
#pragma once

#include <string>

#include "google/protobuf/message.h"

namespace notary::gateway {

// Proto3 JSON with lowerCamelCase names; fields without presence are always there. Pre: no message
// within it IsForeign (json_value.h).
std::string WriteJson(const google::protobuf::Message& message);

}  // namespace notary::gateway
