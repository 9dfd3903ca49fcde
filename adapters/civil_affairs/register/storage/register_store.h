// The register in PostgreSQL. Stateless; works in the caller's transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "adapters/civil_affairs/register/domain/answer.h"
#include "adapters/civil_affairs/register/domain/record.h"
#include "platform/pg/tx.h"

namespace notary::marriage_register {

// An answer that was given, with the question, both as they crossed the wire.
struct GivenAnswer {
  std::string office;
  std::string request_id;
  std::string question_digest;
  std::string question;
  std::string answer;
  int64_t year = 0;
  int64_t serial = 0;
  Outcome outcome = Outcome::kRejected;
  std::string code;
  Ticket ticket = Ticket::kNone;
  absl::Time time;
};

class RegisterStore {
 public:
  // What is held is what was imported last. In one transaction: the first call keeps other imports
  // out until it ends, PutRecords replaces what is held under the same certificate numbers (of the
  // same day, where the number is an old one), and the last removes what `import`, an id of its
  // own, has not put.
  absl::Status BeginImport(pg::Tx& tx, absl::Time data_time) const;
  absl::Status PutRecords(pg::Tx& tx, const std::vector<Record>& records, const std::string& import,
                          absl::CivilDay today) const;
  absl::Status EndImport(pg::Tx& tx, const std::string& import,
                         const std::vector<District>& districts) const;

  absl::StatusOr<std::vector<Record>> Find(pg::Tx& tx, const Question& question) const;
  absl::StatusOr<Holdings> GetHoldings(pg::Tx& tx) const;

  // Gapless: the row lock is held to the end of tx.
  absl::StatusOr<int64_t> NextSerial(pg::Tx& tx, int64_t year) const;

  // With a ticket when there is something to look at. ALREADY_EXISTS for a request id again.
  absl::Status Put(pg::Tx& tx, const GivenAnswer& given) const;

  // Digest and answer only; nullopt when the office has asked nothing under this id.
  absl::StatusOr<std::optional<GivenAnswer>> Get(pg::Tx& tx, const std::string& office,
                                                 const std::string& request_id) const;

  // How many questions of the office were answered since then.
  absl::StatusOr<int64_t> CountSince(pg::Tx& tx, const std::string& office, absl::Time from) const;
};

}  // namespace notary::marriage_register
