// Text files that hold a protobuf: configuration and reviewed data.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/message.h"

namespace notary::rpc {

// INVALID_ARGUMENT names file, line and column of the first mistake; an unknown field is one.
absl::Status ReadTextProto(const std::string& path, google::protobuf::Message* message);

// The same for people who correct a file: every unknown field at once, and the first mistake of
// another kind, behind which nothing was read. Empty: there is none.
std::vector<std::string> MistakesIn(const std::string& path, google::protobuf::Message* message);

}  // namespace notary::rpc
