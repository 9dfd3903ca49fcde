#include "services/payment/storage/proposal_store.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/pg/enum_of.h"
#include "platform/pg/sealed.h"
#include "services/payment/storage/payment_sql.sql.h"
#include "services/payment/storage/sealed_columns.h"

namespace notary::payment {
namespace {

std::optional<std::string> MaybeStr(const pg::Row& row, absl::string_view column) {
  return row.IsNull(column) ? std::nullopt : std::optional(row.Str(column));
}

absl::StatusOr<Proposal> ToProposal(const pg::Tx& tx, const pg::Row& row) {
  ASSIGN_OR_RETURN(const ReturnWay way, pg::EnumOf<ReturnWay>(row, "way"));
  ASSIGN_OR_RETURN(const Verdict verdict, pg::EnumOf<Verdict>(row, "verdict"));
  pg::Opener open(tx, row, row.Str("id"));
  Proposal proposal{.office = row.Str("office_id"),
                    .id = row.Str("id"),
                    .refund = MaybeStr(row, "refund_id"),
                    .report = MaybeStr(row, "report_id"),
                    .proposer = row.Str("proposer"),
                    .reason = open(kReason),
                    .way = way,
                    .reference = open(kReference),
                    .propose_time = row.Time("propose_time"),
                    .verdict = verdict,
                    .decider = row.StrOr("decider", ""),
                    .note = open(kNote),
                    .decide_time = row.MaybeTime("decide_time")};
  if (!row.IsNull("reduction")) {
    proposal.reduction = ProposedReduction{.code = row.Str("reduction"),
                                           .percent = static_cast<int>(row.Int("percent")),
                                           .proof = row.Str("proof"),
                                           .discount_fen = row.Int("discount_fen")};
  }
  RETURN_IF_ERROR(open.status());
  return proposal;
}

// `subject` is the member of a proposal that names the record.
template <typename Record>
absl::Status AddEach(pg::Tx& tx, const std::string& office, const pg::Statement& statement,
                     std::optional<std::string> Proposal::*subject, std::vector<Record>& records) {
  std::vector<std::string> ids;
  ids.reserve(records.size());
  for (const Record& record : records) ids.push_back(record.id);
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(statement, office, ids));
  std::map<std::string, Proposal> last;
  for (const pg::Row& row : rows) {
    ASSIGN_OR_RETURN(Proposal proposal, ToProposal(tx, row));
    const std::string id = *(proposal.*subject);
    last.emplace(id, std::move(proposal));
  }
  for (Record& record : records) {
    const auto found = last.find(record.id);
    if (found != last.end()) record.proposal = found->second;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ProposalStore::Insert(pg::Tx& tx, const Proposal& p) const {
  std::optional<std::string> code, proof;
  std::optional<int64_t> percent, discount_fen;
  if (p.reduction) {
    code = p.reduction->code;
    percent = p.reduction->percent;
    proof = p.reduction->proof;
    discount_fen = p.reduction->discount_fen;
  }
  ASSIGN_OR_RETURN(const int64_t added,
                   tx.Exec(sql::kProposalInsert, p.office, p.id, p.refund, p.report, p.proposer,
                           pg::Seal(tx, kReason, p.id, p.reason), Name(p.way),
                           pg::Seal(tx, kReference, p.id, p.reference), p.propose_time, code,
                           percent, proof, discount_fen));
  if (added == 1) return absl::OkStatus();
  return AnotherProposal();
}

absl::Status ProposalStore::Decide(pg::Tx& tx, const Proposal& p) const {
  ASSIGN_OR_RETURN(const int64_t decided,
                   tx.Exec(sql::kProposalDecide, p.office, p.id, Name(p.verdict), p.decider,
                           pg::Seal(tx, kNote, p.id, p.note), p.decide_time));
  if (decided == 1) return absl::OkStatus();
  return MakeError(absl::StatusCode::kAborted, "ALREADY_DECIDED",
                   {"该提议已被他人处理，请刷新", "Somebody has decided it; reload"});
}

absl::Status ProposalStore::AddLast(pg::Tx& tx, const std::string& office,
                                    std::vector<RefundOrder>& refunds) const {
  return AddEach(tx, office, sql::kProposalLastOfRefunds, &Proposal::refund, refunds);
}

absl::Status ProposalStore::AddLast(pg::Tx& tx, const std::string& office,
                                    std::vector<QuarantinedReport>& reports) const {
  return AddEach(tx, office, sql::kProposalLastOfReports, &Proposal::report, reports);
}

}  // namespace notary::payment
