// Calls to other services as the service one is, through the routes of the process. Thread-safe.
#pragma once

#include <functional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "platform/base/held.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/client.h"
#include "platform/rpc/inherited.h"

namespace notary::rpc {

class ServiceClient {
 public:
  // `service` is the callee's full name; `token` makes the caller's own service token and is called
  // by one thread at a time.
  ServiceClient(const Router& router, std::string service, std::function<std::string()> token)
      : router_(router), service_(std::move(service)), token_(std::move(token)) {}

  // Under the trace and within the time of the call that this thread answers. UNAVAILABLE when no
  // route is known; UNIMPLEMENTED when no process of the service knows the method; INTERNAL while
  // this thread holds a database connection. Pre: the method takes this request and gives this
  // response.
  template <typename Response>
  absl::StatusOr<Response> Call(absl::string_view method,
                                const google::protobuf::Message& request) {
    const std::string path = absl::StrCat("/", service_, "/", method);
    RETURN_IF_ERROR(MayAskOthers(path));
    for (int tries = 1;; ++tries) {
      Channel* channel = router_.Find(path);
      if (channel == nullptr) return absl::UnavailableError(absl::StrCat("no route to ", service_));
      absl::StatusOr<Response> response =
          channel->Call<Response>(path, request, Inherited::Options(Token()));
      if (!absl::IsUnimplemented(response.status()) || tries == kTries) return response;
      absl::SleepFor(kPause);
    }
  }

 private:
  // While its pods are replaced, a process of the service that is older answers beside a newer one:
  // what it does not know yet, the next may.
  static constexpr int kTries = 6;
  static constexpr absl::Duration kPause = absl::Milliseconds(100);

  std::string Token() ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    return token_();
  }

  const Router& router_;
  const std::string service_;
  absl::Mutex mutex_;
  const std::function<std::string()> token_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace notary::rpc
