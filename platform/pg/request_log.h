// Who asked for what, as the request log knows it: the base of rpc::Call.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/crypto/field_cipher.h"

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

// What the log keeps of a request's hash: a plain one would tell what the request holds to whoever
// knows all of it but a number.
std::string KeyedDigest(const crypto::FieldCipher& cipher, absl::string_view hash);

}  // namespace notary::pg
