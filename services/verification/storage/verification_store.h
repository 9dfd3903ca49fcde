// Questions and their evidence in PostgreSQL. Stateless; works in the caller's transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/tx.h"
#include "services/verification/domain/agency_client.h"
#include "services/verification/domain/verification.h"

namespace notary::verification {

class VerificationStore {
 public:
  // Gapless per office and year: the row lock is held to the end of tx.
  absl::StatusOr<int64_t> NextLetter(pg::Tx& tx, const std::string& office, int64_t year) const;

  void Insert(pg::Tx& tx, const Verification& verification) const;

  // NOT_FOUND (RESOURCE_NOT_FOUND).
  absl::StatusOr<Verification> Get(pg::Tx& tx, const std::string& office,
                                   const std::string& id) const;

  // Offices of the `limit` questions that wait longest. Pre: tx is of every office.
  absl::StatusOr<std::vector<std::string>> OfficesDue(pg::Tx& tx, absl::Time now,
                                                      int64_t limit) const;
  // The oldest due question of the transaction's office that can be read, leased until lease_end
  // under a new fence; none when none is due. Those that cannot are put off, and logged by their
  // id.
  absl::StatusOr<std::vector<Verification>> Claim(pg::Tx& tx, absl::Time now,
                                                  absl::Time lease_end) const;

  // True while this holder's lease is the latest and the question is open; locks the row.
  absl::StatusOr<bool> StillHolds(pg::Tx& tx, const Verification& held) const;

  // Pre of both: StillHolds in the same tx.
  absl::Status Answer(pg::Tx& tx, const Verification& held, const AgencyReply& reply) const;
  absl::Status Postpone(pg::Tx& tx, const Verification& held, const std::string& reason_code,
                        absl::Time until) const;

  // Ends the open questions of a case; how many.
  absl::StatusOr<int64_t> Cancel(pg::Tx& tx, const std::string& office,
                                 const std::string& application) const;

  // use: SENT for a question; USED, NOT_NOW, NOT_TRUSTED or LATE for an answer.
  void Keep(pg::Tx& tx, const Question& question, absl::string_view use,
            const std::string& envelope, absl::Time now) const;
  absl::StatusOr<std::optional<std::string>> SealedQuestion(pg::Tx& tx,
                                                            const Question& question) const;
  absl::StatusOr<std::optional<std::string>> UsedAnswer(pg::Tx& tx, const Question& question) const;
};

}  // namespace notary::verification
