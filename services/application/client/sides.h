// Whose case it is now. A service that keeps something of a case asks before it shows it to a
// person, or does something for one: a mandate may end at any time, so no copy of it would hold.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service_client.h"

namespace notary::application {

// How a person stands to a case.
struct Side {
  bool owns = false;    // the applicant's side, now
  bool ending = false;  // the case: its end is proposed, or it has ended
  // Its certificate is in the party's hands; none where the process that was asked is an older one.
  std::optional<bool> handed_over = std::nullopt;
};

// Thread-safe.
class Sides {
 public:
  virtual ~Sides() = default;

  // To offices/{office}/applications/{uuid}: false twice where there is no such case; UNAVAILABLE
  // when nobody can say.
  virtual absl::StatusOr<Side> Of(const std::string& person, const std::string& application) = 0;
};

// Over SideService.
class SidesClient final : public Sides {
 public:
  SidesClient(const rpc::Router& router, std::function<std::string()> token)
      : applications_(router, "notary.application.v1.SideService", std::move(token)) {}

  absl::StatusOr<Side> Of(const std::string& person, const std::string& application) override;

 private:
  rpc::ServiceClient applications_;
};

// OK for staff, whom the pipeline holds to their office, and for services; of anyone else it is
// asked. NOT_FOUND (RESOURCE_NOT_FOUND) when it is not their case. `application` is the status of
// the search where nothing was found: that is returned, and asked for nothing first, so that what
// is not there takes as long as what is not theirs. Not to be called inside a transaction, which
// would wait for another service.
absl::Status CheckSide(Sides& sides, const rpc::Call& call,
                       const absl::StatusOr<std::string>& application);

// CheckSide, and how the caller stands to the case: staff and services own all, in all states.
absl::StatusOr<Side> SideOf(Sides& sides, const rpc::Call& call,
                            const absl::StatusOr<std::string>& application);

// CheckSide before a person pays for the case, which is refused once it ends: FAILED_PRECONDITION
// (CASE_ENDING).
absl::Status CheckMayPay(Sides& sides, const rpc::Call& call,
                         const absl::StatusOr<std::string>& application);

// The same of something that was looked for and belongs to a case.
template <typename Found>
absl::StatusOr<Side> SideOf(Sides& sides, const rpc::Call& call,
                            const absl::StatusOr<Found>& found) {
  if (!found.ok()) return SideOf(sides, call, absl::StatusOr<std::string>(found.status()));
  return SideOf(sides, call, absl::StatusOr<std::string>(found->application));
}

template <typename Found>
absl::Status CheckSideOf(Sides& sides, const rpc::Call& call, const absl::StatusOr<Found>& found) {
  return SideOf(sides, call, found).status();
}

}  // namespace notary::application
