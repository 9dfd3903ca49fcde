// Who asked for what, as the request log knows it: the base of rpc::Call.
#pragma once

#include <string>

#include "absl/time/time.h"

namespace notary::pg {

struct Request {
  std::string office;      // the shard: every row this request touches belongs to it
  std::string principal;   // who asks
  std::string method;      // full gRPC name
  std::string request_id;  // chosen by the client before its first try; empty = not repeatable
  std::string hash;        // of the request's content
  absl::Time now;          // when the pipeline took it
  absl::Time deadline = absl::InfiniteFuture();  // real time
};

}  // namespace notary::pg
