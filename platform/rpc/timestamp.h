// google.protobuf.Timestamp ⇄ absl::Time, in microseconds: what the database keeps.
#pragma once

#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace notary::rpc {

google::protobuf::Timestamp ToTimestamp(absl::Time time);
absl::Time FromTimestamp(const google::protobuf::Timestamp& time);

}  // namespace notary::rpc
