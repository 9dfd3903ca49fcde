// Telling another service something for sure: the call is a row of the deciding transaction, a
// relay makes it until it is answered, and the receiver's request log makes it one effect (ADR
// 2026-11-24-durable-calls).
#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "platform/pg/database.h"
#include "platform/rpc/client.h"
#include "platform/time/clock.h"

namespace notary::rpc {

// Adds the call to the outbox of tx. Its id becomes the request's `request_id`; calls with the same
// office and ordering key are made in this order. Pre: the method takes this request.
void CallLater(pg::Tx& tx, absl::string_view office, absl::string_view ordering_key,
               const std::string& method, const google::protobuf::Message& request, absl::Time now);

// Delivers what a service owes.
class Relay {
 public:
  // `authorization` makes the service's own token, fresh at each batch.
  Relay(pg::Database& db, const Router& router, const Clock& clock,
        std::function<std::string()> authorization)
      : db_(db), router_(router), clock_(clock), authorization_(std::move(authorization)) {}

  // One batch: claims due calls, makes them side by side, records the outcomes. Returns how many
  // calls were answered. A refusal that repetition cannot cure stops the calls behind it (same key)
  // and is logged as an error, until ReleaseRefused; everything else is tried again with growing
  // pauses, without end.
  absl::StatusOr<int64_t> RunOnce();

 private:
  pg::Database& db_;
  const Router& router_;
  const Clock& clock_;
  const std::function<std::string()> authorization_;
};

}  // namespace notary::rpc
