#include "cmd/fsck/fsck.h"

#include "absl/strings/str_cat.h"
#include "cmd/fsck/fsck_sql.sql.h"
#include "platform/base/status_macros.h"

namespace notary::fsck {
namespace {

struct Invariant {
  const char* name;
  const pg::Statement& violations;
};

const Invariant kInvariants[] = {
    {"1 no fee before acceptance", sql::kFeeBeforeAcceptance},
    {"2 no number without approval", sql::kNumberWithoutApproval},
    {"3 numbers run from 1 without gap or repeat", sql::kNumbersWithGap},
    {"4 nobody acts twice where two must", sql::kFourEyes},
    {"5 no pause outlives its case", sql::kPauseOutlivesCase},
    {"6 every pause has its notice", sql::kPauseWithoutNotice},
    {"7 nothing left before originals and identity passed", sql::kLeftUnseen},
    {"8 what was issued has its text", sql::kIssuedWithoutText},
    {"9 every accepted case stands in the register", sql::kNotInRegister},
    {"10 every state is the sum of its history", sql::kStateIsNotHistory},
    {"11 ends are ends", sql::kMovedAfterTheEnd},
    {"12 every delivery has its receipt", sql::kDeliveredWithoutReceipt},
    {"ledger: every entry sums to zero", sql::kLedgerUnbalanced},
    {"ledger: refunds do not exceed payments", sql::kRefundedTooMuch},
    {"ledger: what is owed back is on its way", sql::kOwedBackUntracked},
    {"refunds: each that waits for a decision has its proposal", sql::kRefundWithoutProposal},
    {"money: the case and the fee note agree", sql::kMoneyDisagrees},
    {"own lists: each case stands in those of its persons", sql::kOwnListsDisagree},
    {"claims: one office for a party's matter, and none outlives its case", sql::kClaimsDisagree},
    {"recusals: the case knows of each", sql::kRecusalDisagrees},
    {"visits: each after the first has its reason", sql::kRepeatedWithoutReason},
    {"visits: none stands in a closure", sql::kVisitInClosure},
    {"parcels: what has come to its end is known to its case", sql::kParcelUntold},
    {"calls: none was refused", sql::kRefusedCalls},
};

}  // namespace

absl::StatusOr<std::vector<Finding>> Check(pg::Database& owner) {
  std::vector<Finding> findings;
  for (const Invariant& invariant : kInvariants) {
    ASSIGN_OR_RETURN(const pg::Rows broken, owner.Read(pg::kNoOffice, [&](pg::Tx& tx) {
      return tx.Query(invariant.violations);
    }));
    Finding finding{.name = invariant.name, .ok = broken.empty()};
    if (!broken.empty()) finding.detail = broken.front().Str("detail");
    findings.push_back(std::move(finding));
  }
  return findings;
}

absl::StatusOr<Finding> CheckBlobs(pg::Database& owner, document::BlobStore& blobs) {
  Finding finding{.name = "papers: each has its content"};
  int64_t papers = 0;
  int64_t absent = 0;
  std::string after;
  while (true) {
    ASSIGN_OR_RETURN(const pg::Rows page, owner.Read(pg::kNoOffice, [&](pg::Tx& tx) {
      return tx.Query(sql::kPapersAfter, after);
    }));
    if (page.empty()) break;
    for (const pg::Row& row : page) {
      after = row.Str("sha256");
      ++papers;
      if (blobs.Read(after).ok()) continue;
      // While the office runs, the last who had this paper may have deleted it just now.
      ASSIGN_OR_RETURN(const pg::Rows still, owner.Read(pg::kNoOffice, [&](pg::Tx& tx) {
        return tx.Query(sql::kPaperOf, after);
      }));
      if (still.empty()) continue;
      if (++absent == 1) finding.detail = still.front().Str("detail");
    }
  }
  finding.ok = absent == 0;
  if (absent > 0) absl::StrAppend(&finding.detail, ", ", absent, " of ", papers);
  return finding;
}

}  // namespace notary::fsck
