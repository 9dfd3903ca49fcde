// What other services need of the catalogue to count days: the working calendar and the limits of
// the law, asked for over gRPC and kept for a few minutes. Thread-safe.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "platform/rpc/service_client.h"
#include "services/common/deadline.h"
#include "services/common/working_calendar.h"

namespace notary::catalogue {

struct Timetable {
  common::WorkingCalendar calendar;
  std::map<std::string, common::Limit> limits;  // by code: ISSUE → 15 working days (L30), …
  std::map<std::string, int64_t> rounds;        // by code, of those that count rounds
};

class TimetableClient {
 public:
  // `token` makes the caller's own service token; it is called by one thread at a time.
  TimetableClient(const rpc::Router& router, std::function<std::string()> token)
      : catalogue_(router, "notary.catalogue.v1.CatalogueService", std::move(token)) {}

  // As of `today`: from three years back, where a long pause may have begun, to two years ahead;
  // years without a published notice are left out.
  absl::StatusOr<std::shared_ptr<const Timetable>> Get(absl::CivilDay today);

  // Any call to CatalogueService, with the same token.
  template <typename Response>
  absl::StatusOr<Response> Ask(const std::string& method,
                               const google::protobuf::Message& request) {
    return catalogue_.Call<Response>(method, request);
  }

 private:
  absl::StatusOr<Timetable> Load(absl::CivilDay today);

  rpc::ServiceClient catalogue_;
  absl::Mutex mutex_;
  // Shared, so that a reader keeps its timetable while a newer one is put in place.
  std::shared_ptr<const Timetable> current_ ABSL_GUARDED_BY(mutex_);
  absl::Time load_time_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();  // real time
};

}  // namespace notary::catalogue
