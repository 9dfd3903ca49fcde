// Particulars of documents in PostgreSQL. Stateless; works in the caller's transaction.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/tx.h"
#include "services/document/domain/quota.h"

namespace notary::document {

struct Document {
  std::string office;
  std::string id;
  std::string owner;
  std::string media_type;
  int64_t size_bytes = 0;
  std::string sha256;
  int64_t received_bytes = 0;
  bool ready = false;
  absl::Time create_time;
  bool tells_position = false;
  int64_t page_count = 0;  // 0: it does not tell
};

class DocumentStore {
 public:
  void Insert(pg::Tx& tx, const Document& d) const;
  // What `owner` has begun after `since`; beyond the quota it is not counted further.
  absl::StatusOr<Lately> LatelyOf(pg::Tx& tx, const std::string& office, const std::string& owner,
                                  absl::Time since) const;
  // NOT_FOUND (RESOURCE_NOT_FOUND).
  absl::StatusOr<Document> Get(pg::Tx& tx, const std::string& office, const std::string& id) const;
  // Those of `ids` that exist, in no order.
  absl::StatusOr<std::vector<Document>> GetAll(pg::Tx& tx, const std::string& office,
                                               const std::vector<std::string>& ids) const;
  absl::StatusOr<Document> GetForUpdate(pg::Tx& tx, const std::string& office,
                                        const std::string& id) const;
  void SetReceived(pg::Tx& tx, const Document& d) const;
  void SetReady(pg::Tx& tx, const Document& d) const;
  // They are found no more; their content is there until it is swept.
  void Delete(pg::Tx& tx, const std::string& office, const std::vector<std::string>& ids) const;
  // Offices of the `limit` oldest uploads begun at `before` or earlier and not finished. Pre: tx is
  // of every office, as for ToSweep.
  absl::StatusOr<std::vector<std::string>> OfficesUnfinished(pg::Tx& tx, absl::Time before,
                                                             int64_t limit) const;
  // Those of the transaction's office.
  void DeleteUnfinished(pg::Tx& tx, absl::Time before, int64_t limit) const;
  // office_id, id, sha256 of deleted documents whose content is to go; shared, where another
  // document has the same content.
  absl::StatusOr<pg::Rows> ToSweep(pg::Tx& tx, int64_t limit) const;
  void SetSwept(pg::Tx& tx, const std::string& office, const std::string& id) const;

  // One look of one person at a paper.
  struct View {
    std::string id;
    std::string viewer;
    std::string purpose;
    absl::Time time;
  };
  void RecordView(pg::Tx& tx, const Document& d, const View& view) const;
  // For whoever reads on somewhere in it: unless a look for the same purpose is on record that
  // began after `since`.
  void RecordViewUnlessSeen(pg::Tx& tx, const Document& d, const View& view,
                            absl::Time since) const;
};

}  // namespace notary::document
