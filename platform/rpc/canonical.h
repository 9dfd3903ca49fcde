// The one serialized form of a message that this program gives it.
#pragma once

#include <string>

#include "google/protobuf/message.h"

namespace notary::rpc {

// Maps in key order, so that equal content has equal bytes: a repeated answer is the first one byte
// for byte, and a content hash does not depend on chance. Not a form for signatures: other
// programs may order differently.
std::string CanonicalBytes(const google::protobuf::Message& message);

}  // namespace notary::rpc
