// Visits in PostgreSQL. Stateless; works in the caller's transaction.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/tx.h"
#include "services/appointment/domain/visit.h"

namespace notary::appointment {

class VisitStore {
 public:
  // Start and counter of what is booked in [from, to).
  absl::StatusOr<std::set<std::pair<absl::Time, int64_t>>> Taken(pg::Tx& tx,
                                                                 const std::string& office,
                                                                 absl::Time from,
                                                                 absl::Time to) const;
  // The same at one slot, and nobody else books it, or changes the opening hours, until the
  // transaction ends. Without this two who choose a counter at once wait for each other at the
  // constraint until one is killed as a deadlock, a second later, and tries again.
  absl::StatusOr<std::set<std::pair<absl::Time, int64_t>>> TakenAlone(pg::Tx& tx,
                                                                      const std::string& office,
                                                                      absl::Time start,
                                                                      absl::Time end) const;
  // FAILED_PRECONDITION when another visit overlaps, ALREADY_EXISTS when the case has one.
  void Insert(pg::Tx& tx, const Visit& visit) const;
  absl::StatusOr<Visit> Get(pg::Tx& tx, const std::string& office, const std::string& id) const;
  absl::StatusOr<int64_t> Cancel(pg::Tx& tx, const Visit& visit) const;
  // What is booked, touches [from, to) and has not ended, held until the transaction ends.
  absl::StatusOr<std::vector<Visit>> BookedWithin(pg::Tx& tx, const std::string& office,
                                                  absl::Time from, absl::Time to, absl::Time now,
                                                  int64_t limit) const;
  // Cancels one of those.
  void CancelHeld(pg::Tx& tx, const Visit& visit) const;
  // That the office cancelled it, why, and who of it did.
  void NoteCancelled(pg::Tx& tx, const Visit& visit, CancelReason reason, const std::string& by,
                     absl::Time now) const;
  // What became of the visit that was booked for the case `at` that time, or that is booked; how
  // many there were, 0 or 1.
  absl::StatusOr<int64_t> Settle(pg::Tx& tx, const std::string& office,
                                 const std::string& application, VisitState became,
                                 std::optional<absl::Time> at) const;
  // A visit of the case whose time has passed hinders no other.
  void NoteMissed(pg::Tx& tx, const std::string& office, const std::string& application,
                  absl::Time now) const;
  // What is booked for the case.
  absl::StatusOr<std::vector<Visit>> OfApplication(pg::Tx& tx, const std::string& office,
                                                   const std::string& application) const;
  // All but what was cancelled.
  absl::StatusOr<std::vector<Visit>> List(pg::Tx& tx, const std::string& office, absl::Time from,
                                          absl::Time to) const;
};

}  // namespace notary::appointment
