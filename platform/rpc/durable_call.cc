#include "platform/rpc/durable_call.h"

#include <memory>
#include <vector>

#include "absl/random/random.h"
#include "absl/synchronization/blocking_counter.h"
#include "platform/base/check.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/pg/outbox.h"
#include "platform/time/backoff.h"

namespace notary::rpc {
namespace {

constexpr int64_t kBatch = 64;
constexpr absl::Duration kLease = absl::Seconds(30);
constexpr absl::Duration kCallTimeout = absl::Seconds(10);
constexpr BackoffOptions kBackoff{absl::Milliseconds(100), absl::Seconds(30), 2.0};
// The operators hear of a call that has failed this often.
constexpr int64_t kAlarmingTries = 8;

// A fault of the callee (INTERNAL and the like) may last as long as a database that lost its disk.
// Setting the call aside would let nothing pass: what is behind it waits for it all the same.
bool WorthRepeating(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kCancelled:
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kUnimplemented:  // by a process that is older than the caller
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kDataLoss:
      return true;
    default:
      return false;
  }
}

}  // namespace

void CallLater(pg::Tx& tx, absl::string_view office, absl::string_view ordering_key,
               const std::string& method, const google::protobuf::Message& request,
               absl::Time now) {
  const std::unique_ptr<google::protobuf::Message> copy(request.New());
  copy->CopyFrom(request);
  const auto* field = copy->GetDescriptor()->FindFieldByName("request_id");
  NOTARY_CHECK(field != nullptr);
  const std::string id = NewId(now);
  copy->GetReflection()->SetString(copy.get(), field, id);
  pg::Owe(tx,
          {.office = std::string(office),
           .id = id,
           .method = method,
           .request = copy->SerializeAsString()},
          ordering_key, now);
}

absl::StatusOr<int64_t> Relay::RunOnce() {
  const absl::Time now = clock_.Now();
  ASSIGN_OR_RETURN(const std::vector<pg::OwedCall> calls,
                   pg::ClaimOwedCalls(db_, now, now + kLease, kBatch));
  if (calls.empty()) return 0;
  const std::string authorization = authorization_();
  std::vector<absl::Status> outcomes(calls.size());
  absl::BlockingCounter open(static_cast<int>(calls.size()));
  for (size_t i = 0; i < calls.size(); ++i) {
    Channel* channel = router_.Find(calls[i].method);
    if (channel == nullptr) {
      outcomes[i] = absl::UnavailableError("no route");  // that service is not configured yet
      open.DecrementCount();
      continue;
    }
    channel->Start(
        calls[i].method, calls[i].request,
        {.authorization = authorization, .trace_id = calls[i].id, .timeout = kCallTimeout},
        [&outcomes, &open, i](const absl::StatusOr<std::string>& response) {
          outcomes[i] = response.status();
          open.DecrementCount();
        });
  }
  open.Wait();
  std::vector<pg::OwedCall> answered;
  absl::BitGen random;
  for (size_t i = 0; i < calls.size(); ++i) {
    const absl::Status& outcome = outcomes[i];
    if (outcome.ok()) {
      answered.push_back(calls[i]);
    } else if (WorthRepeating(outcome)) {
      if (calls[i].attempts == kAlarmingTries) {
        Log(Severity::kError, "durable_call_fails",
            {{"method", calls[i].method}, {"id", calls[i].id}, {"status", outcome}});
      }
      const auto attempt = static_cast<int>(std::min<int64_t>(calls[i].attempts, 20));
      RETURN_IF_ERROR(pg::Postpone(db_, calls[i], now + BackoffDelay(kBackoff, attempt, random)));
    } else {
      Log(Severity::kError, "durable_call_refused",
          {{"method", calls[i].method}, {"id", calls[i].id}, {"status", outcome}});
      RETURN_IF_ERROR(pg::MarkRefused(db_, calls[i], ReasonOf(outcome)));
    }
  }
  RETURN_IF_ERROR(pg::MarkAnswered(db_, answered));
  return static_cast<int64_t>(answered.size());
}

}  // namespace notary::rpc
