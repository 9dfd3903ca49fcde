// Proposals about money and what was decided on them, in PostgreSQL. Stateless; works in the
// caller's transaction.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/tx.h"
#include "services/payment/domain/records.h"

namespace notary::payment {

class ProposalStore {
 public:
  // FAILED_PRECONDITION (PROPOSAL_OPEN) while another waits for its decision.
  absl::Status Insert(pg::Tx& tx, const Proposal& proposal) const;
  // Writes verdict, decider, note and time. ABORTED (ALREADY_DECIDED) when somebody was faster.
  absl::Status Decide(pg::Tx& tx, const Proposal& proposal) const;
  // Puts the last proposal about each record there, the open one where there is one.
  absl::Status AddLast(pg::Tx& tx, const std::string& office,
                       std::vector<RefundOrder>& refunds) const;
  absl::Status AddLast(pg::Tx& tx, const std::string& office,
                       std::vector<QuarantinedReport>& reports) const;
};

}  // namespace notary::payment
