// Notices in PostgreSQL. Stateless; works in the caller's transaction.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/tx.h"
#include "services/notification/domain/notice.h"

namespace notary::notification {

struct QueuedMessage {
  Notice notice;
  int64_t attempts;
};

// What became of a text message: SENT and FAILED end it, QUEUED tries again.
struct SmsOutcome {
  std::string notice;  // id
  std::string state;
  std::optional<absl::Time> next_attempt_time = {};

  bool settled() const { return !next_attempt_time; }
};

class NoticeStore {
 public:
  // Numbers are gapless per office, code and year: the row lock is held to the end of tx.
  absl::StatusOr<int64_t> NextSerial(pg::Tx& tx, const Notice& notice, int64_t year) const;
  void Insert(pg::Tx& tx, const Notice& notice) const;

  // NOT_FOUND (RESOURCE_NOT_FOUND).
  absl::StatusOr<Notice> Get(pg::Tx& tx, const std::string& office, const std::string& id) const;
  absl::StatusOr<std::vector<Notice>> List(pg::Tx& tx, const std::string& office,
                                           const std::string& application) const;
  // Held to the end of tx.
  absl::StatusOr<Notice> GetForUpdate(pg::Tx& tx, const std::string& office,
                                      const std::string& id) const;
  // Oldest first, behind `after`; those that wait to be served on paper.
  absl::StatusOr<std::vector<Notice>> ListUnserved(pg::Tx& tx, const std::string& office,
                                                   const std::string& after, int64_t limit) const;
  // Pre: notice.paper.
  void RecordService(pg::Tx& tx, const Notice& notice) const;
  void MarkRead(pg::Tx& tx, const Notice& notice, absl::Time now) const;

  // Offices of the `limit` messages that wait longest. Pre: tx is of every office.
  absl::StatusOr<std::vector<std::string>> OfficesDue(pg::Tx& tx, absl::Time now,
                                                      int64_t limit) const;
  // Messages of the transaction's office due now, held for whoever asked until lease_end.
  absl::StatusOr<std::vector<QueuedMessage>> ClaimMessages(pg::Tx& tx, absl::Time now,
                                                           absl::Time lease_end,
                                                           int64_t limit) const;
  void RecordMessage(pg::Tx& tx, const std::string& office, const SmsOutcome& outcome) const;
};

}  // namespace notary::notification
